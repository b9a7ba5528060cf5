package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// No e-mail address stands in the open, except the issuer's public contact: a credential is copied
/// to places that nobody can clean up.
public final class NoEmailAddress implements Rule {
  private static final String ID = "house/no-email-address";
  private static final String ISSUER_CONTACT = "/issuer/email";

  // Lengths are bounded so that no text makes the search slow; longer ones are no addresses.
  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@([\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,63}");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each((pointer, node) -> {
      if (node.isString()
          && !pointer.equals(ISSUER_CONTACT)
          && ADDRESS.matcher(node.stringValue()).find()) {
        findings.add(
            new Finding(ID, pointer, "must not hold an e-mail address: everyone can read it"));
      }
    });
    return findings;
  }
}
