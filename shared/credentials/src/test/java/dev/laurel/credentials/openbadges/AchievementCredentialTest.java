package dev.laurel.credentials.openbadges;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.laurel.credentials.SharedData;
import dev.laurel.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AchievementCredentialTest {
  private final JsonNode full = Json.parse(Samples.credential().toJsonBytes());

  private static AchievementCredential small() {
    Achievement achievement =
        new Achievement(
            "https://badges.example.org/achievements/1",
            "Name",
            "Description",
            new Criteria("", "Do it"),
            "",
            null,
            null,
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    return new AchievementCredential(
        Samples.CREDENTIAL,
        "Name",
        "",
        Profile.of(Samples.ISSUER, "Issuer", "", "", ""),
        Instant.parse("2026-03-01T10:00:00.987654321Z"),
        null,
        null,
        AchievementSubject.of(List.of(IdentityObject.name("Ada")), achievement, List.of()),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  @Test
  void toJsonBytes_smallCredential_holdsWhatIsRequiredAndNothingEmpty() {
    assertThat(new String(small().toJsonBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
                + "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
                + "\"id\":\"https://badges.example.org/credentials/0123456789abcdef0123456789abcdef\","
                + "\"type\":[\"VerifiableCredential\",\"AchievementCredential\"],\"name\":\"Name\","
                + "\"issuer\":{\"id\":\"did:web:badges.example.org:issuers:0a\",\"type\":[\"Profile\"],"
                + "\"name\":\"Issuer\"},\"validFrom\":\"2026-03-01T10:00:00Z\","
                + "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],"
                + "\"identifier\":[{\"type\":\"IdentityObject\",\"hashed\":false,"
                + "\"identityHash\":\"Ada\",\"identityType\":\"name\"}],"
                + "\"achievement\":{\"id\":\"https://badges.example.org/achievements/1\","
                + "\"type\":[\"Achievement\"],\"name\":\"Name\",\"description\":\"Description\",\"criteria\":{\"narrative\":\"Do"
                + " it\"}}}}");
  }

  @Test
  void toJsonBytes_twice_areTheSameBytes() {
    assertThat(Samples.credential().toJsonBytes()).isEqualTo(Samples.credential().toJsonBytes());
  }

  @Test
  void toJsonBytes_fullCredential_hasArraysWhereTheSpecificationHasMany() {
    for (String pointer :
        List.of(
            "/@context",
            "/type",
            "/issuer/type",
            "/evidence",
            "/evidence/0/type",
            "/credentialSchema",
            "/relatedResource",
            "/credentialSubject/type",
            "/credentialSubject/identifier",
            "/credentialSubject/result",
            "/credentialSubject/result/0/type",
            "/credentialSubject/achievement/type",
            "/credentialSubject/achievement/tag",
            "/credentialSubject/achievement/otherIdentifier",
            "/credentialSubject/achievement/related",
            "/credentialSubject/achievement/related/0/type",
            "/termsOfUse",
            "/credentialSubject/achievement/alignment",
            "/credentialSubject/achievement/alignment/0/type",
            "/credentialSubject/achievement/resultDescription",
            "/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel",
            "/credentialSubject/achievement/resultDescription/2/allowedValue")) {
      assertThat(full.at(pointer).isArray()).as(pointer).isTrue();
    }
    assertThat(full.at("/credentialStatus").isObject()).isTrue();
    assertThat(full.at("/credentialStatus/id").stringValue())
        .isNotEqualTo(full.at("/credentialStatus/statusListCredential").stringValue());
    assertThat(full.at("/credentialStatus/statusListIndex").stringValue()).isEqualTo("4711");
  }

  @Test
  void context_isExtendedOnlyForTypesThatNeedIt() {
    assertThat(small().context()).hasSize(2);
    assertThat(Samples.credential().context()).endsWith(AchievementCredential.EXTENSIONS_CONTEXT);
  }

  @Test
  void toJsonBytes_credits_arePlainNumbers() {
    assertThat(full.at("/credentialSubject/creditsEarned").toString()).isEqualTo("1.5");
    assertThat(full.at("/credentialSubject/achievement/creditsAvailable").toString())
        .isEqualTo("1.5");
    assertThat(Credits.plain(new BigDecimal("1.2E3")).toString()).isEqualTo("1200");
    assertThat(Credits.plain(new BigDecimal("0.00")).toString()).isEqualTo("0");
  }

  @Test
  void toJsonBytes_twoStatusEntries_areAnArrayAndOneIsAnObject() {
    String list = "https://badges.example.org/status-lists/0c";
    AchievementCredential one = small();
    AchievementCredential two =
        new AchievementCredential(
            one.id(),
            one.name(),
            one.description(),
            one.issuer(),
            one.validFrom(),
            null,
            null,
            one.credentialSubject(),
            List.of(),
            List.of(),
            List.of(
                BitstringStatusListEntry.revocation(list, 1),
                BitstringStatusListEntry.suspension(list.replace("0c", "0d"), 1)),
            List.of(),
            null,
            null,
            List.of(),
            List.of());

    JsonNode status = Json.parse(two.toJsonBytes()).path("credentialStatus");

    assertThat(status.isArray()).isTrue();
    assertThat(status.at("/1/statusPurpose").stringValue()).isEqualTo("suspension");
    assertThat(status.at("/1/id").stringValue()).isEqualTo(list.replace("0c", "0d") + "#1");
  }

  @Test
  void toJsonBytes_endorsements_standAsTheyWereSigned() {
    JsonNode signed = Json.parse(Samples.endorsement().toJsonBytes());
    AchievementCredential endorsed =
        Samples.credential("Ada", "Bridges", List.of(signed), List.of(signed));

    JsonNode document = Json.parse(endorsed.toJsonBytes());

    assertThat(document.at("/endorsement/0")).isEqualTo(signed);
    assertThat(document.at("/credentialSubject/achievement/endorsement/0")).isEqualTo(signed);
    assertThat(signed.path("credentialStatus").isObject()).isTrue();
    assertThat(signed.path("type").toString())
        .isEqualTo("[\"VerifiableCredential\",\"EndorsementCredential\"]");
    assertThat(signed.has("refreshService")).isFalse();
  }

  @Test
  void toJsonBytes_satisfiesTheSchemaOfOpenBadges() {
    String schema = SharedData.text("schemas/ob_v3p0_achievementcredential_schema.json");
    var validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(schema, InputFormat.JSON);
    List<JsonNode> endorsements = List.of(Json.parse(Samples.endorsement().toJsonBytes()));
    for (AchievementCredential credential :
        List.of(
            Samples.credential(),
            Samples.credential("Ada", "Bridges", endorsements, endorsements),
            small())) {
      String json = new String(credential.toJsonBytes(), StandardCharsets.UTF_8);
      assertThat(validator.validate(json, InputFormat.JSON)).isEmpty();
    }
    String broken =
        new String(small().toJsonBytes(), StandardCharsets.UTF_8)
            .replace("\"criteria\"", "\"kriteria\"");
    assertThat(validator.validate(broken, InputFormat.JSON)).isNotEmpty();
  }
}
