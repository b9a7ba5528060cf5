package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.KeyHistory.KeyState;
import java.util.List;
import java.util.Optional;

/// The check that every signature of a known kind holds, and that none was taken away: what the
/// issuer's keys demand at the entry's index must all be there.
final class ProofStep implements Step {
  /// The kinds of keys that only ever make second proofs. Where an issuer has one, all that it
  /// issues carries its proof.
  private static final List<KeyAlgorithm> SECOND = List.of(KeyAlgorithm.ML_DSA_44);

  @Override
  public Check run(Examination examination) {
    Check signatures = examination.signatures();
    return signatures.result() == CheckResult.PASSED
        ? stripped(examination).orElse(signatures)
        : signatures;
  }

  /// The signatures for themselves.
  static Check signatures(Examination examination) {
    return switch (examination.seals()) {
      case Seals.Absent(CheckType type, String why) ->
          Check.failed(
              Check.PROOF,
              type,
              type == CheckType.NO_PROOF
                  ? "The document has no proof: anyone could have made it."
                  : why);
      case Seals.Found(List<Seal> _, int others) -> {
        Check worst = Seals.worst(Check.PROOF, examination, seal -> seal.signature(examination));
        yield others > 0 && worst.result() == CheckResult.PASSED
            ? worst.saying(
                worst.detail() + " Proofs of other suites were not looked at: " + others + ".")
            : worst;
      }
    };
  }

  /// That a proof is missing which the issuer's keys demand; empty where none is. Only for embedded
  /// proofs: a JWS is one signature.
  private static Optional<Check> stripped(Examination examination) {
    if (!(examination.seals() instanceof Seals.Found(List<Seal> known, int _))
        || known.stream().noneMatch(ProofSeal.class::isInstance)) {
      return Optional.empty();
    }
    List<KeyState> demanding =
        examination.keys().orElse(List.of()).stream()
            .filter(state -> SECOND.contains(state.algorithm()) && state.addedAt() >= 0)
            .toList();
    if (demanding.isEmpty() || !examination.logged().isProved()) {
      return Optional.empty();
    }
    long index = examination.logged().index();
    List<String> suites =
        demanding.stream()
            .filter(state -> state.signsAt(index))
            .flatMap(state -> state.suites().stream())
            .distinct()
            .toList();
    boolean there =
        suites.isEmpty() || known.stream().anyMatch(seal -> suites.contains(seal.suite()));
    return there
        ? Optional.empty()
        : Optional.of(
            Check.failed(
                Check.PROOF,
                CheckType.PROOF_STRIPPED,
                "A proof that the issuer makes on everything is missing: "
                    + String.join(" or ", suites)
                    + "."));
  }
}
