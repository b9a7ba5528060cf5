package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Every subject is an object with at least one claim beside its id. VCDM 2.0 section 4.8
/// (Credential Subject).
public final class SubjectClaims implements Rule {
  private static final String ID = "vcdm/subject-claims";
  private static final String AT = "/credentialSubject";

  @Override
  public List<Finding> check(Candidate document) {
    List<Candidate.Part> subjects = document.parts(AT);
    if (subjects.isEmpty()) {
      return List.of(new Finding(ID, AT, "must be there"));
    }
    List<Finding> findings = new ArrayList<>();
    for (Candidate.Part subject : subjects) {
      if (!subject.node().isObject() || !claims(subject.node())) {
        findings.add(new Finding(ID, subject.pointer(), "an object with a claim beside its id"));
      }
    }
    return findings;
  }

  private static boolean claims(JsonNode subject) {
    return subject.properties().stream()
        .anyMatch(member ->
            !member.getKey().equals("id")
                && !member.getValue().isNull()
                && !(member.getValue().isArray() && member.getValue().isEmpty()));
  }
}
