package dev.laurel.verification.published;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A secret that opens something for whoever holds it: the link in the mail, a session cookie, a
/// share link. 256 random bits in base64url; only its SHA-256 is ever stored.
public record CapabilityToken(String text) {
  private static final int BYTES = 32;
  private static final String FORM = "[A-Za-z0-9_-]{43}";

  public CapabilityToken {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException("a token has 43 characters of base64url");
    }
  }

  /// A new token; the generator must be a cryptographic one.
  public static CapabilityToken random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new CapabilityToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// The token in text from outside, or empty where it cannot be one.
  public static Optional<CapabilityToken> parse(String text) {
    return text.matches(FORM) ? Optional.of(new CapabilityToken(text)) : Optional.empty();
  }

  /// What is stored of it: its SHA-256 in hexadecimal.
  public String hash() {
    return hash(text);
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "CapabilityToken";
  }
}
