package dev.laurel.credentials.jose;

import java.util.Base64;
import java.util.Optional;

/// Bytes as base64url without padding (RFC 7515 section 2). Reading is strict: one text per value.
public final class Base64Url {
  private Base64Url() {}

  /// The text of the bytes.
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The bytes of a text of at most `maxLength` characters, or empty where it is not one: padding,
  /// spaces, other alphabets and bits beyond the last byte are refused.
  public static Optional<byte[]> decode(String text, int maxLength) {
    if (text.length() > maxLength) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
