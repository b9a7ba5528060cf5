package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import java.util.List;

/// The check of evidence files against their digests: not applicable while no file is given.
final class EvidenceStep implements Step {
  @Override
  public Check run(Examination examination) {
    List<Faults.Place> evidence = Faults.places(examination.root(), "evidence", "");
    long digests = evidence.stream().filter(place -> place.node().has("digestMultibase")).count();
    return Check.notApplicable(
        Check.EVIDENCE,
        evidence.isEmpty()
            ? "The credential names no evidence."
            : "No evidence file was given to compare. The credential names "
                + evidence.size()
                + " and fixes "
                + digests
                + " of them by digest.");
  }
}
