package dev.laurel.credentials.baking;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts a credential into an image and takes it out again (OB 3.0 section Baking). PNG and SVG are
/// told apart by their first bytes, never by a name. Pure, and linear in the size of the image.
public final class Baking {
  /// Largest image: a badge has tens of kilobytes, and a photograph passes.
  public static final int MAX_IMAGE_BYTES = 4 * 1024 * 1024;

  /// Largest credential in an image: what a verifier reads at most.
  public static final int MAX_CREDENTIAL_BYTES = 1024 * 1024;

  private static final Pattern COMPACT_JWS =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private Baking() {}

  /// Which form the bytes begin like; empty for anything that is neither.
  public static Optional<ImageForm> form(byte[] bytes) {
    if (Png.begins(bytes)) {
      return Optional.of(ImageForm.PNG);
    }
    return Svg.begins(bytes) ? Optional.of(ImageForm.SVG) : Optional.empty();
  }

  /// Takes out what an image holds.
  public static Unbaked unbake(byte[] image) {
    try {
      return switch (formOf(image)) {
        case PNG -> Png.unbake(image);
        case SVG -> Svg.unbake(image);
      };
    } catch (ImageRefused e) {
      return new Unbaked.Refused(e.why());
    }
  }

  /// Puts a credential into an image, in place of one that it holds; every other byte of the image
  /// stays as it is. `credential` is JSON or a compact JWS. In an SVG, the last character of a
  /// `]]>` within the JSON is written as its escape, which is the same JSON.
  public static Baked bake(byte[] image, String credential) {
    try {
      demandCredential(credential);
      return new Baked.Done(
          switch (formOf(image)) {
            case PNG -> Png.bake(image, credential);
            case SVG -> Svg.bake(image, credential);
          });
    } catch (ImageRefused e) {
      return new Baked.Refused(e.why());
    }
  }

  /// Why an image cannot be used as a badge; empty where it can.
  public static Optional<String> objection(byte[] image) {
    return unbake(image) instanceof Unbaked.Refused(String why)
        ? Optional.of(why)
        : Optional.empty();
  }

  static boolean isCompactJws(String text) {
    return COMPACT_JWS.matcher(text).matches();
  }

  private static ImageForm formOf(byte[] image) {
    if (image.length > MAX_IMAGE_BYTES) {
      throw new ImageRefused("The image is larger than " + MAX_IMAGE_BYTES + " bytes.");
    }
    return form(image)
        .orElseThrow(() -> new ImageRefused("The image is neither a PNG nor an SVG."));
  }

  private static void demandCredential(String credential) {
    demandCredentialSize(credential.getBytes(StandardCharsets.UTF_8).length);
    if (!isCompactJws(credential) && !credential.stripLeading().startsWith("{")) {
      throw new ImageRefused("What is baked is a credential as JSON or as a compact JWS.");
    }
    if (credential.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      throw new ImageRefused("The credential holds a control character.");
    }
  }

  static void demandCredentialSize(int bytes) {
    if (bytes > MAX_CREDENTIAL_BYTES) {
      throw new ImageRefused(
          "The credential in the image is larger than " + MAX_CREDENTIAL_BYTES + " bytes.");
    }
  }

  /// Text from UTF-8, strictly.
  static String utf8(byte[] bytes, int start, int end, String what) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ImageRefused(what + " is not UTF-8.");
    }
  }
}
