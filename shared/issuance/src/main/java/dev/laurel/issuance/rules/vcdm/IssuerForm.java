package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The issuer is one URL, or one object whose id is one. VCDM 2.0 section 4.7 (Issuer).
public final class IssuerForm implements Rule {
  private static final String ID = "vcdm/issuer-form";
  private static final String AT = "/issuer";

  @Override
  public List<Finding> check(Candidate document) {
    JsonNode issuer = document.at(AT);
    if (issuer.isObject()) {
      return AbsoluteIds.isUrl(issuer.path("id"))
          ? List.of()
          : List.of(new Finding(ID, AT + "/id", "must be a URL"));
    }
    return AbsoluteIds.isUrl(issuer)
        ? List.of()
        : List.of(new Finding(ID, AT, "must be a URL, or an object with a URL as its id"));
  }
}
