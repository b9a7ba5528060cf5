package dev.laurel.tlog;

import java.util.Optional;
import java.util.regex.Pattern;

/// A number from 0 to 2^63 - 1 as the formats of C2SP write it: decimal, no sign, no leading zeros.
public final class Decimal {
  private static final Pattern SYNTAX = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Decimal() {}

  /// The number, or empty where the text is not the one way to write it.
  public static Optional<Long> parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
