package dev.laurel.issuance;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A small unsigned badge that the lint lets through, to be spoiled in one place.
final class Drafts {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final String DID = "did:web:laurel.example:issuers:1";
  private static final Lint LINT = new Lint(Contexts.bundled(), InstantSource.fixed(NOW));

  private Drafts() {}

  static ObjectNode sound() {
    return (ObjectNode)
        Json.parse(
            """
            {"@context":["https://www.w3.org/ns/credentials/v2",
              "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
             "id":"https://laurel.example/credentials/1",
             "type":["VerifiableCredential","AchievementCredential"],
             "name":"Data analysis",
             "issuer":{"id":"did:web:laurel.example:issuers:1","type":["Profile"],
               "name":"Academy","url":"https://academy.example","email":"a@academy.example"},
             "validFrom":"2026-03-01T10:00:00Z",
             "validUntil":"2027-03-01T10:00:00Z",
             "awardedDate":"2026-02-28T10:00:00Z",
             "credentialSubject":{"type":["AchievementSubject"],
               "identifier":[{"type":"IdentityObject","hashed":true,"salt":"5a17",
                 "identityType":"emailAddress","identityHash":
                 "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"}],
               "achievement":{"id":"https://laurel.example/achievements/1",
                 "type":["Achievement"],"name":"Data analysis","description":"Analyses data",
                 "criteria":{"narrative":"Analyse a data set"},
                 "resultDescription":[{"id":"https://laurel.example/achievements/1#analysis",
                   "type":["ResultDescription"],"name":"Analysis",
                   "resultType":"RubricCriterionLevel","valueMin":"0","valueMax":"10",
                   "rubricCriterionLevel":[
                     {"id":"https://laurel.example/achievements/1#analysis/low",
                      "type":["RubricCriterionLevel"],"name":"Low","level":"1","points":"0"},
                     {"id":"https://laurel.example/achievements/1#analysis/high",
                      "type":["RubricCriterionLevel"],"name":"High","level":"2","points":"10"}]}]},
               "result":[{"type":["Result"],"value":"10",
                 "resultDescription":"https://laurel.example/achievements/1#analysis",
                 "achievedLevel":"https://laurel.example/achievements/1#analysis/high"}]},
             "credentialStatus":{"id":"https://laurel.example/status-lists/1#7",
               "type":"BitstringStatusListEntry","statusPurpose":"revocation",
               "statusListIndex":"7",
               "statusListCredential":"https://laurel.example/status-lists/1"}}
            """
                .getBytes(StandardCharsets.UTF_8));
  }

  static ObjectNode object(ObjectNode document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  static ArrayNode array(ObjectNode document, String pointer) {
    return (ArrayNode) document.at(pointer);
  }

  static Preparation prepare(byte[] document) {
    return LINT.prepare(
        document, new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, DID + "#key-1", NOW));
  }

  /// What the lint finds in a spoiled badge; nothing where it lets it through.
  static List<Finding> findings(Consumer<ObjectNode> spoil) {
    ObjectNode document = sound();
    spoil.accept(document);
    return switch (prepare(Json.bytes(document))) {
      case Preparation.Ready ready -> List.of();
      case Preparation.Refused refused -> refused.findings();
    };
  }
}
