package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// The check that the key's controller, the DID under which it is listed and the issuer are one. A
/// good signature by somebody else's key is worth nothing.
final class ControllerStep implements Step {
  @Override
  public Check run(Examination examination) {
    String issuer = Nodes.issuerId(examination.root()).orElse("");
    return Seals.worst(Check.CONTROLLER, examination, seal -> judge(examination, seal, issuer));
  }

  private static Check judge(Examination examination, Seal seal, String issuer) {
    if (seal.foreignTo(issuer)) {
      return mismatch("The key belongs to another DID than the issuer's.");
    }
    return switch (seal.method(examination)) {
      case MethodLookup.Refused refused -> refused.as(Check.CONTROLLER);
      case MethodLookup.Unknown unknown -> unknown.as(Check.CONTROLLER);
      case MethodLookup.Found found ->
          found.isOf(issuer)
              ? Check.passed(Check.CONTROLLER, "The key is controlled by the issuer: " + issuer)
              : mismatch("The key's controller is not the issuer.");
    };
  }

  private static Check mismatch(String detail) {
    return Check.failed(Check.CONTROLLER, CheckType.ISSUER_MISMATCH, detail);
  }
}
