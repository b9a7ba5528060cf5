package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuance.rules.vcdm.DateForm;
import java.util.List;

/// A credential has not ended when it is issued: it would be born expired, and no reader would ever
/// call it valid.
public final class StillValid implements Rule {
  private static final String ID = "house/still-valid";

  @Override
  public List<Finding> check(Candidate document) {
    boolean over =
        DateForm.instant(document.at("/validUntil"))
            .filter(until -> !until.isAfter(document.now()))
            .isPresent();
    return over ? List.of(new Finding(ID, "/validUntil", "must not be over already")) : List.of();
  }
}
