package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Pictures, identity objects and identifier entries have no member beyond those that the schema
/// knows: it closes them. A picture's digest goes into `relatedResource`.
///
/// OB 3.0 Image, IdentityObject, IdentifierEntry (additionalProperties false).
public final class ClosedShapes implements Rule {
  private static final String ID = "ob3/closed-shapes";
  private static final Set<String> IMAGE = Set.of("id", "type", "caption");
  private static final Set<String> IDENTITY =
      Set.of("id", "type", "hashed", "identityHash", "identityType", "salt");
  private static final Set<String> IDENTIFIER = Set.of("type", "identifier", "identifierType");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    document.each(
        "image",
        (pointer, node) -> {
          if (node.isObject()) {
            close(findings, new Candidate.Part(pointer, node), "Image", IMAGE);
          }
        });
    for (Candidate.Part part : document.parts("/credentialSubject/identifier")) {
      close(findings, part, "IdentityObject", IDENTITY);
    }
    Stream.of("/issuer/otherIdentifier", "/credentialSubject/achievement/otherIdentifier")
        .flatMap(pointer -> document.parts(pointer).stream())
        .forEach(part -> close(findings, part, "IdentifierEntry", IDENTIFIER));
    return findings;
  }

  private static void close(
      List<Finding> findings, Candidate.Part part, String type, Set<String> members) {
    JsonNode node = part.node();
    if (!node.path("type").stringValue("").equals(type)) {
      findings.add(new Finding(ID, part.pointer() + "/type", "must be the text " + type));
    }
    for (String member : node.propertyNames()) {
      if (!members.contains(member)) {
        findings.add(new Finding(ID, part.member(member).pointer(), "has no place in this shape"));
      }
    }
  }
}
