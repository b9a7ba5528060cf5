package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.runtime.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What strangers hand in: the page says what the API says, shows their texts as texts, and what
/// they made up costs next to nothing.
final class StrangersTest {
  private final Seeded seeded = new Seeded();

  @ParameterizedTest
  @CsvSource({
    "cccccccccccccccccccccccccccccccc,valid,Valid.",
    "dddddddddddddddddddddddddddddddd,revoked,Revoked.",
    "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee,changed,Changed.",
    "ffffffffffffffffffffffffffffffff,expired,Expired."
  })
  void form_anyCredential_saysWhatTheApiSays(String id, String verdict, String words) {
    byte[] document = seeded.document(new CredentialId(id));
    JsonNode report = report(seeded.post("/verify", "application/json", document));
    String page = form(new String(document, StandardCharsets.UTF_8)).text();
    assertThat(report.path("verdict").asString()).isEqualTo(verdict);
    assertThat(page).contains(words + "</strong>");
    report
        .path("checks")
        .forEach(check ->
            assertThat(page)
                .contains("<p dir=\"auto\">" + escaped(check.path("detail").asString())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// Whatever a stranger makes up costs one look at the issuer that it names, or none.
  @Test
  void verify_garbage_costsAtMostOneRead() {
    byte[] open = seeded.document(Seeded.OPEN);
    String json = new String(open, StandardCharsets.UTF_8);
    String signature = Json.parse(open).at("/proof/0/proofValue").stringValue();
    List<String> forged =
        List.of(
            "{}",
            json.replace("Good work", "Best work"),
            json.replace(signature, "z" + "2".repeat(87)),
            json.replace("#key-1", "#key-9"),
            json.replace("\"proof\"", "\"evidenceOfNothing\""),
            json.replace(Seeded.DID.text(), "did:web:elsewhere.example"));
    for (String text : forged) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      seeded.faults.reset();
      JsonNode report = report(seeded.post("/verify", "application/json", bytes));
      assertThat(report.path("verdict").asString()).isNotEqualTo("valid");
      assertThat(seeded.faults.names()).as(text).hasSizeLessThanOrEqualTo(1);
      ObjectNode wrapped = Json.object();
      wrapped.set("verifiableCredential", Json.parse(bytes));
      seeded.faults.reset();
      Response response =
          seeded.post("/vc-api/credentials/verify", "application/json", Json.bytes(wrapped));
      assertThat(response.status()).isEqualTo(400);
      assertThat(seeded.faults.names()).as(text).hasSizeLessThanOrEqualTo(1);
    }
    seeded.faults.reset();
    for (String text : List.of("", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.AA", "x~y~", "{")) {
      seeded.post("/verify", "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
    seeded.post("/verify", "image/png", new byte[100]);
    seeded.post("/verify", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
    assertThat(seeded.faults.names()).isEmpty();
  }

  private static final String MARKUP =
      "\"><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>z</a>"
          + " ![i](javascript:alert(1)) [l](javascript:alert(1)) {{7*7}}";

  /// A valid credential of a stranger with one text after the other made hostile: whatever of it
  /// the page shows stands in text nodes.
  @Test
  @Tag("check-77")
  @Tag("check-78")
  void form_everyTextOfACredential_isShownAsText() {
    Stranger stranger = new Stranger();
    ObjectNode document = stranger.credential();
    int shown = 0;
    for (String pointer : texts(document)) {
      String before = document.at(pointer).stringValue();
      boolean url = before.matches("(https?|did|urn):.*");
      ObjectNode hostile =
          with(document, pointer, url ? "javascript:alert(document.domain)" : MARKUP);
      for (byte[] sent : List.of(stranger.signed(hostile), Json.bytes(hostile))) {
        Response page = form(new String(sent, StandardCharsets.UTF_8));
        String text = page.text();
        assertThat(page.status()).as(pointer).isEqualTo(200);
        assertThat(text)
            .as(pointer)
            .doesNotContain("<script", "<img src=x", "<a href='javascript")
            .doesNotContain("=\"javascript:", "=javascript:", "<a href=\"javascript");
        assertThat(page.headers().get("content-security-policy")).startsWith("default-src 'none'");
        assertThat(page.headers()).containsEntry("x-content-type-options", "nosniff");
        shown += text.contains("&lt;script&gt;alert(1)") ? 1 : 0;
      }
    }
    assertThat(shown).as("of them the page shows").isGreaterThan(10);
  }

  /// The pointers of all texts but those that say what kind of thing something is.
  private static List<String> texts(JsonNode document) {
    List<String> pointers = new ArrayList<>();
    collect(document, "", pointers);
    return pointers;
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (node.isString()) {
      pointers.add(pointer);
    }
    node.properties().stream()
        .filter(member -> !List.of("@context", "type", "proof").contains(member.getKey()))
        .forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey(), pointers));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), pointer + "/" + i, pointers);
    }
  }

  private static ObjectNode with(ObjectNode document, String pointer, String text) {
    ObjectNode changed = document.deepCopy();
    int last = pointer.lastIndexOf('/');
    String name = pointer.substring(last + 1);
    switch (changed.at(pointer.substring(0, last))) {
      case ObjectNode object -> object.put(name, text);
      case ArrayNode array -> array.set(Integer.parseInt(name), text);
      default -> throw new IllegalArgumentException(pointer);
    }
    return changed;
  }

  private Response form(String text) {
    String body = "credential=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return seeded.post(
        "/verify", "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII));
  }

  private static JsonNode report(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return Json.parse(response.body());
  }
}
