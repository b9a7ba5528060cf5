package dev.laurel.verification.checks;

import dev.laurel.tlog.entry.Commitment;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.CredentialEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of computing a document's log entry again.
public sealed interface EntryOf {
  /// The entry over the proofs whose suites are known here; `whole` where those are all.
  record Computed(Issue entry, boolean whole) implements EntryOf {}

  /// There is none, and why, as the check of the log.
  record Impossible(Check check) implements EntryOf {}

  /// The entry that a document has with this salt.
  static EntryOf of(Examination examination, byte[] salt) {
    return switch (examination.seals()) {
      case Seals.Absent(CheckType type, String why) -> impossible(type, "Not made: " + why);
      case Seals.Found(List<Seal> known, int others) -> of(examination, salt, known, others == 0);
    };
  }

  private static EntryOf of(Examination examination, byte[] salt, List<Seal> known, boolean whole) {
    List<Commitment.Form> forms = new ArrayList<>();
    for (Seal seal : known) {
      switch (seal.form(examination)) {
        case Seal.Sealed.Committed(Commitment.Form form) -> forms.add(form);
        case Seal.Sealed.Undefined(String why) -> {
          return impossible(
              CheckType.PROOF_TRANSFORMATION_ERROR,
              "Not made: what is committed to is not defined. " + why);
        }
      }
    }
    Optional<Instant> created =
        known.stream().findFirst().flatMap(first -> first.created(examination));
    if (created.isEmpty()) {
      return impossible(
          CheckType.UNSUPPORTED_SUITE,
          "Not made: no proof of a known suite says when it was made.");
    }
    String id = Nodes.text(examination.root(), "id").orElse("");
    try {
      Issue entry = CredentialEntry.of(id, salt, forms, created.get());
      return new Computed(entry, whole);
    } catch (IllegalArgumentException e) {
      return impossible(CheckType.LIMIT, "Not made: no entry of a log has room for it.");
    }
  }

  private static EntryOf impossible(CheckType type, String detail) {
    return new Impossible(Check.unknown(Check.LOG, type, detail));
  }
}
