package dev.laurel.issuance;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.LogEvidence;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The step from INTENT over LOGGED to SIGNED: computes the hashes and the log entry again from the
/// stored bytes and salt, demands that very entry under a checkpoint of the log, asks the signer
/// for each form, lets our own verifier judge the whole credential by the issuer's published DID
/// document, and stores the signatures once.
///
/// An answer of the signer that was lost is asked for again: every call is about the same bytes,
/// and the first signatures that verify and are stored win. A credential whose status list is not
/// available yet is not stored as signed, so nothing is published before its list.
final class SignStep {
  private final ItemStore items;
  private final Lint lint;
  private final LogGate gate;
  private final ProofSigner signer;
  private final Verifier verifier;
  private final LogEvidence log;
  private final StatusListSigning lists;
  private final PublicSite site;
  private final InstantSource clock;

  /// `log` is asked about what the document carries, such as endorsements.
  SignStep(
      ItemStore items,
      Lint lint,
      LogGate gate,
      ProofSigner signer,
      Verifier verifier,
      LogEvidence log,
      StatusListSigning lists,
      PublicSite site,
      InstantSource clock) {
    this.items = items;
    this.lint = lint;
    this.gate = gate;
    this.signer = signer;
    this.verifier = verifier;
    this.log = log;
    this.lists = lists;
    this.site = site;
    this.clock = clock;
  }

  Step take(Intent intent) {
    List<PreparedCredential> prepared = lint.again(intent.unsigned(), intent.securing());
    Issue entry =
        intent.issueEntry(
            prepared.stream().map(form -> SignedForm.of(form).committed()).toList(), site);
    if (!entry.id().hex().equals(intent.entry())) {
      throw new IllegalStateException("stored intent is damaged: " + intent.credential());
    }
    return switch (gate.look(entry)) {
      case LogGate.Look.NotYet notYet -> Step.logging();
      case LogGate.Look.Missing missing -> queue(intent);
      case LogGate.Look.Ended(String why) -> new Step.Ended(why);
      case LogGate.Look.Refused(String why) -> Step.waiting(why);
      case LogGate.Look.Proven proven -> sign(intent, prepared, proven);
    };
  }

  /// The entry again, of an intent whose row outlived the row of its entry.
  private Step queue(Intent intent) {
    items.write(List.of(intent.queue(site, clock.instant().plus(IntentStep.STREAM_GRACE))));
    return Step.logging();
  }

  private Step sign(Intent intent, List<PreparedCredential> prepared, LogGate.Look.Proven proven) {
    List<String> named = StatusListHead.namedIn(intent.unsigned(), intent.statusList());
    if (!named.stream().allMatch(list -> lists.isPublished(list) || lists.bringUp(list))) {
      return Step.logging();
    }
    List<byte[]> signatures = new ArrayList<>();
    for (PreparedCredential form : prepared) {
      byte[] signature = signer.sign(form);
      if (signature.length != form.algorithm().signatureLength()) {
        return Step.waiting("the signer answered something else");
      }
      signatures.add(signature);
    }
    byte[] signed = Secured.of(intent.securing(), intent.unsigned(), signatures);
    Verifier judge =
        verifier.withLog(log.with(intent.documentId(site), proven.opened(intent.salt())));
    VerificationReport report = judge.verify(signed);
    if (Judgement.isSound(report) && !isStatusKnown(report)) {
      if (!named.stream().allMatch(lists::bringUp)) {
        return Step.logging();
      }
      report = judge.verify(signed);
    }
    if (!Judgement.isSound(report) || !isStatusKnown(report)) {
      return Step.waiting(refusal(report));
    }
    Intent next = intent.signed(signatures);
    return items.write(List.of(next.write())) instanceof WriteResult.Written
        ? new Step.Moved(next)
        : new Step.Lost();
  }

  /// Whether the list answers for this credential, or it names none, as a request may want it. A
  /// revocation that came first is an answer: the credential is then published as revoked.
  private static boolean isStatusKnown(VerificationReport report) {
    return report
        .check(Check.STATUS)
        .filter(check ->
            check.result() == CheckResult.PASSED
                || check.result() == CheckResult.NOT_APPLICABLE
                || check.is(CheckType.REVOKED))
        .isPresent();
  }

  private static String refusal(VerificationReport report) {
    return "the signed credential did not verify: "
        + String.join(", ", Judgement.faults(report))
        + (isStatusKnown(report) ? "" : " its status is not known");
  }
}
