package dev.laurel.issuance;

import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.util.List;
import java.util.Set;

/// The step from INTENT to SIGNED: computes the hash again from the stored bytes, asks the signer,
/// lets our own verifier judge the whole credential by the issuer's published DID document, and
/// stores the signature once.
///
/// An answer of the signer that was lost is asked for again: every call is about the same 64 bytes,
/// and the first signature that verifies and is stored wins. A credential whose status list is not
/// available yet is not stored as signed, so nothing is published before its list.
final class SignStep {
  private static final Set<String> STATUS = Set.of(Check.STATUS);

  private final ItemStore items;
  private final Lint lint;
  private final ProofSigner signer;
  private final Verifier verifier;
  private final StatusListSigning lists;

  SignStep(
      ItemStore items, Lint lint, ProofSigner signer, Verifier verifier, StatusListSigning lists) {
    this.items = items;
    this.lint = lint;
    this.signer = signer;
    this.verifier = verifier;
    this.lists = lists;
  }

  Step take(Intent intent) {
    PreparedCredential prepared = lint.again(intent);
    byte[] signature = signer.sign(prepared);
    if (signature.length != KeyAlgorithm.SIGNATURE_LENGTH) {
      return new Step.Stopped(new Advance.Waiting("the signer answered something else"));
    }
    byte[] signed = DataIntegrity.attach(prepared.unsigned(), prepared.options(), signature);
    VerificationReport report = verifier.verify(signed);
    if (report.isCleanApartFrom(STATUS) && !isStatusKnown(report)) {
      lists.bringUp(intent.statusList());
      report = verifier.verify(signed);
    }
    if (!report.isCleanApartFrom(STATUS) || !isStatusKnown(report)) {
      return new Step.Stopped(new Advance.Waiting(refusal(report)));
    }
    Intent next = intent.signed(signature);
    return items.write(List.of(next.write())) instanceof WriteResult.Written
        ? new Step.Moved(next)
        : new Step.Lost();
  }

  /// Whether the list answers for this credential. A revocation that came first is an answer: the
  /// credential is then published as revoked.
  private static boolean isStatusKnown(VerificationReport report) {
    return report
        .check(Check.STATUS)
        .filter(check -> check.result() == CheckResult.PASSED || check.is(CheckType.REVOKED))
        .isPresent();
  }

  private static String refusal(VerificationReport report) {
    List<String> checks =
        report.checks().stream()
            .filter(check ->
                check.result() == CheckResult.FAILED
                    || check.result() == CheckResult.COULD_NOT_CHECK)
            .map(check -> check.id() + " " + check.result().text())
            .toList();
    return "the signed credential did not verify: " + String.join(", ", checks);
  }
}
