package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A hashed identifier is a SHA-256 with a salt, and an e-mail address is never in clear.
///
/// OB 3.0 IdentityObject and IdentityHash. MD5 is legal there; nobody should issue it today, and
/// without a salt an address is found by trying addresses.
public final class IdentityForm implements Rule {
  private static final String ID = "ob3/identity-form";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate.Part part : document.parts("/credentialSubject/identifier")) {
      JsonNode identity = part.node();
      boolean hashed = identity.path("hashed").asBoolean(false);
      String hash = identity.path("identityHash").stringValue("");
      if (hashed && !hash.matches("sha256\\$[0-9a-f]{64}")) {
        findings.add(
            new Finding(ID, part.pointer() + "/identityHash", "sha256$ and 64 hexadecimal digits"));
      }
      if (hashed && identity.path("salt").stringValue("").isEmpty()) {
        findings.add(new Finding(ID, part.pointer() + "/salt", "a hashed identifier has a salt"));
      }
      if (!hashed && identity.path("identityType").stringValue("").equals("emailAddress")) {
        findings.add(new Finding(ID, part.pointer() + "/hashed", "an e-mail address is hashed"));
      }
    }
    return findings;
  }
}
