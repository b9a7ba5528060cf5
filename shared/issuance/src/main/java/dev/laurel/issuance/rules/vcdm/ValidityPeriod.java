package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A credential does not end before it begins. VCDM 2.0 section 4.9.
public final class ValidityPeriod implements Rule {
  private static final String ID = "vcdm/validity-period";

  @Override
  public List<Finding> check(Candidate document) {
    Optional<Instant> from = DateForm.instant(document.at("/validFrom"));
    Optional<Instant> until = DateForm.instant(document.at("/validUntil"));
    boolean ends = from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
    return ends
        ? List.of(new Finding(ID, "/validUntil", "must not be before validFrom"))
        : List.of();
  }
}
