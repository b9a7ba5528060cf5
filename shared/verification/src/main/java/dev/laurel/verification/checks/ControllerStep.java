package dev.laurel.verification.checks;

import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// The check that the key's controller, the DID under which it is listed and the issuer are one. A
/// good signature by somebody else's key is worth nothing.
final class ControllerStep implements Step {
  @Override
  public Check run(Examination examination) {
    String issuer = Nodes.issuerId(examination.root()).orElse("");
    return EachProof.worst(
        Check.CONTROLLER, examination, proof -> judge(examination, proof, issuer));
  }

  private static Check judge(Examination examination, SecuredDocument.Proof proof, String issuer) {
    String url = proof.verificationMethod();
    String did = url.contains("#") ? url.substring(0, url.indexOf('#')) : url;
    if (url.startsWith("did:") && !did.equals(issuer)) {
      return mismatch("The key belongs to another DID than the issuer's.");
    }
    return switch (examination.method(proof)) {
      case MethodLookup.Refused refused -> refused.as(Check.CONTROLLER);
      case MethodLookup.Unknown unknown -> unknown.as(Check.CONTROLLER);
      case MethodLookup.Found found ->
          found.method().controller().equals(issuer) && found.did().text().equals(issuer)
              ? Check.passed(Check.CONTROLLER, "The key is controlled by the issuer: " + issuer)
              : mismatch("The key's controller is not the issuer.");
    };
  }

  private static Check mismatch(String detail) {
    return Check.failed(Check.CONTROLLER, CheckType.ISSUER_MISMATCH, detail);
  }
}
