package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class LintTest {
  private static final String SUBJECT = "/credentialSubject";
  private static final String ACHIEVEMENT = SUBJECT + "/achievement";
  private static final String LEVELS = ACHIEVEMENT + "/resultDescription/0/rubricCriterionLevel";

  private static ListAssert<String> rules(Consumer<ObjectNode> spoil) {
    return assertThat(Drafts.findings(spoil).stream().map(Finding::rule).distinct().toList());
  }

  private static ListAssert<String> places(Consumer<ObjectNode> spoil) {
    return assertThat(
        Drafts.findings(spoil).stream().map(f -> f.rule() + " " + f.pointer()).toList());
  }

  @Test
  void prepare_soundBadge_isReadyWithItsExactBytes() {
    byte[] bytes = Json.bytes(Drafts.sound());

    Preparation.Ready ready = (Preparation.Ready) Drafts.prepare(bytes);

    assertThat(ready.forms())
        .singleElement()
        .satisfies(form -> {
          assertThat(form.unsigned()).isEqualTo(bytes);
          assertThat(form.hashData()).hasSize(64).isEqualTo(form.message());
          assertThat(form.keyFragment()).isEqualTo("key-1");
        });
  }

  @Test
  void prepare_severalFaults_namesAllOfThem() {
    places(
            document -> {
              document.remove("name");
              document.put("validFrom", "yesterday");
              Drafts.object(document, ACHIEVEMENT).remove("criteria");
              document.put("description", "Ask me@example.org");
              document.put("nobodyKnowsThis", "x");
            })
        .contains(
            "vcdm/date-form /validFrom",
            "ob3/required-members /name",
            "ob3/criteria-present /credentialSubject/achievement/criteria",
            "house/no-email-address /description")
        .anyMatch(place -> place.startsWith("vcdm/lossless-graph"));
  }

  @Test
  @Tag("check-11")
  void prepare_undefinedTerm_isRefused() {
    rules(d -> d.put("secretExtra", "x")).containsExactly("vcdm/lossless-graph");
    rules(d -> Drafts.object(d, ACHIEVEMENT).put("secretExtra", "x"))
        .containsExactly("vcdm/lossless-graph");
  }

  @Test
  @Tag("check-12")
  void prepare_inlineContext_isRefused() {
    rules(d ->
            Drafts.array(d, "/@context")
                .add(Json.object().put("name", "https://evil.example/name")))
        .contains("vcdm/context-order", "vcdm/lossless-graph");
  }

  @Test
  @Tag("check-13")
  void prepare_nestedContext_isRefused() {
    places(d ->
            Drafts.object(d, SUBJECT)
                .set("@context", Json.object().put("name", "https://evil.example/name")))
        .contains("vcdm/context-order /credentialSubject/@context");
  }

  @Test
  @Tag("check-14")
  void prepare_contextsInOtherOrder_areRefused() {
    rules(d -> d.putArray("@context").add(d.at("/@context/1"))).contains("vcdm/context-order");
    places(d ->
            d.putArray("@context")
                .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
                .add("https://www.w3.org/ns/credentials/v2"))
        .contains("vcdm/context-order /@context");
    places(d -> Drafts.array(d, "/@context").remove(1)).contains("vcdm/context-order /@context/1");
  }

  @ParameterizedTest
  @Tag("check-15")
  @ValueSource(
      strings = {"https://evil.example/context.json", "file:///etc/passwd", "http://127.0.0.1/c"})
  void prepare_unknownContext_isRefused(String url) {
    rules(d -> Drafts.array(d, "/@context").add(url)).contains("vcdm/lossless-graph");
  }

  @ParameterizedTest
  @Tag("check-16")
  @ValueSource(strings = {"/id", "/issuer/id", "/credentialSubject/achievement/id"})
  void prepare_relativeOrDangerousId_isRefused(String pointer) {
    for (String id :
        List.of("credentials/1", "//evil.example/1", "javascript:alert(1)", "data:,x")) {
      places(
              d -> {
                int end = pointer.lastIndexOf('/');
                Drafts.object(d, pointer.substring(0, end)).put("id", id);
              })
          .as(id)
          .contains("vcdm/absolute-ids " + pointer);
    }
  }

  @Test
  @Tag("check-16")
  void prepare_relativeType_isRefused() {
    rules(d -> Drafts.array(d, "/type").add("../Other")).contains("vcdm/lossless-graph");
  }

  @ParameterizedTest
  @Tag("check-27")
  @ValueSource(strings = {"2026-03-01T10:00:00", "2026-03-01", "2026-02-30T10:00:00Z", "5", ""})
  void prepare_dateThatIsNone_isRefused(String date) {
    places(d -> d.put("validFrom", date)).contains("vcdm/date-form /validFrom");
    places(d -> d.put("validUntil", date)).contains("vcdm/date-form /validUntil");
  }

  @Test
  @Tag("check-27")
  void prepare_endBeforeBeginning_isRefused() {
    places(d -> d.put("validUntil", "2026-03-01T10:59:59+01:00"))
        .contains("vcdm/validity-period /validUntil");
    rules(d -> d.put("validUntil", "2026-03-01T11:00:00+01:00"))
        .as("a moment is a period, but this one is over")
        .containsExactly("house/still-valid");
  }

  @Test
  void prepare_statusEntryMisshaped_isRefused() {
    String status = "/credentialStatus";
    rules(d -> d.remove("credentialStatus")).contains("vcdm/status-entry");
    rules(d -> Drafts.object(d, status).put("statusPurpose", "suspension"))
        .contains("vcdm/status-entry");
    for (String index : List.of("-1", "1.5", "abc", "", "131072", "9223372036854775808", "007")) {
      places(d -> Drafts.object(d, status).put("statusListIndex", index))
          .as(index)
          .contains("vcdm/status-entry /credentialStatus/statusListIndex");
    }
    places(d -> Drafts.object(d, status).put("id", "https://laurel.example/status-lists/1"))
        .contains("vcdm/status-entry /credentialStatus/id");
  }

  @Test
  void prepare_missingCriteria_isRefused() {
    rules(d -> Drafts.object(d, ACHIEVEMENT + "/criteria").put("narrative", " "))
        .contains("ob3/criteria-present");
  }

  @Test
  void prepare_issuerWithoutProfile_isRefused() {
    places(d -> d.put("issuer", Drafts.DID))
        .contains("ob3/required-members /issuer/id", "ob3/required-members /issuer/type");
  }

  @Test
  void prepare_nobodyAsSubject_isRefused() {
    places(d -> Drafts.object(d, SUBJECT).remove("identifier"))
        .contains("ob3/required-members /credentialSubject");
  }

  @Test
  void prepare_resultOfNothing_isRefused() {
    String result = SUBJECT + "/result/0";
    places(d -> Drafts.object(d, result).put("achievedLevel", "https://laurel.example/other"))
        .contains("ob3/result-links " + result + "/achievedLevel");
    places(d -> Drafts.object(d, result).put("resultDescription", "https://laurel.example/other"))
        .contains("ob3/result-links " + result + "/resultDescription");
    places(d -> Drafts.object(d, result).put("value", "11"))
        .contains("ob3/result-links " + result + "/value");
  }

  @Test
  void prepare_weakOrOpenIdentity_isRefused() {
    String identity = SUBJECT + "/identifier/0";
    places(d -> Drafts.object(d, identity).put("identityHash", "md5$00"))
        .contains("ob3/identity-form " + identity + "/identityHash");
    places(d -> Drafts.object(d, identity).remove("salt"))
        .contains("ob3/identity-form " + identity + "/salt");
    places(d ->
            Drafts.object(d, identity).put("hashed", false).put("identityHash", "ada@example.org"))
        .contains(
            "ob3/identity-form " + identity + "/hashed",
            "house/no-email-address " + identity + "/identityHash");
  }

  @Test
  void prepare_levelsAgainstPoints_areRefused() {
    places(d -> Drafts.object(d, LEVELS + "/0").put("points", "11"))
        .contains("house/level-order " + LEVELS + "/1/points");
    places(d -> Drafts.object(d, LEVELS + "/1").put("level", "1"))
        .contains("house/level-order " + LEVELS + "/1/level");
    places(d -> Drafts.object(d, LEVELS + "/1").put("points", "many"))
        .contains("house/level-order " + LEVELS + "/1/points");
  }

  @Test
  void prepare_addressInPublicText_isRefusedButNotTheIssuersContact() {
    for (String text :
        List.of("ada@example.org", "see mailto:ada@example.org", "Ada (ada.b+c@mail.example.co)")) {
      places(d -> Drafts.object(d, ACHIEVEMENT + "/criteria").put("narrative", text))
          .as(text)
          .containsExactly(
              "house/no-email-address /credentialSubject/achievement/criteria/narrative");
    }
    rules(d -> Drafts.object(d, ACHIEVEMENT + "/criteria").put("narrative", "3 @ 4, a@b, @ada"))
        .isEmpty();
  }

  @Test
  @Tag("check-23")
  void prepare_controlCharacterInName_isRefused() {
    places(d -> d.put("name", "Data\u0000analysis")).contains("house/plain-names /name");
    places(d -> d.put("name", "Data\nanalysis")).contains("house/plain-names /name");
  }

  @Test
  void prepare_hugeDocument_isRefused() {
    places(d -> Drafts.object(d, ACHIEVEMENT).put("description", "x".repeat(190_000)))
        .containsExactly("house/document-size ");
  }

  @Test
  @Tag("check-17")
  void prepare_duplicateMember_isRefused() {
    byte[] twice = "{\"name\":\"A\",\"name\":\"B\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(((Preparation.Refused) Drafts.prepare(twice)).findings())
        .singleElement()
        .extracting(Finding::rule)
        .isEqualTo("vcdm/parsed");
  }

  @Test
  void prepare_issuerOtherThanTheMethods_isRefusedByOurOwnVerifier() {
    rules(d -> Drafts.object(d, "/issuer").put("id", "did:web:laurel.example:issuers:2"))
        .containsExactly("house/own-verifier");
  }

  @Test
  void prepare_twoThingsWithOneId_saysWhichTwo() {
    assertThat(
            Drafts.findings(
                d -> Drafts.object(d, ACHIEVEMENT).put("id", d.at("/issuer/id").stringValue())))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("house/own-verifier");
          assertThat(finding.message()).contains("terms", "/issuer", ACHIEVEMENT);
        });
  }

  @Test
  void rehearsal_runs() {
    Rehearsal.run();
  }
}
