package dev.laurel.functions.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Texts of a submission: what survives byte for byte, and what never reaches a credential.
final class SubmissionTextTest {
  private final Seeded seeded = new Seeded();

  private static ObjectNode body() {
    ObjectNode body = Json.object();
    body.putObject("learner").put("name", "Zo\u00eb").put("email", "zoe@learners.example");
    body.putObject("achievement")
        .put("id", Seeded.ACHIEVEMENT.id().text())
        .put("version", Seeded.ACHIEVEMENT.version());
    body.putArray("evidence").addObject().put("name", "Essay").put("text", "I did it.");
    return body;
  }

  private Response create(JsonNode body) {
    return seeded.post("/v1/submissions", Json.write(body));
  }

  private static List<String> pointers(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(400);
    return Json.parse(response.body())
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").stringValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nb\r\n",
        "a\rb",
        "\n\tindented ",
        "<script>alert('e\u0301')</script> \"\u0634\" \ud83c\udf93\u00ae",
        "lea@example.org is my own matter here"
      })
  void create_textEvidence_isKeptByteForByte(String text) throws Exception {
    ObjectNode body = body();
    ((ObjectNode) body.at("/evidence/0")).put("text", text);
    Response made = create(body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String id = Json.parse(made.body()).path("id").stringValue();
    assertThat(
            Json.parse(seeded.get("/v1/submissions/" + id).body())
                .at("/evidence/0/sha256")
                .stringValue())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/learner/name|Lea (lea@example.org)",
        "/evidence/0/name|by lea@example.org",
        "/evidence/0/description|mail lea.b@mail.example.org for the key",
        "/evidence/0/link|https://example.org/?from=lea@example.org",
        "/evidence/0/link|https://example.org/?from=lea%40example.org"
      })
  void create_addressWhereACredentialShowsIt_isRefusedAtItsPlace(String pointer, String text) {
    ObjectNode body = body();
    int last = pointer.lastIndexOf('/');
    ObjectNode at = (ObjectNode) body.at(pointer.substring(0, last));
    at.put(pointer.substring(last + 1), text);
    if (at.has("link")) {
      at.remove("text");
    }
    Response refused = create(body);
    assertThat(pointers(refused)).containsExactly(pointer);
    assertThat(refused.text()).contains("e-mail address").doesNotContain("example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0", "\u200b", "\u3164", "a\u2028b", "a\u202eb", "a\u0085b"})
  void create_nameThatShowsNothingOrTurnsTheLine_isRefused(String name) {
    ObjectNode body = body();
    ((ObjectNode) body.path("learner")).put("name", name);
    assertThat(pointers(create(body))).containsExactly("/learner/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "...", "a/b", "a\\b"})
  void create_fileNameThatIsNone_isRefused(String name) {
    ObjectNode body = body();
    ArrayNode evidence = body.putArray("evidence");
    evidence.addObject().put("name", "File").set("file", file(name));
    assertThat(pointers(create(body))).containsExactly("/evidence/0/file/name");
  }

  @Test
  void create_evidenceTooLargeForACredential_isRefused() {
    ObjectNode body = body();
    ArrayNode evidence = body.putArray("evidence");
    for (int i = 0; i < 10; i++) {
      evidence
          .addObject()
          .put("name", "Page")
          .put("description", "\"".repeat(1_200))
          .put("link", "https://example.org/" + i);
    }
    assertThat(pointers(create(body))).containsExactly("/evidence");
    evidence.forEach(item -> ((ObjectNode) item).put("description", "d".repeat(1_200)));
    assertThat(create(body).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @Tag("check-75")
  @ValueSource(strings = {"/invitations", "/complete"})
  void routesThatTakeNothing_refuseSomething(String tail) {
    String path = "/v1/submissions/" + Seeded.UPLOADED + tail;
    assertThat(pointers(seeded.post(path, "{\"state\":\"submitted\"}"))).containsExactly("/state");
    assertThat(seeded.post(path, "{").problem()).isEqualTo("malformed-json");
    HttpEvent form = HttpEvent.of("POST", path).bearer(Seeded.KEY);
    assertThat(seeded.edge.answer(form.body("text/plain", new byte[] {1})).status()).isEqualTo(415);
    assertThat(seeded.post(path, "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a,https://example.org/a,/evidence/1/link",
    "https://example.org/a,http://localhost:8080/achievements/7/versions/1,/evidence/1/link",
    "http://localhost:8080#x,https://example.org/a,/evidence/0/link",
    "https://example.org/a,https://academy.example/criteria,/evidence/1/link"
  })
  @Tag("check-2")
  void create_linkThatIsAlsoTheIdOfSomethingElse_isRefused(
      String first, String second, String pointer) {
    ObjectNode body = body();
    ArrayNode evidence = body.putArray("evidence");
    evidence.addObject().put("name", "First").put("link", first);
    evidence.addObject().put("name", "Second").put("link", second);
    assertThat(pointers(create(body))).containsExactly(pointer);
    ((ObjectNode) evidence.path(0)).put("link", "HTTPS://example.org/upper");
    ((ObjectNode) evidence.path(1)).put("link", "http://localhost:8081/other");
    assertThat(create(body).status()).isEqualTo(201);
  }

  private static JsonNode file(String name) {
    return Json.tree(
        Map.of("name", name, "mediaType", "text/plain", "length", 1, "sha256", "0".repeat(64)));
  }
}
