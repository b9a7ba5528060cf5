package dev.laurel.credentials.openbadges;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A credential with every member that this package can write, made up for the tests.
public final class Samples {
  public static final String CREDENTIAL =
      "https://badges.example.org/credentials/0123456789abcdef0123456789abcdef";
  public static final String ISSUER = "did:web:badges.example.org:issuers:0a";
  private static final String ACHIEVEMENT = "https://badges.example.org/achievements/0b/versions/1";

  private Samples() {}

  static AchievementCredential credential(
      String learner,
      String achievement,
      List<JsonNode> endorsements,
      List<JsonNode> achievementEndorsements) {
    Profile issuer =
        new Profile(
            ISSUER,
            "Bridge Workshop",
            "https://workshop.example.org/",
            "badges@workshop.example.org",
            "A school for bridge builders",
            new Image("https://badges.example.org/images/logo.png", "The logo"));
    Alignment alignment =
        new Alignment(
            "Structural analysis",
            "https://skills.example.org/structural-analysis",
            "ceasn:Competency",
            "Skills of Example",
            "SA-1",
            "Works out loads");
    ResultDescription criterion =
        new ResultDescription(
            ACHIEVEMENT + "#criterion-1",
            "Load model",
            "RubricCriterionLevel",
            ACHIEVEMENT + "#criterion-1/level-2",
            null,
            List.of(),
            List.of(
                level("level-1", "Developing", "1"),
                level("level-2", "Proficient", "2"),
                level("level-3", "Advanced", "3")),
            null,
            null,
            List.of(alignment));
    ResultDescription total =
        new ResultDescription(
            ACHIEVEMENT + "#total",
            "Points",
            "RawScore",
            null,
            "2",
            List.of(),
            List.of(),
            "0",
            "3",
            List.of());
    ResultDescription grade =
        new ResultDescription(
            ACHIEVEMENT + "#grade",
            "Grade",
            "LetterGrade",
            null,
            "C",
            List.of("D", "C", "B", "A"),
            List.of(),
            null,
            null,
            List.of());
    Achievement earned =
        new Achievement(
            ACHIEVEMENT,
            achievement,
            "Builds a bridge that carries its load",
            new Criteria("https://badges.example.org/criteria/0b", "Build *one* bridge"),
            "MicroCredential",
            Profile.of("did:example:creator", "Creator", "", "", ""),
            new Image("https://badges.example.org/images/bridge.png", ""),
            "en-GB",
            "1",
            new BigDecimal("1.50"),
            "Civil engineering",
            "Bridges",
            "CE-101",
            List.of(new IdentifierEntry("urn:isbn:9780000000000", "isbn")),
            List.of(new Related(ACHIEVEMENT + "/cy", "cy", "1")),
            List.of("bridges", "statics"),
            List.of(alignment),
            List.of(criterion, total, grade),
            achievementEndorsements);
    AchievementSubject subject =
        new AchievementSubject(
            "did:example:learner",
            List.of(
                IdentityObject.hashedEmail("ada@example.org", "c2FsdA"),
                IdentityObject.name(learner)),
            earned,
            List.of(
                new Result(
                    ACHIEVEMENT + "#criterion-1",
                    ACHIEVEMENT + "#criterion-1/level-3",
                    "3",
                    null,
                    List.of()),
                new Result(ACHIEVEMENT + "#total", null, "3", "Completed", List.of())),
            "Built and tested in spring",
            Profile.of("did:example:assessor", "Assessor", "", "", ""),
            new BigDecimal("150E-2"),
            "L-4711",
            "Lead builder",
            "Spring 2026",
            Instant.parse("2026-01-10T08:00:00.5Z"),
            Instant.parse("2026-02-27T17:00:00Z"),
            new Image("https://badges.example.org/credentials/1.png", "The badge"));
    return new AchievementCredential(
        CREDENTIAL,
        achievement,
        "Awarded for one bridge",
        issuer,
        Instant.parse("2026-03-01T10:00:00.123Z"),
        Instant.parse("2029-03-01T10:00:00Z"),
        Instant.parse("2026-02-28T10:00:00Z"),
        subject,
        List.of(
            new Evidence(
                "https://badges.example.org/evidence/1",
                "Report",
                "Twelve pages",
                "What was done",
                "Report",
                "Assessors",
                "application/pdf",
                DigestMultibase.of(new byte[32]))),
        List.of(
            new CredentialSchema(
                "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "1EdTechJsonSchemaValidator2019")),
        List.of(
            BitstringStatusListEntry.revocation(
                "https://badges.example.org/status-lists/0c", 4711)),
        List.of(
            new RelatedResource(
                "https://badges.example.org/images/bridge.png",
                "image/png",
                DigestMultibase.of(new byte[32]))),
        new Image("https://badges.example.org/credentials/1/cover.png", ""),
        RefreshService.at("https://badges.example.org/credentials/1"),
        List.of(
            new TermsOfUse(
                "https://badges.example.org/terms", "https://badges.example.org/terms#Open")),
        endorsements);
  }

  public static AchievementCredential credential(String learner, String achievement) {
    return credential(learner, achievement, List.of(), List.of());
  }

  /// What a third party says of the achievement of [#credential], with every member.
  public static EndorsementCredential endorsement() {
    return new EndorsementCredential(
        "https://guild.example.org/endorsements/1",
        "Endorsement of Bridge Builder",
        "After a visit in spring",
        Profile.of("did:web:guild.example.org:issuers:1", "Guild", "", "", ""),
        Instant.parse("2026-03-02T10:00:00.9Z"),
        Instant.parse("2028-03-02T10:00:00Z"),
        Instant.parse("2026-03-02T09:00:00Z"),
        new EndorsementSubject(ACHIEVEMENT, "The rubric measures what it names."),
        List.of(),
        List.of(BitstringStatusListEntry.revocation("https://guild.example.org/status-lists/1", 7)),
        null,
        List.of());
  }

  public static AchievementCredential credential() {
    return credential("Ada Lovelace", "Bridge Builder");
  }

  private static RubricCriterionLevel level(String id, String name, String points) {
    return new RubricCriterionLevel(
        ACHIEVEMENT + "#criterion-1/" + id, name, "How far it goes", name, points, List.of());
  }
}
