package dev.laurel.assessment;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The id of a submission: 32 lower-case hexadecimal digits, 128 random bits.
public record SubmissionId(String text) {
  private static final String FORM = "[0-9a-f]{32}";

  public SubmissionId {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException("a submission id has 32 lower-case hexadecimal digits");
    }
  }

  /// The id in text from outside, or empty where it is not one.
  public static Optional<SubmissionId> parse(String text) {
    return text.matches(FORM) ? Optional.of(new SubmissionId(text)) : Optional.empty();
  }

  /// A new id; the generator must be a cryptographic one.
  public static SubmissionId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new SubmissionId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return text;
  }
}
