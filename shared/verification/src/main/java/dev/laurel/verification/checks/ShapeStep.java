package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;

/// The check that a document has what VC Data Model 2.0 and, for a badge, Open Badges 3.0 demand.
final class ShapeStep implements Step {
  @Override
  public Check run(Examination examination) {
    Faults faults = new Faults();
    if (Steps.isPresentation(examination.root())) {
      PresentationShape.check(
          examination.root(), examination.seals() instanceof Seals.Absent, faults);
      return faults.none()
          ? Check.passed(Check.SHAPE, "It has everything that a presentation must have.")
          : Check.failed(Check.SHAPE, CheckType.MALFORMED_VALUE_ERROR, faults.words());
    }
    boolean badge = Nodes.isBadge(examination.root());
    CredentialShape.check(examination.root(), faults);
    if (badge) {
      BadgeShape.check(examination.root(), faults);
    }
    if (Nodes.isOfType(examination.root(), EndorsementShape.TYPE)) {
      EndorsementShape.check(examination.root(), faults);
    }
    if (!faults.none()) {
      return Check.failed(Check.SHAPE, CheckType.MALFORMED_VALUE_ERROR, faults.words());
    }
    return Check.passed(
        Check.SHAPE,
        badge
            ? "It has everything that an Open Badges 3.0 credential must have."
            : "It has everything that a W3C verifiable credential must have.");
  }
}
