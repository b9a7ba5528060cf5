package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.KeyHistory.KeyState;
import java.util.List;
import java.util.Optional;

/// The check that the key may make claims: the proof's purpose is assertionMethod, and the DID
/// document lists the key under it (VC DI, Proof Purpose Validation). What the log says about the
/// key's life goes further: a compromised key is not listed any more, and still counts for what the
/// log shows to be older; a retired one is listed, and counts for nothing newer.
final class KeyStep implements Step {
  @Override
  public Check run(Examination examination) {
    return examination.key();
  }

  static Check look(Examination examination) {
    return Seals.worst(Check.KEY, examination, seal -> judge(examination, seal));
  }

  private static Check judge(Examination examination, Seal seal) {
    if (!seal.isFor(Purpose.ASSERTION)) {
      return Check.failed(
          Check.KEY,
          CheckType.PROOF_VERIFICATION_ERROR,
          "The proof was made for another purpose than a claim (assertionMethod).");
    }
    return switch (seal.method(examination)) {
      case MethodLookup.Refused refused -> refused.as(Check.KEY);
      case MethodLookup.Unknown unknown -> unknown.as(Check.KEY);
      case MethodLookup.Found found -> listed(examination, found);
    };
  }

  private static Check listed(Examination examination, MethodLookup.Found found) {
    Check today =
        found.document().mayAssert(found.method().id())
            ? Check.passed(
                Check.KEY,
                "The DID document lists the key for making claims: " + found.method().id())
            : Check.failed(
                Check.KEY,
                CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
                "The DID document does not list the key under assertionMethod.");
    if (examination.signatures().result() != CheckResult.PASSED) {
      // Nobody's past is looked up for a signature that does not hold.
      return today;
    }
    Optional<List<KeyState>> keys = examination.keys();
    if (keys.isEmpty()) {
      return Check.unknown(
          Check.KEY,
          CheckType.ISSUER_NOT_RESOLVED,
          "What became of the key is not known: this deployment's store did not answer.");
    }
    String method = found.logName();
    return keys.get().stream()
        .filter(state -> state.method().equals(method))
        .findFirst()
        .map(state -> judge(examination, state, today))
        .orElse(today);
  }

  private static Check judge(Examination examination, KeyState state, Check today) {
    if (state.isCompromised()) {
      Logged logged = examination.logged();
      return logged.isProved() && logged.index() < state.below()
          ? Check.passed(
              Check.KEY,
              "The key got into other hands later; the log shows that the credential is older:"
                  + " entry "
                  + logged.index()
                  + ", below "
                  + state.below()
                  + ".")
          : Check.failed(
              Check.KEY,
              CheckType.KEY_COMPROMISED,
              "The key got into other hands, and the log does not show that the credential is"
                  + " older than that.");
    }
    if (state.retiredAt() >= 0
        && examination.logged().isProved()
        && examination.logged().index() >= state.retiredAt()) {
      return Check.failed(
          Check.KEY,
          CheckType.KEY_RETIRED,
          "The issuer had retired the key when the credential was issued.");
    }
    return today;
  }
}
