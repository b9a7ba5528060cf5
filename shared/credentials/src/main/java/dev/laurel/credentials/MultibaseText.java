package dev.laurel.credentials;

import com.apicatalog.multibase.Multibase;
import java.util.Base64;
import java.util.Optional;

/// Bytes as text that names its own alphabet (Multibase): base 58 with prefix `z`, or base64url
/// without padding with prefix `u`. Reading is strict: one text per value, and none longer than the
/// caller expects, because decoding base 58 is quadratic.
public final class MultibaseText {
  private MultibaseText() {}

  /// `z` and the bytes in base 58 (the Bitcoin alphabet).
  public static String base58(byte[] bytes) {
    return Multibase.BASE_58_BTC.encode(bytes);
  }

  /// `u` and the bytes in base64url without padding.
  public static String base64Url(byte[] bytes) {
    return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The bytes of a text in either alphabet, or empty where it is not one.
  public static Optional<byte[]> decode(String text, int maxLength) {
    return text.startsWith("u") ? decodeBase64Url(text, maxLength) : decodeBase58(text, maxLength);
  }

  /// The bytes of a text with prefix `z`, or empty where it is not one.
  public static Optional<byte[]> decodeBase58(String text, int maxLength) {
    if (text.length() < 2 || text.length() > maxLength || text.charAt(0) != 'z') {
      return Optional.empty();
    }
    try {
      byte[] bytes = Multibase.BASE_58_BTC.decode(text);
      return base58(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The bytes of a text with prefix `u`, or empty where it is not one. Padding, other alphabets
  /// and bits beyond the last byte are refused.
  public static Optional<byte[]> decodeBase64Url(String text, int maxLength) {
    if (text.length() < 2 || text.length() > maxLength || text.charAt(0) != 'u') {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(1));
      return base64Url(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
