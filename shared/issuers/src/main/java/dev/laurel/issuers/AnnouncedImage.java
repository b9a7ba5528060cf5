package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ObjectName;

/// A PNG that an issuer says it will upload: exact length in bytes and SHA-256 in lower-case hex.
public record AnnouncedImage(String mediaType, int length, String sha256) {
  /// The one media type taken: SVG can hold script, and JPEG has no transparency for a badge.
  public static final String PNG = "image/png";

  /// Largest image: badges are shown at a few hundred pixels; it is read into memory to be checked.
  public static final int MAX_LENGTH = 1024 * 1024;

  public AnnouncedImage {
    if (!mediaType.equals(PNG)
        || length < 1
        || length > MAX_LENGTH
        || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not an announced image");
    }
  }

  /// Where its upload goes, among the private objects.
  public ObjectName uploadName(IssuerId issuer) {
    return new ObjectName("images/" + issuer.text() + "/" + sha256);
  }

  /// Where it lies for everyone, among the public objects.
  public ObjectName publicName() {
    return new ObjectName("images/" + sha256 + ".png");
  }
}
