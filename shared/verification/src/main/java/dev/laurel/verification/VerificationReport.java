package dev.laurel.verification;

import dev.laurel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All checks of one document, in their order, with the verdict that follows and the time at which
/// they were made.
public record VerificationReport(Verdict verdict, Instant checkedAt, List<Check> checks) {
  public VerificationReport {
    checks = List.copyOf(checks);
  }

  static VerificationReport of(Instant checkedAt, List<Check> checks) {
    return new VerificationReport(Verdict.of(checks), checkedAt, checks);
  }

  /// What is wrong or unknown, one sentence a check; empty for a valid document.
  public List<String> findings() {
    return checks.stream().filter(VerificationReport::isFinding).map(Check::detail).toList();
  }

  /// The check of this id; empty only for an id that does not exist.
  public Optional<Check> check(String id) {
    return checks.stream().filter(check -> check.id().equals(id)).findFirst();
  }

  /// Whether the check passed.
  public boolean passed(String id) {
    return check(id).filter(check -> check.result() == CheckResult.PASSED).isPresent();
  }

  /// Whether everything but these checks passed or does not apply. For whoever knows why those
  /// cannot pass yet.
  public boolean isCleanApartFrom(Set<String> ids) {
    return checks.stream()
        .filter(check -> !ids.contains(check.id()))
        .noneMatch(VerificationReport::isFinding);
  }

  /// The report as routes and command line show it.
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("verdict", verdict.text());
    json.put("checkedAt", checkedAt.toString());
    ArrayNode list = json.putArray("checks");
    for (Check check : checks) {
      ObjectNode entry = list.addObject();
      entry.put("id", check.id());
      entry.put("result", check.result().text());
      if (!check.type().isEmpty()) {
        entry.put("type", check.type());
      }
      entry.put("detail", check.detail());
    }
    ArrayNode words = json.putArray("findings");
    findings().forEach(words::add);
    return json;
  }

  private static boolean isFinding(Check check) {
    return check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK;
  }
}
