package dev.laurel.verification.checks;

import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
    return examination.logged().check();
  }

  static Logged look(Examination examination) {
    if (examination.signatures().result() != CheckResult.PASSED) {
      return Logged.nowhere(
          Check.unknown(
              Check.LOG, CheckType.NOT_REACHED, "Not made: the document has no good signature."));
    }
    return switch (examination.sources().log().of(examination.name())) {
      case Evidence.Found found -> prove(examination, found);
      case Evidence.Several several -> {
        List<Logged> all = several.all().stream().map(found -> prove(examination, found)).toList();
        yield all.stream().filter(Logged::isProved).findFirst().orElse(all.getFirst());
      }
      case Evidence.BeforeLog(Instant began, String published) ->
          isSealedAs(examination, published)
              ? Logged.nowhere(
                  Check.notApplicable(
                      Check.LOG,
                      "It was issued before the log began, on " + Timestamps.words(began) + "."))
              : notLogged("What was issued under its id before the log began is not this.");
      case Evidence.Missing() ->
          notLogged("The log of the issuer's deployment has no entry of it.");
      case Evidence.OfList() ->
          Nodes.types(examination.root()).equals(LIST)
              ? Logged.nowhere(
                  Check.notApplicable(
                      Check.LOG, "A status list: each of its versions has an entry of its own."))
              : notLogged("The log has no entry of it: its id is that of a status list.");
      case Evidence.NotHere(String why) -> Logged.nowhere(Check.notApplicable(Check.LOG, why));
      case Evidence.Unavailable(String why) ->
          Logged.nowhere(
              Check.unknown(
                  Check.LOG,
                  CheckType.LOG_UNAVAILABLE,
                  "The proof from the log was not found: " + why));
    };
  }

  /// Whether every signature of the document is one of what was published; they hold, so it says
  /// the same.
  private static boolean isSealedAs(Examination examination, String published) {
    return Inputs.read(published.getBytes(StandardCharsets.UTF_8))
            instanceof Reading.Document document
        && signatures(document).containsAll(signatures(examination.reading()));
  }

  private static Set<String> signatures(Reading.Document document) {
    Set<String> signatures = new HashSet<>();
    if (SecuredDocument.parse(document.root())
        instanceof SecuredDocument.Parsed.Secured(SecuredDocument secured)) {
      secured.proofs().forEach(proof -> signatures.add(proof.proofValue()));
    }
    document
        .around()
        .forEach(wrapper -> signatures.add(Base64Url.encode(wrapper.jws().signature())));
    return signatures;
  }

  private static Logged prove(Examination examination, Evidence.Found found) {
    byte[] salt = found.proof().extra();
    if (salt.length != PublishedLogRef.SALT_BYTES) {
      return Logged.nowhere(
          Check.unknown(
              Check.LOG,
              CheckType.LOG_UNAVAILABLE,
              "The proof comes without the salt that opens the entry."));
    }
    return switch (EntryOf.of(examination, salt)) {
      case EntryOf.Impossible(Check check) -> Logged.nowhere(check);
      case EntryOf.Computed computed -> prove(computed, found);
    };
  }

  private static Logged prove(EntryOf.Computed computed, Evidence.Found found) {
    return switch (SignedCheckpoint.open(
        found.proof().checkpoint(), found.origin(), found.keys())) {
      case SignedCheckpoint.Opened.Refused(String why) ->
          invalid("The checkpoint of the proof is not one of the log: " + why + ".");
      case SignedCheckpoint.Opened.Valid(SignedCheckpoint checkpoint) -> {
        if (found.proof().proves(computed.entry().bytes(), checkpoint)) {
          yield new Logged(
              Check.passed(
                  Check.LOG,
                  "Entry %d of the log %s, under the checkpoint of size %d."
                      .formatted(found.proof().index(), found.origin(), checkpoint.size())),
              found.proof().index());
        }
        yield computed.whole()
            ? invalid("The proof does not show that this credential is in the log.")
            // The entry may commit to a form that cannot be hashed here.
            : Logged.nowhere(
                Check.unknown(
                    Check.LOG,
                    CheckType.UNSUPPORTED_SUITE,
                    "Not made: the credential has proofs of other suites, which the entry may"
                        + " cover."));
      }
    };
  }

  private static Logged notLogged(String detail) {
    return Logged.nowhere(Check.failed(Check.LOG, CheckType.NOT_LOGGED, detail));
  }

  private static Logged invalid(String detail) {
    return Logged.nowhere(Check.failed(Check.LOG, CheckType.LOG_PROOF_INVALID, detail));
  }
}
