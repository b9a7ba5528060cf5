package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
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
    return switch (examination.proofs()) {
      case SecuredDocument.Parsed.Unsecured() ->
          impossible(CheckType.NO_PROOF, "Not made: the document has no proof.");
      case SecuredDocument.Parsed.Malformed(String detail, String pointer) ->
          impossible(CheckType.PARSING_ERROR, "Not made: " + pointer + ": " + detail + ".");
      case SecuredDocument.Parsed.Secured(SecuredDocument secured) ->
          of(examination, salt, secured.proofs());
    };
  }

  private static EntryOf of(Examination examination, byte[] salt, List<Proof> proofs) {
    List<Proof> known = proofs.stream().filter(EachProof::isSupported).toList();
    List<Commitment.Form> forms = new ArrayList<>();
    for (Proof proof : known) {
      switch (examination.hash(proof)) {
        case HashResult.Hashed(byte[] hashData) ->
            forms.add(
                new Commitment.Form(proof.cryptosuite(), proof.verificationMethod(), hashData));
        case Canonicalization.Refused refused -> {
          return impossible(
              CheckType.PROOF_TRANSFORMATION_ERROR,
              "Not made: what is committed to is not defined. " + TermsStep.words(refused));
        }
      }
    }
    Optional<Instant> created =
        known.stream()
            .findFirst()
            .flatMap(first -> Nodes.text(first.options(), "created"))
            .flatMap(Timestamps::parse);
    if (created.isEmpty()) {
      return impossible(
          CheckType.UNSUPPORTED_SUITE,
          "Not made: no proof of a known suite says when it was made.");
    }
    String id = Nodes.text(examination.root(), "id").orElse("");
    try {
      Issue entry = CredentialEntry.of(id, salt, forms, created.get());
      return new Computed(entry, known.size() == proofs.size());
    } catch (IllegalArgumentException e) {
      return impossible(CheckType.LIMIT, "Not made: no entry of a log has room for it.");
    }
  }

  private static EntryOf impossible(CheckType type, String detail) {
    return new Impossible(Check.unknown(Check.LOG, type, detail));
  }
}
