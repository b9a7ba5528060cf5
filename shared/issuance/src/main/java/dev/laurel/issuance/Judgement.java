package dev.laurel.issuance;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;
import java.util.List;
import java.util.stream.Stream;

/// What our own verifier's report must say before a credential is signed, and before its signatures
/// are stored: everything holds but the status, which is looked at apart, and but that it may begin
/// later, which a client may want.
final class Judgement {
  private Judgement() {}

  static boolean isSound(VerificationReport report) {
    return unsound(report).findAny().isEmpty();
  }

  /// Everything that does not hold.
  static Stream<Check> unsound(VerificationReport report) {
    return report.checks().stream()
        .filter(check -> !check.id().equals(Check.STATUS) && !check.is(CheckType.NOT_YET_VALID))
        .filter(check ->
            check.result() == CheckResult.FAILED || check.result() == CheckResult.COULD_NOT_CHECK);
  }

  /// `check result` of everything that does not hold.
  static List<String> faults(VerificationReport report) {
    return unsound(report).map(Judgement::fault).toList();
  }

  /// `check result`.
  static String fault(Check check) {
    return check.id() + " is " + check.result().text();
  }
}
