package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An endorsement inside a badge is a signed EndorsementCredential about something in that badge,
/// and never a JWT: copies of the context in the field differ in `endorsementJwt` and `jti`.
///
/// OB 3.0 EndorsementCredential, Achievement and AchievementCredential `endorsement`.
public final class EmbeddedEndorsements implements Rule {
  private static final String ID = "ob3/embedded-endorsements";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String pointer : List.of("/id", "/issuer/id", "/credentialSubject/achievement/id")) {
      ids.add(document.at(pointer).stringValue(""));
    }
    ids.add(document.at("/credentialSubject/achievement/creator/id").stringValue(""));
    Stream.of("", "/issuer", "/credentialSubject/achievement")
        .flatMap(parent -> document.parts(parent + "/endorsement").stream())
        .forEach(part -> check(findings, part, ids));
    for (String member : List.of("endorsementJwt", "jti")) {
      document.each(
          member,
          (pointer, node) ->
              findings.add(new Finding(ID, pointer, "embed the EndorsementCredential instead")));
    }
    return findings;
  }

  private static void check(List<Finding> findings, Candidate.Part part, Set<String> ids) {
    boolean typed =
        part.member("type").each().stream()
            .anyMatch(type -> type.node().stringValue("").equals("EndorsementCredential"));
    if (!typed) {
      findings.add(
          new Finding(ID, part.pointer() + "/type", "an array that holds EndorsementCredential"));
    }
    if (part.node().path("proof").isEmpty()) {
      findings.add(
          new Finding(ID, part.pointer() + "/proof", "must be there: it stands as signed"));
    }
    Candidate.Part endorsed = part.member("credentialSubject").member("id");
    String id = endorsed.node().stringValue("");
    if (id.isEmpty() || !ids.contains(id)) {
      findings.add(
          new Finding(
              ID, endorsed.pointer(), "must be the credential, its achievement or its issuer"));
    }
  }
}
