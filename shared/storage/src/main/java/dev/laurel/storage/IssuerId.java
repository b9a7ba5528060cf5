package dev.laurel.storage;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The id of an issuer: 32 lower-case hexadecimal digits, 128 random bits. Every key, index
/// partition and cursor that belongs to an issuer leads with it.
public record IssuerId(String text) {
  public IssuerId {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("an issuer id has 32 lower-case hexadecimal digits");
    }
  }

  /// The id in text from outside, or empty where it is not one.
  public static Optional<IssuerId> parse(String text) {
    return text.matches("[0-9a-f]{32}") ? Optional.of(new IssuerId(text)) : Optional.empty();
  }

  /// A new id.
  public static IssuerId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new IssuerId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return text;
  }
}
