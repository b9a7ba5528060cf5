package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Documents that are no credentials, or not sound ones.
final class HostileInputTest {
  private final Samples samples = new Samples();

  private Check check(byte[] document, String id) {
    VerificationReport report = samples.verify(document);
    assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(report.checks()).hasSize(14);
    return report.check(id).orElseThrow();
  }

  private void assertCheck(byte[] document, String id, CheckResult result, CheckType type) {
    Check check = check(document, id);
    assertThat(check.result()).as(check.detail()).isEqualTo(result);
    assertThat(check.type()).isEqualTo(type.uri());
  }

  private void assertFailed(byte[] document, String id, CheckType type) {
    assertCheck(document, id, CheckResult.FAILED, type);
  }

  @Test
  @Tag("check-17")
  void verify_duplicateMember_isRefused() {
    byte[] twice =
        new String(samples.signed(), StandardCharsets.UTF_8)
            .replaceFirst("\"name\":", "\"name\":\"B\",\"name\":")
            .getBytes(StandardCharsets.UTF_8);
    VerificationReport report = samples.verify(twice);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertFailed(twice, Check.PARSED, CheckType.PARSING_ERROR);
  }

  @Test
  @Tag("check-18")
  @Tag("check-19")
  @Tag("check-20")
  @Tag("check-21")
  @Tag("check-22")
  void verify_textThatIsNoSoundJson_isRefusedWithoutException() {
    byte[] large = new byte[Verifier.MAX_DOCUMENT_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    assertFailed(large, Check.PARSED, CheckType.LIMIT);
    List<byte[]> documents =
        List.of(
            "[".repeat(10_000).getBytes(StandardCharsets.UTF_8),
            ("{\"a\":" + "9".repeat(1_000_000 - 10) + "}").getBytes(StandardCharsets.UTF_8),
            "{\"a\":1e999999999}".getBytes(StandardCharsets.UTF_8),
            "{\"a\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8),
            new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
            "{}".getBytes(StandardCharsets.UTF_16),
            "\uFEFF{}".getBytes(StandardCharsets.UTF_8),
            new byte[0],
            "[]".getBytes(StandardCharsets.UTF_8),
            "\"x\"".getBytes(StandardCharsets.UTF_8),
            "null".getBytes(StandardCharsets.UTF_8));
    for (byte[] document : documents) {
      assertFailed(document, Check.PARSED, CheckType.PARSING_ERROR);
    }
  }

  @Test
  @Tag("check-16")
  void verify_relativeIris_areRefused() {
    List<Consumer<ObjectNode>> changes =
        List.of(
            d -> d.put("id", "credentials/1"),
            d -> ((ObjectNode) d.at("/credentialSubject/achievement")).put("id", "/a"),
            d -> ((ArrayNode) d.get("type")).add("Foo"));
    for (Consumer<ObjectNode> change : changes) {
      assertThat(samples.verify(samples.tampered(change)).verdict()).isEqualTo(Verdict.NOT_VALID);
    }
  }

  @Test
  void verify_shapeOfABadge_isDemanded() {
    List<Consumer<ObjectNode>> changes =
        List.of(
            d -> d.remove("id"),
            d -> d.remove("validFrom"),
            d -> d.set("description", Json.object().nullNode()),
            d -> d.putArray("evidence"),
            d -> d.put("@index", "x"),
            d -> ((ObjectNode) d.at("/credentialSubject")).remove("identifier"),
            d -> ((ObjectNode) d.at("/credentialSubject/achievement")).remove("criteria"),
            d -> ((ObjectNode) d.at("/credentialSubject/achievement")).remove("name"),
            d -> ((ObjectNode) d.at("/credentialSubject/result/0")).put("achievedLevel", "urn:x"));
    for (Consumer<ObjectNode> change : changes) {
      assertFailed(samples.tampered(change), Check.SHAPE, CheckType.MALFORMED_VALUE_ERROR);
    }
  }

  @Test
  @Tag("check-24")
  void verify_graphMadeToConfuse_endsAtTheLimit() {
    ObjectNode document = Json.parse(samples.signed()).asObject();
    ArrayNode descriptions =
        ((ObjectNode) document.at("/credentialSubject/achievement")).putArray("resultDescription");
    for (int i = 0; i < 2; i++) {
      ObjectNode description = descriptions.addObject().put("type", "ResultDescription");
      ArrayNode levels = description.putArray("rubricCriterionLevel");
      for (int level = 0; level < 12; level++) {
        levels.addObject().put("type", "RubricCriterionLevel");
      }
    }
    assertCheck(
        Json.bytes(document), Check.TERMS, CheckResult.COULD_NOT_CHECK, CheckType.RESOURCE_LIMIT);
  }

  @ParameterizedTest
  @Tag("check-27")
  @ValueSource(
      strings = {"2026-10-31T00:00:00Z", "2027-01-01T00:00:00", "2027-02-30T00:00:00Z", "soon"})
  void verify_impossibleEnd_isRefused(String until) {
    byte[] odd = samples.tampered(d -> d.put("validUntil", until));
    assertFailed(odd, Check.SHAPE, CheckType.MALFORMED_VALUE_ERROR);
  }

  @ParameterizedTest
  @Tag("check-15")
  @ValueSource(strings = {"https://evil.example/c.json", "file:///etc/passwd", "http://a.example/"})
  void verify_unknownContext_isNotAccepted(String url) {
    Check check =
        check(samples.tampered(d -> ((ArrayNode) d.get("@context")).add(url)), Check.CONTEXTS);
    assertThat(check.is(CheckType.CONTEXT_NOT_ALLOWED)).isTrue();
  }

  @Test
  void verify_longNamesOverManyValues_costsNoMoreThanItsLength() {
    String name = "x".repeat(40_000);
    String text =
        ("{\"" + name + "\":").repeat(5) + "[1" + ",1".repeat(9_500) + "]" + "}".repeat(5);
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    samples.verify(document);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    VerificationReport report = samples.verify(document);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000_000L);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_documentThatQuotesItself_isReportedInFewWords() {
    String name = "x".repeat(49_000);
    byte[] names =
        samples.tampered(d -> {
          for (int i = 0; i < 20; i++) {
            d.putNull(name + i);
          }
        });
    byte[] list =
        samples.tampered(d ->
            ((ObjectNode) d.get("credentialStatus"))
                .put("statusListCredential", "https://" + "x".repeat(900_000)));
    for (byte[] document : List.of(names, list)) {
      assertThat(Json.bytes(samples.verify(document).toJson()).length).isLessThan(30_000);
    }
  }

  @Test
  void verify_moreValuesThanACredentialHas_isNotWalked() {
    byte[] many =
        samples.tampered(d -> {
          ArrayNode extra = d.putArray("extra");
          for (int i = 0; i < Verifier.MAX_VALUES; i++) {
            extra.addObject();
          }
        });
    assertFailed(many, Check.PARSED, CheckType.LIMIT);
  }

  @Test
  @Tag("check-3")
  void verify_forgeryThatSaysItExpired_isNotCalledGenuine() {
    byte[] forged =
        samples.tampered(d -> {
          d.remove("proof");
          d.put("validUntil", "2026-11-02T00:00:00Z");
        });
    assertThat(samples.verify(forged).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_levelGivenAsAnObject_isNoResult() {
    byte[] odd =
        samples.tampered(d -> {
          ObjectNode result = (ObjectNode) d.at("/credentialSubject/result/0");
          String level = result.get("achievedLevel").stringValue();
          result.putObject("achievedLevel").put("id", level);
        });
    assertFailed(odd, Check.SHAPE, CheckType.MALFORMED_VALUE_ERROR);
  }
}
