package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Runs one judgement over every supported proof and takes the worst answer: all of them must hold,
/// and there must be one.
final class EachProof {
  private EachProof() {}

  /// Whether a proof can be verified here. Proof chains (`previousProof`) are not: each link signs
  /// the ones before it.
  static boolean isSupported(Proof proof) {
    return proof.suite().isPresent() && !proof.options().has("previousProof");
  }

  static Check worst(String id, Examination examination, Function<Proof, Check> judge) {
    return switch (examination.proofs()) {
      case SecuredDocument.Parsed.Unsecured() ->
          Check.unknown(id, CheckType.NO_PROOF, "Not made: the document has no proof.");
      case SecuredDocument.Parsed.Malformed(String detail, String pointer) ->
          Check.unknown(id, CheckType.PARSING_ERROR, "Not made: " + pointer + ": " + detail + ".");
      case SecuredDocument.Parsed.Secured(SecuredDocument secured) ->
          worst(id, secured.proofs().stream().filter(EachProof::isSupported).map(judge).toList());
    };
  }

  private static Check worst(String id, List<Check> checks) {
    return first(checks, CheckResult.FAILED)
        .or(() -> first(checks, CheckResult.COULD_NOT_CHECK))
        .or(() -> checks.stream().findFirst())
        .orElseGet(() ->
            Check.unknown(
                id,
                CheckType.UNSUPPORTED_SUITE,
                "No proof is of a cryptosuite that is known here."));
  }

  /// The first check with this result.
  static Optional<Check> first(List<Check> checks, CheckResult result) {
    return checks.stream().filter(check -> check.result() == result).findFirst();
  }
}
