package dev.laurel.verification.checks;

import dev.laurel.verification.Check;

/// The check that a person is the recipient: not applicable while nobody is claimed to be.
final class RecipientStep implements Step {
  @Override
  public Check run(Examination examination) {
    return Check.notApplicable(
        Check.RECIPIENT, "Nobody was named to compare with the recipient of the credential.");
  }
}
