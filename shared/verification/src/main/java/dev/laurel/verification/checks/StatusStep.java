package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.RevocationNotices.Knowledge;
import dev.laurel.verification.checks.Faults.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The check that the credential is neither revoked nor suspended (Bitstring Status List 3.2). What
/// this deployment itself knows counts before the list is signed again.
final class StatusStep implements Step {
  /// More entries than any profile uses; each costs a list.
  private static final int MOST_ENTRIES = 4;

  @Override
  public Check run(Examination examination) {
    return switch (knowledge(examination)) {
      case Knowledge.Revoked(Instant at, String reason) ->
          Check.failed(
              Check.STATUS,
              CheckType.REVOKED,
              "Revoked by the issuer on " + Timestamps.words(at) + ": " + reason);
      case Knowledge.Unavailable(String why) ->
          Check.unknown(
              Check.STATUS,
              CheckType.STATUS_RETRIEVAL_ERROR,
              "Whether it was revoked just now is not known: " + why);
      case Knowledge.Silent() -> lists(examination);
    };
  }

  private static Check lists(Examination examination) {
    List<Place> entries = Faults.places(examination.root(), "credentialStatus", "");
    if (entries.isEmpty()) {
      return examination.root().has("credentialStatus")
          ? Check.failed(
              Check.STATUS, CheckType.MALFORMED_VALUE_ERROR, "credentialStatus is empty.")
          : Check.notApplicable(
              Check.STATUS, "The credential names no status list; it cannot be revoked.");
    }
    if (entries.size() > MOST_ENTRIES) {
      return Check.unknown(
          Check.STATUS,
          CheckType.LIMIT,
          "The credential names more than " + MOST_ENTRIES + " status entries.");
    }
    List<Check> checks =
        entries.stream().map(entry -> StatusEntry.check(examination, entry)).toList();
    return EachProof.first(checks, CheckResult.FAILED)
        .or(() -> EachProof.first(checks, CheckResult.COULD_NOT_CHECK))
        .orElse(checks.get(0));
  }

  private static Knowledge knowledge(Examination examination) {
    Optional<String> id = Nodes.text(examination.root(), "id");
    Optional<String> issuer = Nodes.issuerId(examination.root());
    return id.isPresent() && issuer.isPresent()
        ? examination.sources().notices().of(id.get(), issuer.get())
        : new Knowledge.Silent();
  }
}
