package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An achievement says how it is earned, in words or behind a link. OB 3.0 Criteria (SHOULD; the
/// public validator refuses a badge without either).
public final class CriteriaPresent implements Rule {
  private static final String ID = "ob3/criteria-present";
  private static final String AT = "/credentialSubject/achievement/criteria";

  @Override
  public List<Finding> check(Candidate document) {
    JsonNode criteria = document.at(AT);
    boolean said =
        !criteria.path("narrative").stringValue("").isBlank()
            || !criteria.path("id").stringValue("").isBlank();
    return said
        ? List.of()
        : List.of(new Finding(ID, AT, "must have a narrative or the id of a page"));
  }
}
