package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.RevocationNotices.Knowledge;
import dev.laurel.verification.checks.Faults.Place;
import dev.laurel.verification.published.DocumentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The check that the credential is neither revoked nor suspended (Bitstring Status List 3.2). What
/// this deployment itself knows counts before the list is signed again.
final class StatusStep implements Step {
  /// More entries than any profile uses; each costs a list.
  private static final int MOST_ENTRIES = 4;

  @Override
  public Check run(Examination examination) {
    if (!isIssuers(examination)) {
      return Check.unknown(
          Check.STATUS,
          CheckType.NOT_REACHED,
          "Not made: the document has no good signature of its issuer, so nobody says where its"
              + " status is.");
    }
    return switch (knowledge(examination)) {
      case Knowledge.Revoked(Instant at, String reason, String replacedBy) ->
          Check.failed(
                  Check.STATUS,
                  CheckType.REVOKED,
                  "Revoked by the issuer on "
                      + Timestamps.words(at)
                      + ": "
                      + reason
                      + (replacedBy.isEmpty() ? "" : " It was replaced by " + replacedBy))
              .replacedBy(replacedBy);
      case Knowledge.Suspended(Instant at, String reason) -> {
        // What the lists say may be worse.
        Check lists = lists(examination);
        yield lists.is(CheckType.REVOKED)
            ? lists
            : Check.failed(
                Check.STATUS,
                CheckType.SUSPENDED,
                "Suspended by the issuer since " + Timestamps.words(at) + ": " + reason);
      }
      case Knowledge.Unavailable(String why) ->
          Check.unknown(
              Check.STATUS,
              CheckType.STATUS_RETRIEVAL_ERROR,
              "Whether it was revoked just now is not known: " + why);
      case Knowledge.Silent() -> lists(examination);
    };
  }

  /// Whether the issuer signed it. The reason of a revocation is not for whoever makes up a
  /// document of the same id.
  private static boolean isIssuers(Examination examination) {
    return examination.signatures().result() == CheckResult.PASSED
        && examination.key().result() == CheckResult.PASSED
        && new ControllerStep().run(examination).result() == CheckResult.PASSED;
  }

  private static Check lists(Examination examination) {
    boolean claimed =
        examination.around().stream().anyMatch(wrapper -> wrapper.claims().has("status"));
    List<Place> entries = Faults.places(examination.root(), "credentialStatus", "");
    if (entries.isEmpty() && !claimed) {
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
    List<Check> checks = new ArrayList<>();
    entries.forEach(entry -> checks.add(StatusEntry.check(examination, entry)));
    if (claimed) {
      // Token Status List, of which the credential itself knows nothing.
      checks.add(
          Check.unknown(
              Check.STATUS,
              CheckType.UNSUPPORTED_STATUS,
              "Its claim status names a status of a kind that is not known here."));
    }
    return Check.worst(checks);
  }

  private static Knowledge knowledge(Examination examination) {
    DocumentName name = examination.name();
    return name.id().isEmpty() || name.issuer().isEmpty()
        ? new Knowledge.Silent()
        : examination.sources().notices().of(name);
  }
}
