package dev.laurel.issuance;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.KeyHistory;
import dev.laurel.verification.KeyHistory.KeyState;
import dev.laurel.verification.LogEvidence;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The step from INTENT over LOGGED to SIGNED: computes the hashes and the log entry again from the
/// stored bytes and salt, demands that very entry under a checkpoint of the log, asks the signer
/// for each form, lets our own verifier judge the whole credential by the issuer's published DID
/// document, and stores the signatures once.
///
/// A key that ended since the intent was fixed is asked for nothing: what it would sign now would
/// not hold, so the intent stands until somebody gives it up.
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
  private final KeyHistory keys;
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
      KeyHistory keys,
      LogEvidence log,
      StatusListSigning lists,
      PublicSite site,
      InstantSource clock) {
    this.items = items;
    this.lint = lint;
    this.gate = gate;
    this.signer = signer;
    this.verifier = verifier;
    this.keys = keys;
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

  /// Why a signed intent must not be published any more: one of its keys has ended since. Empty
  /// where all count.
  Optional<String> obstacle(Intent intent) {
    return gate.look(new EntryId(intent.entry())) instanceof LogGate.Look.Proven proven
        ? ended(intent, keys.of(intent.did()), proven.proof().index())
        : Optional.empty();
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
    String did = intent.did();
    List<KeyState> known = keys.of(did);
    Optional<String> ended = ended(intent, known, proven.proof().index());
    if (ended.isPresent()) {
      return new Step.Ended(ended.get());
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
        verifier
            .withKeys(keys.with(did, known))
            .withLog(log.with(intent.documentId(site), proven.opened(intent.salt())));
    VerificationReport report = judge.verify(signed);
    if (Judgement.isSound(report) && !isStatusKnown(report)) {
      if (!named.stream().allMatch(lists::bringUp)) {
        return Step.logging();
      }
      report = judge.verify(signed);
    }
    if (report.check(Check.PROOF).filter(check -> check.is(CheckType.PROOF_STRIPPED)).isPresent()) {
      return new Step.Ended(
          "the issuer got a key meanwhile whose proof it lacks: abandon it and issue it again");
    }
    if (!Judgement.isSound(report) || !isStatusKnown(report)) {
      return Step.waiting(refusal(report));
    }
    Intent next = intent.signed(signatures);
    return items.write(List.of(next.write())) instanceof WriteResult.Written
        ? new Step.Moved(next)
        : new Step.Lost();
  }

  /// The end of an intent of which a key may sign no more at its place in the log; empty where all
  /// may.
  private static Optional<String> ended(Intent intent, List<KeyState> known, long index) {
    List<String> methods = intent.forms().stream().map(SignedForm::method).toList();
    return known.stream()
        .filter(key -> methods.contains(key.method()))
        .filter(key -> key.isCompromised() || !key.signsAt(index))
        .findFirst()
        .map(key ->
            "its key "
                + key.method().substring(key.method().indexOf('#') + 1)
                + (key.isCompromised() ? " is compromised" : " was retired before")
                + ": abandon it and issue it again");
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
