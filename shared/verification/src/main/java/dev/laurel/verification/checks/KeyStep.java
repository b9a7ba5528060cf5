package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// The check that the key may make claims: the proof's purpose is assertionMethod, and the DID
/// document lists the key under it (VC DI, Proof Purpose Validation).
final class KeyStep implements Step {
  @Override
  public Check run(Examination examination) {
    return EachProof.worst(Check.KEY, examination, proof -> judge(examination, proof));
  }

  private static Check judge(Examination examination, SecuredDocument.Proof proof) {
    if (!proof.proofPurpose().equals(SecuredDocument.ASSERTION_METHOD)) {
      return Check.failed(
          Check.KEY,
          CheckType.PROOF_VERIFICATION_ERROR,
          "The proof was made for another purpose than a claim (assertionMethod).");
    }
    return switch (examination.method(proof)) {
      case MethodLookup.Refused refused -> refused.as(Check.KEY);
      case MethodLookup.Unknown unknown -> unknown.as(Check.KEY);
      case MethodLookup.Found found ->
          found.document().mayAssert(found.method().id())
              ? Check.passed(
                  Check.KEY,
                  "The DID document lists the key for making claims: " + found.method().id())
              : Check.failed(
                  Check.KEY,
                  CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
                  "The DID document does not list the key under assertionMethod.");
    };
  }
}
