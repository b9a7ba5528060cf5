package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuers.PublicText;
import java.util.ArrayList;
import java.util.List;

/// No e-mail address stands in the open, except the public contact of an issuer: a credential is
/// copied to places that nobody can clean up.
public final class NoEmailAddress implements Rule {
  private static final String ID = "house/no-email-address";
  private static final String ISSUER_CONTACT = "(.*/endorsement(/[0-9]+)?)?/issuer/email";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each((pointer, node) -> {
      if (node.isString()
          && !pointer.matches(ISSUER_CONTACT)
          && PublicText.holdsAddress(node.stringValue())) {
        findings.add(
            new Finding(ID, pointer, "must not hold an e-mail address: everyone can read it"));
      }
    });
    return findings;
  }
}
