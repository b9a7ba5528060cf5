package dev.laurel.verification;

import dev.laurel.json.Json;
import dev.laurel.verification.interop.Advice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All checks of one document, in their order, with the verdict that follows and the time at which
/// they were made.
///
/// `form` says as what the document came, from the outside in, joined by "/": `json`, `vc-jwt`,
/// `sd-jwt`, `enveloped`, `presentation`, `png`, `svg`; so `png/vc-jwt` is a badge image with a JWT
/// in it. `endorsements` are the reports of the endorsements that it carries, `credentials` those
/// of the credentials that it holds, each in the document's order.
public record VerificationReport(
    Verdict verdict,
    Instant checkedAt,
    String form,
    List<Check> checks,
    List<VerificationReport> endorsements,
    List<VerificationReport> credentials) {
  public VerificationReport {
    checks = List.copyOf(checks);
    endorsements = List.copyOf(endorsements);
    credentials = List.copyOf(credentials);
  }

  /// The report of these checks; the verdict follows from them.
  public static VerificationReport of(
      Instant checkedAt,
      String form,
      List<Check> checks,
      List<VerificationReport> endorsements,
      List<VerificationReport> credentials) {
    return new VerificationReport(
        Verdict.of(checks), checkedAt, form, checks, endorsements, credentials);
  }

  /// The same as another form: of whatever it was taken out of.
  public VerificationReport as(String other) {
    return new VerificationReport(verdict, checkedAt, other, checks, endorsements, credentials);
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

  /// The report as routes and command line show it. `each` stands only where a check sums up more
  /// than one judgement, `endorsements` and `credentials` only where there are any.
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("verdict", verdict.text());
    json.put("checkedAt", checkedAt.toString());
    json.put("form", form);
    ArrayNode list = json.putArray("checks");
    checks.forEach(check -> write(check, list.addObject()));
    ArrayNode words = json.putArray("findings");
    findings().forEach(words::add);
    reports("endorsements", endorsements, json);
    reports("credentials", credentials, json);
    return json;
  }

  /// The same with what other verifiers would object to, as `interop`.
  public ObjectNode toJson(List<Advice> interop) {
    ObjectNode json = toJson();
    ArrayNode list = json.putArray("interop");
    interop.forEach(advice -> list.add(advice.toJson()));
    return json;
  }

  private static void write(Check check, ObjectNode entry) {
    entry.put("id", check.id());
    entry.put("result", check.result().text());
    if (!check.type().isEmpty()) {
      entry.put("type", check.type());
    }
    entry.put("detail", check.detail());
    if (!check.replacedBy().isEmpty()) {
      entry.put("replacedBy", check.replacedBy());
    }
    if (!check.each().isEmpty()) {
      ArrayNode each = entry.putArray("each");
      check.each().forEach(one -> write(one, each.addObject()));
    }
  }

  private static void reports(String name, List<VerificationReport> reports, ObjectNode json) {
    if (!reports.isEmpty()) {
      ArrayNode list = json.putArray(name);
      reports.forEach(report -> list.add(report.toJson()));
    }
  }

  private static boolean isFinding(Check check) {
    return check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK;
  }
}
