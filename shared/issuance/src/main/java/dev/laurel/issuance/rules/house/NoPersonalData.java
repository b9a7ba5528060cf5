package dev.laurel.issuance.rules.house;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A badge tells of its holder no date of birth, telephone number, address or official number in
/// clear: what one shows to everyone cannot be taken back.
///
/// OB 3.0 Profile and IdentityObject would allow them; a hashed identity is enough to recognise who
/// says who they are.
public final class NoPersonalData implements Rule {
  private static final String ID = "house/no-personal-data";
  private static final Set<String> MEMBERS =
      Set.of("dateofbirth", "birthdate", "phone", "telephone", "address", "nationalidentitynumber");
  private static final Set<String> ONLY_HASHED =
      Set.of("nationalIdentityNumber", "accountId", "userName", "sisSourcedId");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each((pointer, node) -> {
      if (pointer.startsWith("/credentialSubject") && node.isObject()) {
        for (String member : node.propertyNames()) {
          if (MEMBERS.contains(member.toLowerCase(Locale.ROOT))) {
            findings.add(
                new Finding(
                    ID,
                    new Candidate.Part(pointer, node).member(member).pointer(),
                    "must not stand in a badge: everyone can read it"));
          }
        }
      }
    });
    for (Candidate.Part part : document.parts("/credentialSubject/identifier")) {
      JsonNode identity = part.node();
      if (ONLY_HASHED.contains(identity.path("identityType").stringValue(""))
          && !identity.path("hashed").asBoolean(false)) {
        findings.add(new Finding(ID, part.pointer() + "/hashed", "such a number is hashed"));
      }
    }
    return findings;
  }
}
