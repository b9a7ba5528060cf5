package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;

/// The judgement of a document by the report of one inside it: only what is valid counts.
final class InnerReports {
  private InnerReports() {}

  static Check judge(String id, String what, VerificationReport report) {
    String why = report.findings().stream().findFirst().orElse("");
    return switch (report.verdict()) {
      case VALID -> Check.passed(id, what + " is valid.");
      case COULD_NOT_BE_CHECKED ->
          Check.unknown(id, CheckType.INNER_NOT_VALID, what + " could not be checked: " + why);
      case EXPIRED, REVOKED, SUSPENDED, NOT_YET_VALID, ISSUER_NOT_RECOGNISED, CHANGED, NOT_VALID ->
          Check.failed(
              id,
              CheckType.INNER_NOT_VALID,
              what + " is not valid (" + report.verdict().text() + "): " + why);
    };
  }
}
