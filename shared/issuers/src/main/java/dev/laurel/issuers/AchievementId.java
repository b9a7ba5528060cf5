package dev.laurel.issuers;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The id of an achievement, the same for all its versions: 32 lower-case hexadecimal digits, 128
/// random bits.
public record AchievementId(String text) {
  public AchievementId {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("an achievement id has 32 lower-case hexadecimal digits");
    }
  }

  /// The id in text from outside, or empty where it is not one.
  public static Optional<AchievementId> parse(String text) {
    return text.matches("[0-9a-f]{32}") ? Optional.of(new AchievementId(text)) : Optional.empty();
  }

  /// A new id.
  public static AchievementId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new AchievementId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return text;
  }
}
