package dev.laurel.functions.verification;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.baking.BadgeDrawing;
import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.verification.pages.CredentialView;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A credential as a picture that holds it (OB 3.0 Baking).
final class BadgeImages {
  private static final Pattern NAME = Pattern.compile("images/([0-9a-f]{64})\\.png");

  private final String publicObjectsUrl;
  private final PublicImages images;

  /// `publicObjectsUrl` is where the images' addresses begin; "" where there are none.
  BadgeImages(String publicObjectsUrl, PublicImages images) {
    this.publicObjectsUrl = publicObjectsUrl;
    this.images = images;
  }

  /// The achievement's own image with the credential in it; empty where it has none that we keep.
  Optional<byte[]> png(CredentialView view, String credential) {
    return name(view).flatMap(name -> stored(name).flatMap(image -> baked(image, credential)));
  }

  /// Whether there is an image of the achievement's own.
  boolean hasPng(CredentialView view) {
    return name(view).isPresent();
  }

  /// A drawing of the achievement with the credential in it.
  Optional<byte[]> svg(CredentialView view, String credential) {
    byte[] drawing = BadgeDrawing.of(view.issuer().did(), view.issuer().name(), view.achievement());
    return baked(drawing, credential);
  }

  private Optional<String> name(CredentialView view) {
    String prefix = publicObjectsUrl + "/";
    return Optional.of(view.image())
        .filter(url -> !publicObjectsUrl.isEmpty() && url.startsWith(prefix))
        .map(url -> url.substring(prefix.length()))
        .filter(name -> NAME.matcher(name).matches());
  }

  /// The image, whose name is its digest: another one is not baked into anything.
  private Optional<byte[]> stored(String name) {
    Matcher matcher = NAME.matcher(name);
    String sha256 = matcher.matches() ? matcher.group(1) : "";
    return images
        .read(name)
        .filter(bytes -> Arrays.equals(Sha256.of(bytes), HexFormat.of().parseHex(sha256)));
  }

  private static Optional<byte[]> baked(byte[] image, String credential) {
    return Baking.bake(image, credential) instanceof Baked.Done(byte[] baked)
        ? Optional.of(baked)
        : Optional.empty();
  }
}
