package dev.laurel.functions.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SubmissionRoutesTest {
  private final Seeded seeded = new Seeded();

  private static String body(String evidence) {
    return """
    {"learner":{"name":"Zoë","email":"zoe@example.org"},
     "achievement":{"id":"%s","version":1},"evidence":[%s]}\
    """
        .formatted("7".repeat(32), evidence);
  }

  private static final String LINK =
      """
      {"name":"Site","link":"http://169.254.169.254/latest"}\
      """;

  private static String file(String name, String mediaType, String length, String sha256) {
    return """
    {"name":"Report","file":{"name":"%s","mediaType":"%s","length":%s,"sha256":"%s"}}\
    """
        .formatted(name, mediaType, length, sha256);
  }

  private long submissions() {
    return seeded.items.all().stream()
        .filter(item -> item.key().sort().equals("SUBMISSION"))
        .count();
  }

  private static List<String> pointers(Response response) {
    List<String> pointers = new ArrayList<>();
    for (JsonNode error : Json.parse(response.body()).path("errors")) {
      pointers.add(error.path("pointer").asString());
    }
    return pointers;
  }

  @Test
  void create_file_isInvitedUploadedAndCompleted() {
    String sha256 = "4f6b1bd3ba8e8ef2f8bd7b5a0bd53ab6e55ba4e4c5a47a45ac2af0c0bd35f5b3";
    assertThat(seeded.post("/v1/submissions", body(file("a.pdf", "application/PDF", "3", sha256))))
        .satisfies(created -> {
          assertThat(created.status()).isEqualTo(201);
          JsonNode answer = Json.parse(created.body());
          assertThat(answer.path("state").asString()).isEqualTo("awaiting-evidence");
          assertThat(answer.path("missing").toString()).isEqualTo("[1]");
          JsonNode upload = answer.path("uploads").path(0);
          assertThat(upload.path("evidence").asInt()).isEqualTo(1);
          assertThat(upload.path("method").asString()).isEqualTo("PUT");
          assertThat(upload.path("headers").path("content-type").asString())
              .isEqualTo("application/pdf");
          assertThat(upload.path("expires").asString()).isEqualTo("2026-03-01T10:15:00Z");
        });
  }

  @Test
  void complete_thenGet_showsEverything() {
    Response done = seeded.post("/v1/submissions/" + Seeded.UPLOADED + "/complete", "");
    assertThat(done.text())
        .isEqualTo("{\"id\":\"" + Seeded.UPLOADED + "\",\"state\":\"submitted\"}");
    JsonNode view = Json.parse(seeded.get("/v1/submissions/" + Seeded.UPLOADED).body());
    assertThat(view.path("learner").path("name").asString()).isEqualTo(Seeded.NASTY);
    assertThat(view.path("evidence").path(0).path("state").asString()).isEqualTo("arrived");
    assertThat(view.path("missing").isArray()).isTrue();
    assertThat(view.path("decisions").isArray()).isTrue();
    assertThat(view.has("credential")).isFalse();
  }

  @Test
  void get_passed_showsDecisionFeedbackAndCredential() {
    JsonNode view = Json.parse(seeded.get("/v1/submissions/" + Seeded.PASSED).body());
    JsonNode decision = view.path("decisions").path(0);
    assertThat(decision.path("outcome").asString()).isEqualTo("passed");
    assertThat(decision.path("feedback").asString()).isEqualTo("All in all " + Seeded.NASTY);
    JsonNode level = decision.path("levels").path(0);
    assertThat(level.path("feedback").asString()).isEqualTo("Because " + Seeded.NASTY);
    assertThat(view.path("credential").path("state").asString()).isEqualTo("published");
    assertThat(view.path("credential").path("url").asString())
        .isEqualTo(Seeded.BASE + "/credentials/" + Seeded.CREDENTIAL);
  }

  @Test
  void get_passedButHeld_showsTheReasonUntilThereIsACredential() {
    seeded.hold(Seeded.HELD, "house/plain-names at /name");
    seeded.hold(Seeded.PASSED, "of no interest any more");
    assertThat(Json.parse(seeded.get("/v1/submissions/" + Seeded.HELD).body()).path("credential"))
        .hasToString("{\"state\":\"held\",\"reason\":\"house/plain-names at /name\"}");
    JsonNode published = Json.parse(seeded.get("/v1/submissions/" + Seeded.PASSED).body());
    assertThat(published.path("credential").path("state").asString()).isEqualTo("published");
    assertThat(published.path("credential").has("reason")).isFalse();
  }

  @Test
  @Tag("check-55")
  void everyRoute_anotherIssuersId_isAnsweredLikeNone() {
    for (String tail : List.of("", "/invitations", "/complete")) {
      String method = tail.isEmpty() ? "GET" : "POST";
      String mine = "/v1/submissions/" + Seeded.AWAITING + tail;
      String none = "/v1/submissions/" + "0".repeat(32) + tail;
      Response theirs =
          seeded.edge.answer(HttpEvent.of(method, mine).bearer(Seeded.OTHER_KEY).json(""));
      Response missing =
          seeded.edge.answer(HttpEvent.of(method, none).bearer(Seeded.OTHER_KEY).json(""));
      assertThat(theirs.status()).isEqualTo(404);
      assertThat(theirs.body()).isEqualTo(missing.body());
      assertThat(theirs.headers()).isEqualTo(missing.headers());
    }
  }

  @ParameterizedTest
  @Tag("check-57")
  @ValueSource(
      strings = {"id", "issuer", "issuerId", "tenantId", "state", "status", "created", "attempt"})
  void create_withAMemberThatIsOurs_isRefused(String member) {
    ObjectNode body = (ObjectNode) Json.parse(body(LINK).getBytes());
    body.put(member, "x");
    long before = submissions();
    Response refused = seeded.post("/v1/submissions", Json.write(body));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pointers(refused)).containsExactly("/" + member);
    assertThat(submissions()).isEqualTo(before);
  }

  @ParameterizedTest
  @Tag("check-75")
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"name\":\"A\"}' | /evidence/0",
        "'{\"name\":\"A\",\"link\":\"https://a.example\",\"text\":\"b\"}' | /evidence/0",
        "'{\"name\":5,\"link\":\"https://a.example\"}' | /evidence/0/name",
        "'{\"name\":\"A\",\"link\":\"javascript:alert(1)\"}' | /evidence/0/link",
        "'{\"name\":\"A\",\"link\":\"data:text/html,x\"}' | /evidence/0/link",
        "'{\"name\":\"A\",\"link\":{}}' | /evidence/0/link",
        "'{\"name\":\"A\",\"text\":\"\"}' | /evidence/0/text",
        "'{\"name\":\"A\",\"file\":[]}' | /evidence/0/file",
        "'{\"name\":\"A\\u0001\",\"text\":\"b\"}' | /evidence/0/name",
        "'\"A\"' | /evidence/0",
        "'' | /evidence",
      })
  void create_evidenceThatIsNone_namesThePlace(String evidence, String pointer) {
    Response refused = seeded.post("/v1/submissions", body(evidence));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pointers(refused)).contains(pointer);
  }

  @ParameterizedTest
  @Tag("check-75")
  @CsvSource({
    "a/b.pdf, application/pdf, 3, name",
    "a.pdf, application, 3, mediaType",
    "a.pdf, 'application/pdf; a=b', 3, mediaType",
    "a.pdf, application/pdf, 0, length",
    "a.pdf, application/pdf, 26214401, length",
    "a.pdf, application/pdf, 1.5, length",
    "a.pdf, application/pdf, '\"3\"', length",
  })
  void create_fileOutOfBounds_namesTheField(
      String name, String mediaType, String length, String field) {
    Response refused =
        seeded.post("/v1/submissions", body(file(name, mediaType, length, "0".repeat(64))));
    assertThat(pointers(refused)).containsExactly("/evidence/0/file/" + field);
  }

  @Test
  void create_elevenItems_isRefusedTenTaken() {
    String text = "{\"name\":\"Page\",\"text\":\"I did it.\"}";
    String ten = String.join(",", java.util.Collections.nCopies(10, text));
    assertThat(seeded.post("/v1/submissions", body(ten)).status()).isEqualTo(201);
    assertThat(pointers(seeded.post("/v1/submissions", body(ten + "," + text))))
        .containsExactly("/evidence");
  }

  @Test
  void create_textAtItsLimit_countsBytesNotCharacters() {
    String at = "{\"name\":\"A\",\"text\":\"" + "é".repeat(32 * 1024) + "\"}";
    String over = "{\"name\":\"A\",\"text\":\"" + "é".repeat(32 * 1024) + "e\"}";
    assertThat(seeded.post("/v1/submissions", body(at)).status()).isEqualTo(201);
    assertThat(pointers(seeded.post("/v1/submissions", body(over))))
        .containsExactly("/evidence/0/text");
  }

  @ParameterizedTest
  @Tag("check-83")
  @Tag("check-84")
  @ValueSource(
      strings = {
        "zoe@example.org\\r\\nBcc: x@example.org",
        "zoé@example.org",
        "\\\"zoe smith\\\"@example.org",
        "zoe",
        "zoe@localhost",
        "<zoe@example.org>",
      })
  void create_addressThatCannotBeMailed_isRefused(String address) {
    String body = body(LINK).replace("zoe@example.org", address);
    Response refused = seeded.post("/v1/submissions", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pointers(refused)).containsExactly("/learner/email");
  }

  @Test
  @Tag("check-84")
  void create_longAddress_isRefusedAndAnIdnBecomesPunycode() {
    String tooLong = "a@" + "b".repeat(63) + "." + ("c".repeat(62) + ".").repeat(3) + "example";
    assertThat(tooLong.length()).isGreaterThan(254);
    assertThat(
            pointers(
                seeded.post("/v1/submissions", body(LINK).replace("zoe@example.org", tooLong))))
        .containsExactly("/learner/email");
    Response created =
        seeded.post("/v1/submissions", body(LINK).replace("zoe@example.org", "zoe@bücher.example"));
    String id = Json.parse(created.body()).path("id").asString();
    assertThat(
            Json.parse(seeded.get("/v1/submissions/" + id).body())
                .path("learner")
                .path("email")
                .asString())
        .isEqualTo("zoe@xn--bcher-kva.example");
  }

  @Test
  @Tag("check-88")
  void create_linkToAnInternalHost_isStoredAndNeverFetched() {
    Response created = seeded.post("/v1/submissions", body(LINK));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text()).contains("\"state\":\"submitted\"");
    assertThat(seeded.faults.names()).doesNotContain("open", "putIfAbsent");
  }

  @Test
  void complete_overwrittenWithOtherBytes_namesEvidenceAndWhatDiffers() {
    String path = "/v1/submissions/" + Seeded.UPLOADED;
    dev.laurel.storage.ObjectName name =
        new dev.laurel.storage.ObjectName(
            seeded.objects.names().stream()
                .filter(each -> each.contains(Seeded.UPLOADED.text()))
                .findFirst()
                .orElseThrow());
    byte[] other = Seeded.REPORT.clone();
    other[0]++;
    seeded.objects.overwrite(name, other, "application/pdf");
    Response refused = seeded.post(path + "/complete", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("evidence-incomplete", "evidence 1", "SHA-256");
    assertThat(pointers(refused)).containsExactly("/evidence/0");
    assertThat(seeded.get(path).text()).contains("\"awaiting-evidence\"");
  }

  @Test
  @Tag("check-62")
  void create_sameKeySameBodyFiveTimes_oneEffectSameAnswerWithoutUrls() {
    long before = submissions();
    String body = body(file("a.pdf", "application/pdf", "3", "0".repeat(64)));
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions")
            .bearer(Seeded.KEY)
            .header("idempotency-key", "k")
            .json(body);
    Response first = seeded.edge.answer(event);
    assertThat(first.text()).contains("\"uploads\"");
    String replayed = seeded.edge.answer(event).text();
    for (int i = 0; i < 3; i++) {
      assertThat(seeded.edge.answer(event).text()).isEqualTo(replayed);
    }
    assertThat(replayed).contains("\"state\":\"awaiting-evidence\"").doesNotContain("memory:");
    assertThat(submissions()).isEqualTo(before + 1);
  }

  @Test
  @Tag("check-65")
  void create_sameKeyUnderTwoIssuers_isIndependent() {
    String theirs = body(LINK).replace("7".repeat(32), "9".repeat(32));
    long before = submissions();
    for (String[] each : new String[][] {{Seeded.KEY, body(LINK)}, {Seeded.OTHER_KEY, theirs}}) {
      HttpEvent event =
          HttpEvent.of("POST", "/v1/submissions")
              .bearer(each[0])
              .header("idempotency-key", "k")
              .json(each[1]);
      assertThat(seeded.edge.answer(event).status()).isEqualTo(201);
    }
    assertThat(submissions()).isEqualTo(before + 2);
  }

  @Test
  @Tag("check-66")
  void create_keysThatAreNone_areRefused() {
    for (String key : List.of("", "k".repeat(256), "schlüssel")) {
      HttpEvent event =
          HttpEvent.of("POST", "/v1/submissions")
              .bearer(Seeded.KEY)
              .header("idempotency-key", key)
              .json(body(LINK));
      assertThat(seeded.edge.answer(event).status()).isEqualTo(400);
    }
  }

  @Test
  @Tag("check-67")
  void create_refusedFirst_doesNotBurnTheKey() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions").bearer(Seeded.KEY).header("idempotency-key", "k");
    assertThat(seeded.edge.answer(event.json(body(""))).status()).isEqualTo(400);
    assertThat(seeded.edge.answer(event.json(body(LINK))).status()).isEqualTo(201);
  }

  @Test
  @Tag("check-64")
  @Tag("check-92")
  void create_32TimesAtOnceWithOneKey_oneSubmission() throws Exception {
    long before = submissions();
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions")
            .bearer(Seeded.KEY)
            .header("idempotency-key", "k")
            .json(body("{\"name\":\"Essay\",\"text\":\"once\"}"));
    AtomicInteger created = new AtomicInteger();
    Callable<Integer> click =
        () -> {
          int status = seeded.edge.answer(event).status();
          if (status == 201) {
            created.incrementAndGet();
          }
          return status;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
      for (Future<Integer> status : threads.invokeAll(java.util.Collections.nCopies(32, click))) {
        assertThat(status.get()).isIn(201, 409);
      }
    }
    assertThat(created.get()).isPositive();
    assertThat(submissions()).isEqualTo(before + 1);
    assertThat(seeded.objects.names())
        .filteredOn(name -> !name.contains(Seeded.UPLOADED.text()))
        .as("texts of the losers are removed")
        .hasSize(1);
  }

  @Test
  @Tag("check-61")
  void create_leavesNothingPersonalOutsideItsRows() {
    String canary = "canary-7f3a";
    String body =
        body("{\"name\":\"Essay\",\"text\":\"" + canary + "-text\"}")
            .replace("Zoë", canary + "-name")
            .replace("zoe@", canary + "-mail@");
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions")
            .bearer(Seeded.KEY)
            .header("idempotency-key", "k")
            .json(body);
    Response created = seeded.edge.answer(event);
    assertThat(created.text()).doesNotContain(canary);
    for (Table table : Table.values()) {
      for (Item item : seeded.items.all(table)) {
        if (!item.key().sort().equals("LEARNER")) {
          assertThat(item.key() + item.body()).doesNotContain(canary, "5".repeat(64));
        }
      }
    }
  }

  @Test
  void schedule_expiresWhatIsOver() {
    seeded.clock.advance(java.time.Duration.ofMinutes(20));
    seeded.edge.handle("{\"laurel\":\"sweep\"}".getBytes(), "r");
    assertThat(seeded.get("/v1/submissions/" + Seeded.AWAITING).text()).contains("\"expired\"");
    assertThat(seeded.get("/v1/submissions/" + Seeded.UPLOADED).text())
        .contains("\"state\":\"submitted\"");
  }
}
