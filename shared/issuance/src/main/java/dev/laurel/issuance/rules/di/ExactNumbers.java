package dev.laurel.issuance.rules.di;

import dev.laurel.credentials.proof.CanonicalNumber;
import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A number is one that every reader of JSON reads alike: a double prints it as it stands, and its
/// sixteen digits in RDF are the same whether a library begins with the text or with the double. A
/// longer one would be signed as something else than what is shown; others (8.5417 is one) are
/// signed as one thing here and checked as another there.
///
/// RFC 8785 3.2.2.3 (numbers as IEEE 754 doubles); JSON-LD API 8.6 (number to RDF).
public final class ExactNumbers implements Rule {
  private static final String ID = "di/exact-numbers";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each((pointer, node) -> {
      if (node.isNumber() && !isExact(node)) {
        findings.add(
            new Finding(
                ID, pointer, "a number that all readers write alike; fewer digits, or text"));
      }
    });
    return findings;
  }

  private static boolean isExact(JsonNode node) {
    double read = node.decimalValue().doubleValue();
    return Double.isFinite(read)
        && BigDecimal.valueOf(read).compareTo(node.decimalValue()) == 0
        && CanonicalNumber.portable(node.decimalValue());
  }
}
