package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class IssuanceFunctionTest {
  private static final String STATUS = "/v1/credentials/" + Seeded.CREDENTIAL + "/status";
  private static final String BODY = "{\"status\":\"revoked\",\"reason\":\"A mistake\"}";
  private static final byte[] SCHEDULE = Json.bytes(Map.of("source", "aws.scheduler"));

  private final Seeded seeded = new Seeded();

  private static byte[] stream(String partition, String type) {
    return Json.bytes(
        Map.of(
            "Records",
            List.of(
                Map.of(
                    "eventName",
                    "INSERT",
                    "dynamodb",
                    Map.of(
                        "SequenceNumber",
                        "1",
                        "Keys",
                        Map.of("pk", Map.of("S", partition), "sk", Map.of("S", type)))))));
  }

  private void deliverAward() {
    seeded.edge.handle(stream("issuance#" + Seeded.PASSED, "award"), "test");
  }

  private void deliverAwardThroughTheLog() {
    deliverAward();
    seeded.integrate();
  }

  private Response send(String method, String path, String digit, String body) {
    HttpEvent event = HttpEvent.of(method, path).bearer(Seeded.key(digit));
    return seeded.edge.answer(body.isEmpty() ? event : event.json(body));
  }

  private Award.State awarded() {
    return new SubmissionStore(seeded.items)
        .whole(Seeded.PASSED, Read.CONSISTENT)
        .orElseThrow()
        .award()
        .map(Award::state)
        .orElseThrow();
  }

  private boolean isWaiting() {
    return seeded
        .items
        .get(ItemKey.outbox("issuance#" + Seeded.PASSED, "award"), Read.CONSISTENT)
        .isPresent();
  }

  private Response revoke() {
    return seeded.edge.answer(HttpEvent.of("POST", STATUS).bearer(Seeded.key("b")).json(BODY));
  }

  @Test
  void stream_award_waitsForTheLogPublishesAndRemovesTheMessage() {
    deliverAward();
    assertThat(awarded()).isEqualTo(Award.State.ISSUING);
    assertThat(isWaiting()).as("the message stays claimed").isTrue();
    assertThat(seeded.signatures).isZero();

    seeded.integrate();

    assertThat(awarded()).isEqualTo(Award.State.PUBLISHED);
    assertThat(isWaiting()).isFalse();
    assertThat(seeded.signatures).as("the list, the credential").isEqualTo(2);
  }

  @Test
  @Tag("check-89")
  void stream_awardTwice_publishesOnce() {
    deliverAwardThroughTheLog();
    List<Item> before = seeded.items.all();

    deliverAward();

    assertThat(seeded.items.all()).isEqualTo(before);
  }

  @Test
  @Tag("check-102")
  void schedule_messageThatNoStreamDelivered_publishes() {
    seeded.clock.advance(Duration.ofMinutes(10));

    seeded.edge.handle(SCHEDULE, "test");
    seeded.transparencyLog.integrate();
    assertThat(awarded()).as("the log's stream is silent").isEqualTo(Award.State.ISSUING);
    seeded.clock.advance(Duration.ofMinutes(10));
    seeded.edge.handle(SCHEDULE, "test");

    assertThat(awarded()).isEqualTo(Award.State.PUBLISHED);
    assertThat(isWaiting()).isFalse();
    assertThat(seeded.objects.names())
        .contains(
            "issuers/" + Seeded.ISSUER + "/did.json", "status-lists/" + Seeded.LIST + ".json");
  }

  @Test
  @Tag("check-98")
  void schedule_garbageForEver_parksWithItsReasonAndPublishesNothing() {
    seeded.spoil = signature -> new byte[64];

    for (int i = 0; i <= MessageRunner.MAX_ATTEMPTS; i++) {
      seeded.clock.advance(Duration.ofHours(5));
      seeded.edge.handle(SCHEDULE, "test");
      seeded.transparencyLog.integrate();
    }

    assertThat(awarded()).isEqualTo(Award.State.ISSUING);
    Item intent =
        seeded
            .items
            .get(ItemKey.of("AWARD#" + Seeded.PASSED, "INTENT#di#1"), Read.CONSISTENT)
            .orElseThrow();
    assertThat(Json.read(intent.body(), Map.class).get("parked").toString()).isNotEmpty();
    assertThat(isWaiting()).as("visible").isTrue();
    assertThat(seeded.log).anyMatch(line -> line.contains("\"parked\""));
    int signatures = seeded.signatures;
    seeded.clock.advance(Duration.ofDays(1));
    seeded.spoil = signature -> signature;
    seeded.edge.handle(SCHEDULE, "test");
    assertThat(awarded()).as("by itself nothing more happens").isEqualTo(Award.State.ISSUING);
    assertThat(seeded.signatures).as("but for the status lists").isLessThan(signatures + 5);
  }

  @Test
  void stream_singleCredential_takesEightItemWritesAndOneSignature() {
    // The issuer's list is signed: the first credential of a list pays for it.
    seeded.begin();
    seeded.faults.reset();
    int signatures = seeded.signatures;

    deliverAwardThroughTheLog();

    assertThat(awarded()).isEqualTo(Award.State.PUBLISHED);
    assertThat(seeded.faults.calls("write", "add"))
        .as("claim, place, INTENT, head, LOGGED, SIGNED, PUBLISHED, removal")
        .isEqualTo(8);
    assertThat(seeded.signatures - signatures).isEqualTo(1);
  }

  @Test
  void schedule_logDownForEver_parksVisiblyAndGoesOnAfterResume() {
    for (int i = 0; i <= MessageRunner.MAX_ATTEMPTS; i++) {
      seeded.clock.advance(Duration.ofHours(5));
      seeded.edge.handle(SCHEDULE, "test");
    }
    String path = "/v1/issuance/" + Seeded.PASSED;
    JsonNode list =
        Json.parse(send("GET", "/v1/issuance?parked=true", "a", "").body()).path("items");
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.path(0).path("id").stringValue()).isEqualTo(Seeded.PASSED.text());
    assertThat(list.path(0).path("state").stringValue()).isEqualTo("intent");
    assertThat(list.path(0).path("parked").stringValue()).isNotEmpty();
    seeded.integrate();
    assertThat(awarded()).as("it stands").isEqualTo(Award.State.ISSUING);

    Response resumed = send("POST", path + "/resume", "a", "");
    seeded.edge.handle(SCHEDULE, "test");
    seeded.integrate();

    assertThat(resumed.status()).isEqualTo(200);
    assertThat(Json.parse(resumed.body()).has("parked")).isFalse();
    assertThat(Json.parse(send("GET", path, "a", "").body()).path("state").stringValue())
        .isEqualTo("published");
    assertThat(isWaiting()).isFalse();
  }

  @Test
  void abandon_parkedThenResumed_leadsToAnotherCredential() {
    seeded.park();
    String path = "/v1/issuance/" + Seeded.PASSED;
    String first = Json.parse(send("GET", path, "a", "").body()).path("credential").stringValue();

    Response abandoned = send("POST", path + "/abandon", "a", "{\"reason\":\"Given up\"}");
    assertThat(abandoned.status()).isEqualTo(200);
    assertThat(Json.parse(abandoned.body()).path("abandoned").stringValue()).isEqualTo("Given up");
    assertThat(send("POST", path + "/resume", "a", "").status()).as("too early").isEqualTo(409);
    seeded.integrate();
    seeded.integrate();
    assertThat(send("POST", path + "/resume", "a", "").status()).isEqualTo(200);
    seeded.edge.handle(SCHEDULE, "test");
    seeded.integrate();

    JsonNode now = Json.parse(send("GET", path, "a", "").body());
    assertThat(now.path("state").stringValue()).isEqualTo("published");
    assertThat(now.path("attempt").intValue()).isEqualTo(2);
    assertThat(now.path("credential").stringValue()).isNotEqualTo(first);
    assertThat(isWaiting()).isFalse();
  }

  @Test
  void issue_logAnswersInTime_is201WithTheCredentialsAddress() {
    Response issued =
        send("POST", "/v1/issuance", "a", "{\"submission\":\"" + Seeded.PASSED + "\"}");

    assertThat(issued.status()).isEqualTo(201);
    String credential = Json.parse(issued.body()).path("credential").stringValue();
    assertThat(issued.headers()).containsEntry("location", "/v1/credentials/" + credential);
    assertThat(Json.parse(issued.body()).path("state").stringValue()).isEqualTo("published");
  }

  @Test
  void issue_logSilent_is202WithItsOwnAddress() {
    seeded.logAnswers = false;

    Response waiting =
        send("POST", "/v1/issuance", "a", "{\"submission\":\"" + Seeded.PASSED + "\"}");

    assertThat(waiting.status()).isEqualTo(202);
    assertThat(waiting.headers()).containsEntry("location", "/v1/issuance/" + Seeded.PASSED);
    assertThat(seeded.signatures).isZero();
  }

  @Test
  void restore_event_beginsANewList() {
    seeded.begin();
    seeded.edge.handle(OutboxEvent.operation("restore"), "test");
    seeded.integrate();

    assertThat(seeded.objects.names().stream().filter(name -> name.contains("status-lists/")))
        .hasSizeGreaterThan(2);
  }

  @Test
  void status_revoked_answersWhatStands() {
    Response first = revoke();

    assertThat(first.status()).isEqualTo(200);
    assertThat(Json.parse(first.body()))
        .isEqualTo(
            Json.object()
                .put("id", Seeded.CREDENTIAL.text())
                .put("status", "revoked")
                .put("reason", "A mistake")
                .put("at", "2026-03-01T10:00:00Z"));
    seeded.clock.advance(Duration.ofHours(1));
    assertThat(revoke().body()).isEqualTo(first.body());
    seeded.integrate();
    assertThat(new PublishedLookup(seeded.items).statusList(Seeded.LIST)).isPresent();
  }

  private Response status(String credential, String body) {
    return send("POST", "/v1/credentials/" + credential + "/status", "b", body);
  }

  private String published(Seeded of) {
    return new SubmissionStore(of.items)
        .whole(Seeded.PASSED, Read.CONSISTENT)
        .orElseThrow()
        .award()
        .orElseThrow()
        .credential()
        .text();
  }

  @Test
  @Tag("check-29")
  void status_suspendedAndActive_answerWhatStands() {
    Seeded suspendable = new Seeded(true);
    suspendable.edge.handle(stream("issuance#" + Seeded.PASSED, "award"), "test");
    suspendable.integrate();
    String path = "/v1/credentials/" + published(suspendable) + "/status";
    List<String> answers = new ArrayList<>();
    for (String wanted : List.of("active", "suspended", "active", "revoked", "suspended")) {
      String body = "{\"status\":\"" + wanted + "\",\"reason\":\"" + wanted + " it is\"}";
      Response response =
          suspendable.edge.answer(HttpEvent.of("POST", path).bearer(Seeded.key("b")).json(body));
      suspendable.integrate();
      answers.add(
          response.status() + " " + Json.parse(response.body()).path("status").asString(""));
    }

    assertThat(answers)
        .containsExactly("409 409", "200 suspended", "200 active", "200 revoked", "409 409");
  }

  @Test
  void status_suspendedWithoutList_isWrongState() {
    deliverAwardThroughTheLog();

    Response response = status(published(seeded), "{\"status\":\"suspended\",\"reason\":\"x\"}");

    assertThat(response.problem()).isEqualTo("wrong-state");
    assertThat(response.text()).contains("names no suspension list");
  }

  @Test
  void status_replacedBy_isNamedInTheAnswer() {
    deliverAwardThroughTheLog();
    String successor = published(seeded);
    String body = "{\"status\":\"revoked\",\"reason\":\"x\",\"replacedBy\":\"%s\"}";

    Response response = status(Seeded.CREDENTIAL.text(), body.formatted(successor));

    assertThat(response.status()).isEqualTo(200);
    assertThat(Json.parse(response.body()).path("replacedBy").asString()).isEqualTo(successor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revoked|00000000000000000000000000000000",
        "revoked|cccccccccccccccccccccccccccccccc",
        "revoked|nobody",
        "suspended|00000000000000000000000000000000"
      })
  void status_replacedByNobody_namesThePlace(String status, String other) {
    Response response =
        status(
            Seeded.CREDENTIAL.text(),
            "{\"status\":\"%s\",\"reason\":\"x\",\"replacedBy\":\"%s\"}".formatted(status, other));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("\"pointer\":\"/replacedBy\"");
  }

  @Test
  void status_signerAway_isAcceptedAndSignedByTheSweep() {
    seeded.spoil = signature -> new byte[0];
    assertThat(revoke().status()).isEqualTo(200);
    seeded.integrate();
    assertThat(new PublishedLookup(seeded.items).statusList(Seeded.LIST)).isEmpty();
    assertThat(seeded.log).anyMatch(line -> line.contains("logged-entry-failed"));

    seeded.spoil = signature -> signature;
    seeded.edge.handle(SCHEDULE, "test");

    assertThat(new PublishedLookup(seeded.items).statusList(Seeded.LIST)).isPresent();
  }

  @Test
  @Tag("check-55")
  void status_anotherIssuersAndUnknown_answerAlike() {
    Response foreign =
        seeded.edge.answer(HttpEvent.of("POST", STATUS).bearer(Seeded.key("d")).json(BODY));
    Response unknown =
        seeded.edge.answer(
            HttpEvent.of("POST", STATUS.replace("cc", "00")).bearer(Seeded.key("d")).json(BODY));

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(unknown.body());
  }

  @Test
  @Tag("check-61")
  void everything_logged_namesNobody() {
    deliverAwardThroughTheLog();
    revoke();
    seeded.edge.handle(SCHEDULE, "test");

    assertThat(seeded.log).isNotEmpty();
    assertThat(String.join("\n", seeded.log))
        .doesNotContain(Seeded.EMAIL, "Zoë", "A mistake", "55555");
    assertThat(seeded.items.all(Table.OUTBOX))
        .allSatisfy(item -> assertThat(item.body()).doesNotContain(Seeded.EMAIL, "Zoë"));
  }

  @Test
  void settings_missing_listsAll() {
    assertThatThrownBy(() -> Settings.from(Map.of("STAGE", "local")))
        .hasMessageContainingAll(
            "PUBLIC_BASE_URL",
            "PUBLIC_OBJECTS_URL",
            "OPERATOR_KEY_SHA256",
            "ITEMS_TABLE",
            "OUTBOX_TABLE",
            "PUBLIC_BUCKET",
            "SIGNING_KEY_ED25519",
            "LOG_TABLE",
            "LOG_URL",
            "LOG_KEY_ED25519");
  }

  @Test
  void settings_productionWithoutEd25519_isRefused() {
    Map<String, String> env = new HashMap<>();
    for (String name :
        List.of(
            "ITEMS_TABLE",
            "OUTBOX_TABLE",
            "PUBLIC_BUCKET",
            "SIGNING_KEY_P256",
            "LOG_TABLE",
            "LOG_KEY_ED25519")) {
      env.put(name, "x");
    }
    env.put("PUBLIC_BASE_URL", "https://badges.example.org");
    env.put("PUBLIC_OBJECTS_URL", "https://objects.example.org");
    env.put("LOG_URL", "https://log.example.org");
    env.put("OPERATOR_KEY_SHA256", "ab".repeat(32));
    env.put("STAGE", "staging");
    assertThat(Settings.from(env).signingKeyP256()).isEqualTo("x");
    assertThat(Settings.from(env).logOrigin()).isEqualTo("log.example.org");
    assertThat(Settings.from(env).contexts().known("https://www.w3.org/ns/credentials/v2"))
        .isTrue();
    env.put("CONTEXTS_DIR", "no-such-folder");
    assertThatThrownBy(() -> Settings.from(env).contexts()).hasMessageContaining("index.json");
    env.put("STAGE", "production");
    assertThatThrownBy(() -> Settings.from(env)).hasMessageContaining("SIGNING_KEY_ED25519");
  }

  @Test
  void routes_ofTheFunction_areItsOwn() {
    Edge edge = seeded.edge;
    assertThat(edge.routes())
        .containsExactlyInAnyOrder(
            "POST /v1/endorsements",
            "GET /v1/endorsements",
            "DELETE /v1/endorsements/{id}",
            "POST /v1/credentials/{id}/status",
            "POST /v1/credentials/{id}/renewal",
            "POST /v1/issuers/{id}/keys/{fragment}/renewals",
            "POST /vc-api/credentials/issue",
            "POST /vc-api/credentials/status",
            "GET /v1/issuance",
            "GET /v1/issuance/{id}",
            "POST /v1/issuance",
            "POST /v1/issuance/{id}/resume",
            "POST /v1/issuance/{id}/abandon");
  }
}
