package dev.laurel.credentials;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The id of a credential: 32 lower-case hexadecimal digits, 128 random bits. It is the last
/// segment of the credential's URL and says nothing about its time, order or learner.
public record CredentialId(String text) {
  public CredentialId {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("a credential id has 32 lower-case hexadecimal digits");
    }
  }

  /// The id in text from outside, or empty where it is not one.
  public static Optional<CredentialId> parse(String text) {
    return text.matches("[0-9a-f]{32}") ? Optional.of(new CredentialId(text)) : Optional.empty();
  }

  /// A new id.
  public static CredentialId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new CredentialId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return text;
  }
}
