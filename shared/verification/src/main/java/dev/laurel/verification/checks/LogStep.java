package dev.laurel.verification.checks;

import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.published.PublishedLogRef;
import java.time.Instant;
import java.util.Set;

/// The check that the credential is in the log of the deployment that issued it: its entry is
/// computed again from the document and the salt, and found under a checkpoint that the log's key
/// signed. A signature that its issuer never asked for is not in there, and so it is no credential.
///
/// Whether an entry was made before the signature cannot be seen afterwards, and is not claimed.
final class LogStep implements Step {
  /// Bitstring Status List 2.2: the types of a list, and no other, so that no credential passes for
  /// one.
  private static final Set<String> LIST =
      Set.of("VerifiableCredential", "BitstringStatusListCredential");

  @Override
  public Check run(Examination examination) {
    String id = Nodes.text(examination.root(), "id").orElse("");
    String issuer = Nodes.issuerId(examination.root()).orElse("");
    return switch (examination.sources().log().of(id, issuer)) {
      case Evidence.Found found -> prove(examination, found);
      case Evidence.BeforeLog(Instant began) ->
          Check.notApplicable(
              Check.LOG, "It was issued before the log began, on " + Timestamps.words(began) + ".");
      case Evidence.Missing() ->
          notLogged("The log of the issuer's deployment has no entry of it.");
      case Evidence.OfList() ->
          Nodes.types(examination.root()).equals(LIST)
              ? Check.notApplicable(
                  Check.LOG, "A status list: each of its versions has an entry of its own.")
              : notLogged("The log has no entry of it: its id is that of a status list.");
      case Evidence.NotHere(String why) -> Check.notApplicable(Check.LOG, why);
      case Evidence.Unavailable(String why) ->
          Check.unknown(
              Check.LOG, CheckType.LOG_UNAVAILABLE, "The proof from the log was not found: " + why);
    };
  }

  private static Check prove(Examination examination, Evidence.Found found) {
    byte[] salt = found.proof().extra();
    if (salt.length != PublishedLogRef.SALT_BYTES) {
      return Check.unknown(
          Check.LOG,
          CheckType.LOG_UNAVAILABLE,
          "The proof comes without the salt that opens the entry.");
    }
    return switch (EntryOf.of(examination, salt)) {
      case EntryOf.Impossible(Check check) -> check;
      case EntryOf.Computed computed -> prove(computed, found);
    };
  }

  private static Check prove(EntryOf.Computed computed, Evidence.Found found) {
    return switch (SignedCheckpoint.open(
        found.proof().checkpoint(), found.origin(), found.keys())) {
      case SignedCheckpoint.Opened.Refused(String why) ->
          invalid("The checkpoint of the proof is not one of the log: " + why + ".");
      case SignedCheckpoint.Opened.Valid(SignedCheckpoint checkpoint) -> {
        if (found.proof().proves(computed.entry().bytes(), checkpoint)) {
          yield Check.passed(
              Check.LOG,
              "Entry %d of the log %s, under the checkpoint of size %d."
                  .formatted(found.proof().index(), found.origin(), checkpoint.size()));
        }
        yield computed.whole()
            ? invalid("The proof does not show that this credential is in the log.")
            // The entry may commit to a form that cannot be hashed here.
            : Check.unknown(
                Check.LOG,
                CheckType.UNSUPPORTED_SUITE,
                "Not made: the credential has proofs of other suites, which the entry may cover.");
      }
    };
  }

  private static Check notLogged(String detail) {
    return Check.failed(Check.LOG, CheckType.NOT_LOGGED, detail);
  }

  private static Check invalid(String detail) {
    return Check.failed(Check.LOG, CheckType.LOG_PROOF_INVALID, detail);
  }
}
