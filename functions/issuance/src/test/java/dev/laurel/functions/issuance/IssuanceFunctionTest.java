package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.verification.published.PublishedLookup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
  void stream_award_publishesAndRemovesTheMessage() {
    deliverAward();

    assertThat(awarded()).isEqualTo(Award.State.PUBLISHED);
    assertThat(isWaiting()).isFalse();
    assertThat(seeded.signatures).as("the list, the credential").isEqualTo(2);
  }

  @Test
  @Tag("check-89")
  void stream_awardTwice_publishesOnce() {
    deliverAward();
    List<Item> before = seeded.items.all();

    deliverAward();

    assertThat(seeded.items.all()).isEqualTo(before);
  }

  @Test
  @Tag("check-102")
  void schedule_messageThatNoStreamDelivered_publishes() {
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

    for (int i = 0; i < MessageRunner.MAX_ATTEMPTS; i++) {
      seeded.clock.advance(Duration.ofHours(5));
      seeded.edge.handle(SCHEDULE, "test");
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
    assertThat(new PublishedLookup(seeded.items).statusList(Seeded.LIST)).isPresent();
  }

  @Test
  void status_signerAway_isAcceptedAndSignedByTheSweep() {
    seeded.spoil = signature -> new byte[0];
    assertThat(revoke().status()).isEqualTo(200);
    assertThat(new PublishedLookup(seeded.items).statusList(Seeded.LIST)).isEmpty();

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
    deliverAward();
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
            "ITEMS_TABLE",
            "OUTBOX_TABLE",
            "PUBLIC_BUCKET",
            "SIGNING_KEY_ED25519");
  }

  @Test
  void settings_productionWithoutEd25519_isRefused() {
    Map<String, String> env = new HashMap<>();
    for (String name :
        List.of("ITEMS_TABLE", "OUTBOX_TABLE", "PUBLIC_BUCKET", "SIGNING_KEY_P256")) {
      env.put(name, "x");
    }
    env.put("PUBLIC_BASE_URL", "https://badges.example.org");
    env.put("PUBLIC_OBJECTS_URL", "https://objects.example.org");
    env.put("STAGE", "staging");
    assertThat(Settings.from(env).signingKeyP256()).isEqualTo("x");
    env.put("STAGE", "production");
    assertThatThrownBy(() -> Settings.from(env)).hasMessageContaining("SIGNING_KEY_ED25519");
  }

  @Test
  void routes_ofTheFunction_areItsOwn() {
    Edge edge = seeded.edge;
    assertThat(edge.routes()).containsExactly("POST /v1/credentials/{id}/status");
  }
}
