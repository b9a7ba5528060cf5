package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.laurel.assessment.AwardDetails;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.credentials.openbadges.IdentityObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an issued credential says.
final class CredentialDocumentTest {
  private static final String TEXT = "What I did, in words.";

  private final World world = new World();

  private CredentialId issue(EvidenceDraft... drafts) {
    SubmissionId submission = world.passed(World.NAME, drafts);
    return world.issued(submission);
  }

  private static EvidenceDraft link() {
    return new EvidenceDraft.Link("Site", "", "https://example.org/work");
  }

  private static EvidenceDraft text() {
    return new EvidenceDraft.Text("Words", "A few", TEXT);
  }

  @Test
  void document_ofARichAward_saysWhatWasDecided() {
    world.define(World.content(30));
    CredentialId id = issue(link(), text());

    JsonNode document = world.document(id);

    String achievement = World.BASE + "/achievements/" + world.achievement.id() + "/versions/1";
    assertThat(text(document, "/id")).isEqualTo(World.BASE + "/credentials/" + id);
    assertThat(text(document, "/name")).isEqualTo("Data <b>analysis</b> & “statistics”");
    assertThat(text(document, "/issuer/id")).isEqualTo(world.site.did(world.issuer));
    assertThat(text(document, "/issuer/name")).isEqualTo("Académie “R&D”");
    assertThat(text(document, "/validFrom")).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(text(document, "/validUntil")).isEqualTo("2028-09-01T10:00:00Z");
    assertThat(text(document, "/awardedDate")).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(text(document, "/credentialSubject/achievement/id")).isEqualTo(achievement);
    assertThat(document.at("/credentialSubject/achievement/resultDescription").size()).isEqualTo(3);
    assertThat(text(document, "/credentialSubject/achievement/resultDescription/0/requiredLevel"))
        .isEqualTo(achievement + "#analysis/middle");
    assertThat(text(document, "/credentialSubject/achievement/resultDescription/2/valueMax"))
        .isEqualTo("20");
    assertThat(text(document, "/credentialSubject/result/0/achievedLevel"))
        .isEqualTo(achievement + "#analysis/high");
    assertThat(text(document, "/credentialSubject/result/2/value")).isEqualTo("15");
    assertThat(text(document, "/relatedResource/0/digestMultibase"))
        .isEqualTo(DigestMultibase.of(World.fromHex(World.IMAGE)));
    assertThat(text(document, "/proof/0/verificationMethod"))
        .isEqualTo(world.site.did(world.issuer) + "#key-1");
    assertThat(document.toString()).doesNotContain("secret feedback");
  }

  private static String text(JsonNode document, String pointer) {
    return document.at(pointer).stringValue("");
  }

  @Test
  void document_learner_isKnownByNameAndSaltedHashOnly() {
    JsonNode document = world.document(issue(link()));

    JsonNode hashed = document.at("/credentialSubject/identifier/0");
    String salt = hashed.path("salt").stringValue();
    assertThat(salt).hasSize(32);
    assertThat(hashed.path("identityHash").stringValue())
        .isEqualTo(IdentityObject.identityHash(World.EMAIL, salt));
    assertThat(document.at("/credentialSubject/identifier/1/identityHash").stringValue())
        .isEqualTo(World.NAME);
    assertThat(document.toString()).doesNotContain(World.EMAIL);
    JsonNode other = world.document(issue(link()));
    assertThat(other.at("/credentialSubject/identifier/0/salt").stringValue()).isNotEqualTo(salt);
  }

  @Test
  void document_evidence_isBoundByDigestOrLink() {
    JsonNode document = world.document(issue(link(), text()));

    assertThat(text(document, "/evidence/0/id")).isEqualTo("https://example.org/work");
    assertThat(document.at("/evidence/0").has("digestMultibase")).isFalse();
    assertThat(text(document, "/evidence/1/mediaType")).isEqualTo("text/plain");
    assertThat(text(document, "/evidence/1/digestMultibase"))
        .isEqualTo(DigestMultibase.of(Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8))));
    assertThat(document.at("/evidence/1").has("id")).isFalse();
  }

  @Test
  void document_withoutValidity_doesNotEnd() {
    assertThat(world.document(issue(link())).has("validUntil")).isFalse();
  }

  @Test
  void document_ofACatalogue_saysCreditsFieldsAndRelatives() {
    world.define(World.catalogued("pt-br"));

    JsonNode achievement = world.document(issue(link())).at("/credentialSubject/achievement");

    assertThat(achievement.path("creditsAvailable").toString()).isEqualTo("2.5");
    assertThat(text(achievement, "/fieldOfStudy")).isEqualTo("Statistics");
    assertThat(text(achievement, "/specialization")).isEqualTo("Charts");
    assertThat(text(achievement, "/humanCode")).isEqualTo("ST-101");
    assertThat(text(achievement, "/inLanguage")).isEqualTo("pt-BR");
    assertThat(achievement.path("related").toString())
        .isEqualTo(
            "[{\"id\":\"https://data.example/a/0\",\"type\":[\"Related\"],"
                + "\"inLanguage\":\"de\",\"version\":\"0\"},"
                + "{\"id\":\"https://data.example/a/cy\",\"type\":[\"Related\"]}]");
  }

  @Test
  void document_languageThatTheSchemaCannotSay_hasNone() {
    world.define(World.catalogued("sl-nedis"));

    assertThat(world.document(issue(link())).at("/credentialSubject/achievement").has("inLanguage"))
        .isFalse();
  }

  @Test
  void document_awardDetails_standWithTheSubject() {
    SubmissionId submission =
        world.passed(World.NAME, new AwardDetails("1.5", "L-4711", "Spring 2026"), link());

    JsonNode subject = world.document(world.issued(submission)).path("credentialSubject");

    assertThat(subject.path("creditsEarned").toString()).isEqualTo("1.5");
    assertThat(text(subject, "/licenseNumber")).isEqualTo("L-4711");
    assertThat(text(subject, "/term")).isEqualTo("Spring 2026");
  }

  @Test
  void document_source_isTheIssuerByItsIdAlone() {
    JsonNode subject = world.document(issue(link())).path("credentialSubject");

    assertThat(subject.path("source").toString())
        .isEqualTo("{\"id\":\"" + world.site.did(world.issuer) + "\",\"type\":[\"Profile\"]}");
    assertThat(subject.has("creditsEarned")).isFalse();
  }

  @Test
  void document_localDeployment_marksTheIssuer() {
    World local =
        new World(new PublicSite("http://localhost:8080", "http://localhost:8080/o", true));

    JsonNode document = local.document(local.issued());

    assertThat(text(document, "/issuer/name")).isEqualTo("Académie “R&D” (local)");
    assertThat(text(document, "/issuer/id")).startsWith("did:web:localhost%3A8080:issuers:");
  }

  @Test
  void document_obeysTheSchemaOfOpenBadges() throws IOException {
    Path data = Path.of(System.getenv("LAUREL_ROOT")).toAbsolutePath().resolve("../shared/data");
    assumeTrue(Files.isDirectory(data), "needs ../shared/data");
    world.define(World.catalogued("en"));
    CredentialId id =
        world.issued(
            world.passed(World.NAME, new AwardDetails("1.5", "L-4711", "Spring"), link(), text()));
    String document = world.record(id).published().orElseThrow().document();
    Files.writeString(Path.of("target", "credential.json"), document);
    Files.writeString(
        Path.of("target", "status-list.json"),
        world.published.statusList(world.record(id).owner().statusList()).orElseThrow().document());
    Files.writeString(
        Path.of("target", "did.json"), world.published.did(world.issuer).orElseThrow().document());

    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(
                Files.readString(data.resolve("schemas/ob_v3p0_achievementcredential_schema.json")),
                InputFormat.JSON)
            .validate(document, InputFormat.JSON);

    assertThat(errors).isEmpty();
  }
}
