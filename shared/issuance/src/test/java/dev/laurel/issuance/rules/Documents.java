package dev.laurel.issuance.rules;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A badge with every optional member, an endorsement and a plain credential, all of them sound.
final class Documents {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private Documents() {}

  static ObjectNode badge() {
    return read(
        """
        {"@context":["https://www.w3.org/ns/credentials/v2",
          "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
          "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
         "id":"https://laurel.example/credentials/1",
         "type":["VerifiableCredential","OpenBadgeCredential"],
         "name":"Data analysis","description":"Awarded in spring",
         "image":{"id":"https://laurel.example/credentials/1.png","type":"Image"},
         "issuer":{"id":"did:web:laurel.example:issuers:1","type":["Profile"],
           "name":"東京大学 Data オープン","url":"https://academy.example",
           "email":"a@academy.example"},
         "validFrom":"2026-03-01T10:00:00Z","validUntil":"2027-03-01T10:00:00Z",
         "awardedDate":"2026-02-28T10:00:00Z",
         "credentialSubject":{"type":["AchievementSubject"],
           "identifier":[{"type":"IdentityObject","hashed":true,"salt":"5a17",
             "identityType":"emailAddress","identityHash":
             "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"},
             {"type":"IdentityObject","hashed":false,"identityType":"name",
              "identityHash":"Ada Лавлейс"}],
           "creditsEarned":1.5,"licenseNumber":"L-1","role":"Lead","term":"Spring",
           "activityStartDate":"2026-01-01T00:00:00Z",
           "source":{"id":"did:web:laurel.example:issuers:1","type":["Profile"],"name":"Academy"},
           "achievement":{"id":"https://laurel.example/achievements/1",
             "type":["Achievement"],"achievementType":"ext:Course.v1",
             "name":"Data analysis","description":"Analyses data","inLanguage":"pt-BR",
             "creditsAvailable":3,"fieldOfStudy":"Statistics","tag":["data"],
             "criteria":{"narrative":"Analyse a data set"},
             "otherIdentifier":[{"type":"IdentifierEntry","identifier":"C-1",
               "identifierType":"ext:catalogue"}],
             "related":[{"id":"https://laurel.example/achievements/0","type":["Related"]}],
             "alignment":[{"type":["Alignment"],"targetName":"Analysis",
               "targetUrl":"https://skills.example/analysis","targetType":"CFItem"}],
             "endorsement":[{"@context":["https://www.w3.org/ns/credentials/v2"],
               "id":"https://guild.example/endorsements/1",
               "type":["VerifiableCredential","EndorsementCredential"],
               "issuer":{"id":"did:web:guild.example:1","type":["Profile"],
                 "email":"b@guild.example"},
               "credentialSubject":{"id":"https://laurel.example/achievements/1",
                 "type":["EndorsementSubject"]},
               "proof":[{"type":"DataIntegrityProof"}]}],
             "resultDescription":[{"id":"https://laurel.example/achievements/1#analysis",
               "type":["ResultDescription"],"name":"Analysis",
               "resultType":"RubricCriterionLevel","valueMin":"0","valueMax":"10",
               "requiredLevel":"https://laurel.example/achievements/1#analysis/low",
               "rubricCriterionLevel":[
                 {"id":"https://laurel.example/achievements/1#analysis/low",
                  "type":["RubricCriterionLevel"],"name":"Low","level":"1","points":"0"},
                 {"id":"https://laurel.example/achievements/1#analysis/high",
                  "type":["RubricCriterionLevel"],"name":"High","level":"2","points":"10"}]},
              {"id":"https://laurel.example/achievements/1#grade",
               "type":["ResultDescription"],"name":"Grade","resultType":"LetterGrade",
               "allowedValue":["B","A"]},
              {"id":"https://laurel.example/achievements/1#state",
               "type":["ResultDescription"],"name":"State","resultType":"Status"}]},
           "result":[{"type":["Result"],"value":"10",
             "resultDescription":"https://laurel.example/achievements/1#analysis",
             "achievedLevel":"https://laurel.example/achievements/1#analysis/high"},
            {"type":["Result"],"value":"A",
             "resultDescription":"https://laurel.example/achievements/1#grade"},
            {"type":["Result"],"status":"Completed",
             "resultDescription":"https://laurel.example/achievements/1#state"}]},
         "evidence":[{"type":["Evidence"],"id":"https://laurel.example/evidence/1"}],
         "relatedResource":[{"id":"https://laurel.example/images/1.png",
           "digestMultibase":"zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n"}],
         "refreshService":{"id":"https://laurel.example/credentials/1",
           "type":"1EdTechCredentialRefresh"},
         "termsOfUse":[{"type":"https://laurel.example/terms#Open"}],
         "credentialSchema":[{"id":"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
           "type":"1EdTechJsonSchemaValidator2019"}],
         "credentialStatus":{"id":"https://laurel.example/status-lists/1#7",
           "type":"BitstringStatusListEntry","statusPurpose":"revocation",
           "statusListIndex":"7",
           "statusListCredential":"https://laurel.example/status-lists/1"}}
        """);
  }

  static ObjectNode endorsement() {
    return read(
        """
        {"@context":["https://www.w3.org/ns/credentials/v2",
          "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
         "id":"urn:uuid:6c9d7f52-3b0d-4f86-9b8e-0c1f8f3a2d11",
         "type":["VerifiableCredential","EndorsementCredential"],
         "name":"Endorsement","issuer":{"id":"did:key:z6Mk","type":["Profile"],"name":"Guild"},
         "validFrom":"2026-03-01T10:00:00Z",
         "credentialSubject":{"id":"https://laurel.example/achievements/1",
           "type":["EndorsementSubject"],"endorsementComment":"Well measured"}}
        """);
  }

  static ObjectNode credential() {
    return read(
        """
        {"@context":["https://www.w3.org/ns/credentials/v2","https://other.example/context"],
         "id":"ipfs://bafy","type":["VerifiableCredential","DrivingLicence"],
         "issuer":"did:key:z6Mk","validFrom":"2026-03-01T10:00:00Z",
         "name":{"@value":"Führerschein","@language":"de-CH","@direction":"ltr"},
         "description":[{"@value":"a"},"b"],
         "credentialSubject":[{"id":"did:example:1","birthDate":"2000-01-01",
           "email":"ada@example.org","grades":[]},{"licence":null,"car":"B"}],
         "evidence":{"type":"Photo"},
         "termsOfUse":{"type":["Open"]},
         "relatedResource":{"id":"https://other.example/context",
           "digestSRI":"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"},
         "credentialStatus":[{"type":"OtherStatus"},
           {"type":"BitstringStatusListEntry","statusPurpose":"message","statusListIndex":"0",
            "statusListCredential":"https://other.example/list"}]}
        """);
  }

  private static ObjectNode read(String text) {
    return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  static ObjectNode object(ObjectNode document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  static ArrayNode array(ObjectNode document, String pointer) {
    return (ArrayNode) document.at(pointer);
  }

  /// JSON in apostrophes.
  static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /// What the rules of its type find in a spoiled document, as `rule pointer`.
  static List<String> places(ObjectNode document, Consumer<ObjectNode> spoil) {
    spoil.accept(document);
    Candidate candidate = new Candidate(document, Json.bytes(document).length, NOW);
    return Rules.of(candidate).stream()
        .flatMap(rule -> rule.check(candidate).stream())
        .map(finding -> finding.rule() + " " + finding.pointer())
        .toList();
  }
}
