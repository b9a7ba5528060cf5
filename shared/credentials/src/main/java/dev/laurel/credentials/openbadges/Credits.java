package dev.laurel.credentials.openbadges;

import java.math.BigDecimal;

/// A number of credits as JSON has it: plain digits without an exponent and without zeros at the
/// end, so that one number has one text.
final class Credits {
  private Credits() {}

  static BigDecimal plain(BigDecimal credits) {
    BigDecimal stripped = credits.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
