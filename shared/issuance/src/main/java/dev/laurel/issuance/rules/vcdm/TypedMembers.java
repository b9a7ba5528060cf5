package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Status, schema, refresh service, terms of use and evidence are objects that name their type; a
/// schema also says where it is.
///
/// VCDM 2.0 sections 4.5 (Types), 4.10 (Status), 4.11 (Data Schemas), 5.4 (Refreshing), 5.5 (Terms
/// of Use), 5.6 (Evidence).
public final class TypedMembers implements Rule {
  private static final String ID = "vcdm/typed-members";
  private static final String SCHEMA = "credentialSchema";
  private static final List<String> MEMBERS =
      List.of("credentialStatus", SCHEMA, "refreshService", "termsOfUse", "evidence");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String member : MEMBERS) {
      for (Candidate.Part part : document.parts("/" + member)) {
        if (!part.node().isObject()) {
          findings.add(new Finding(ID, part.pointer(), "an object with a type"));
          continue;
        }
        if (!isTyped(part.member("type").each())) {
          findings.add(new Finding(ID, part.pointer() + "/type", "must be there"));
        }
        JsonNode id = part.node().path("id");
        if (id.isMissingNode() ? member.equals(SCHEMA) : !AbsoluteIds.isUrl(id)) {
          findings.add(new Finding(ID, part.pointer() + "/id", "must be a URL"));
        }
      }
    }
    return findings;
  }

  private static boolean isTyped(List<Candidate.Part> types) {
    return !types.isEmpty()
        && types.stream().noneMatch(type -> type.node().stringValue("").isBlank());
  }
}
