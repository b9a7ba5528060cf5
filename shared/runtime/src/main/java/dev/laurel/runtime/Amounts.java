package dev.laurel.runtime;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Amounts in JSON from outside.
final class Amounts {
  private Amounts() {}

  /// The shortest text of plain digits of a number from 0 to `max` with at most `places` decimal
  /// places; empty for anything else.
  static Optional<String> text(JsonNode node, int max, int places) {
    if (!node.isNumber()) {
      return Optional.empty();
    }
    BigDecimal amount = node.decimalValue().stripTrailingZeros();
    boolean fits =
        amount.signum() >= 0
            && amount.compareTo(BigDecimal.valueOf(max)) <= 0
            && amount.scale() <= places;
    return fits ? Optional.of(amount.toPlainString()) : Optional.empty();
  }
}
