package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Every result is one that the same achievement announces: its description, its level, a value
/// between the smallest and the largest, or one of those allowed, and a status where the result is
/// one. A description that demands a level demands one of its own.
///
/// OB 3.0 Result (`resultDescription`, `achievedLevel`, `value`, `status`), ResultDescription
/// (`valueMin`, `valueMax`, `allowedValue`, `requiredLevel`).
public final class ResultLinks implements Rule {
  private static final String ID = "ob3/result-links";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    Map<String, JsonNode> described = new HashMap<>();
    for (Candidate.Part part : document.parts("/credentialSubject/achievement/resultDescription")) {
      described.put(part.node().path("id").stringValue(""), part.node());
      checkLevel(findings, part.member("requiredLevel"), part.node());
    }
    for (Candidate.Part result : document.parts("/credentialSubject/result")) {
      JsonNode description = described.get(result.node().path("resultDescription").stringValue(""));
      if (description == null) {
        findings.add(
            new Finding(
                ID,
                result.pointer() + "/resultDescription",
                "must be the id of a resultDescription of this achievement"));
      } else {
        checkLevel(findings, result.member("achievedLevel"), description);
        checkValue(findings, result, description);
        checkStatus(findings, result, description);
      }
    }
    return findings;
  }

  private static void checkLevel(
      List<Finding> findings, Candidate.Part named, JsonNode description) {
    String achieved = named.node().stringValue("");
    if (achieved.isEmpty()) {
      return;
    }
    for (JsonNode level : description.path("rubricCriterionLevel")) {
      if (level.path("id").stringValue("").equals(achieved)) {
        return;
      }
    }
    findings.add(new Finding(ID, named.pointer(), "must be the id of a level of its criterion"));
  }

  private static void checkStatus(
      List<Finding> findings, Candidate.Part result, JsonNode description) {
    if (description.path("resultType").stringValue("").equals("Status")
        && result.node().path("status").stringValue("").isEmpty()) {
      findings.add(
          new Finding(ID, result.pointer() + "/status", "must be there: the result is a status"));
    }
  }

  private static void checkValue(
      List<Finding> findings, Candidate.Part result, JsonNode description) {
    JsonNode allowed = description.path("allowedValue");
    String text = result.node().path("value").stringValue("");
    if (!text.isEmpty()
        && !allowed.isEmpty()
        && allowed.valueStream().noneMatch(each -> each.stringValue("").equals(text))) {
      findings.add(new Finding(ID, result.pointer() + "/value", "must be one of allowedValue"));
    }
    Optional<BigDecimal> value = number(result.node().path("value"));
    Optional<BigDecimal> min = number(description.path("valueMin"));
    Optional<BigDecimal> max = number(description.path("valueMax"));
    if (value.isEmpty()) {
      return;
    }
    if (min.filter(least -> value.get().compareTo(least) < 0).isPresent()
        || max.filter(most -> value.get().compareTo(most) > 0).isPresent()) {
      findings.add(
          new Finding(ID, result.pointer() + "/value", "must be between valueMin and valueMax"));
    }
  }

  /// The number in a string of plain decimal digits; the specification gives values as strings.
  private static Optional<BigDecimal> number(JsonNode node) {
    String text = node.stringValue("");
    return text.matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
