package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Condition;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The part of the story about awards of issuer `b` that stand: `p1` is resumed, `p2` is abandoned
/// and issued again, `p3` is abandoned before its entry is in the log, and for good.
final class Awards {
  /// Longer than any claim of a message lasts.
  private static final Duration PAST_ANY_CLAIM = Duration.ofHours(5);

  private static final int TRIES = 4;

  private Awards() {}

  /// `p1` and `p2` have passed, and nothing was begun.
  static void before(CrashWorld world) {
    for (String name : List.of("p1", "p2", "p3")) {
      Story.submitText(world, "b", name, "");
    }
    Story.grade(world, "b", "p1", "high", 201);
    Story.grade(world, "b", "p2", "high", 201);
  }

  static List<Story.Step> steps() {
    return List.of(
        new Story.Step("intents of p1 and p2", Awards::deliver),
        new Story.Step("log p1 and p2, signer away", Awards::logWithoutSigner),
        new Story.Step("p1 and p2 stand", world -> stand(world, "p1", "p2")),
        new Story.Step("who stands", Awards::whoStands),
        new Story.Step("resume p1", world -> resume(world, "p1", "one")),
        new Story.Step("publish p1", Awards::deliver),
        new Story.Step("abandon p2", world -> abandon(world, "p2")),
        new Story.Step("log the end of p2", Awards::integrate),
        new Story.Step("resume p2", world -> resume(world, "p2", "one")),
        new Story.Step("second intent of p2", Awards::deliver),
        new Story.Step("log the second intent of p2", Awards::integrate),
        new Story.Step("grade p3", world -> Story.grade(world, "b", "p3", "high", 201)),
        new Story.Step("intent of p3", Awards::deliver),
        new Story.Step("p3 stands before its entry is logged", world -> stand(world, "p3")),
        new Story.Step("abandon p3", world -> abandon(world, "p3")),
        new Story.Step("log p3", Awards::integrate),
        new Story.Step("log the end of p3", Awards::integrate),
        new Story.Step("issue p1 now", Awards::issueNow));
  }

  private static void deliver(CrashWorld world) {
    Story.deliver(world, Message.Topic.ISSUANCE);
  }

  /// Every waiting entry goes to the sequencer, and what it logged to whoever waits; each event is
  /// delivered twice, in order and then in reverse.
  static void integrate(CrashWorld world) {
    List<ItemKey> keys = world.waiting();
    boolean reversed = world.facts.containsKey("reversed");
    world.entries(reversed ? keys.reversed() : keys);
    world.entries(reversed ? keys : keys.reversed());
    List<ItemKey> left = world.waiting();
    List<ItemKey> logged = keys.stream().filter(key -> !left.contains(key)).toList();
    world.logged(reversed ? logged.reversed() : logged);
    world.logged(reversed ? logged : logged.reversed());
  }

  /// Until no entry waits any more.
  static void integrateAll(CrashWorld world) {
    for (int i = 0; i < TRIES && !world.waiting().isEmpty(); i++) {
      integrate(world);
    }
  }

  private static void logWithoutSigner(CrashWorld world) {
    world.signer.down(true);
    integrate(world);
    world.signer.down(false);
  }

  /// The last attempt fails, too: seven came before it.
  private static void stand(CrashWorld world, String... names) {
    for (String name : names) {
      ItemKey key = ItemKey.outbox("issuance#" + world.fact(name), "award");
      Message message = Message.from(world.row(key).orElseThrow()).orElseThrow();
      exhaust(world, message);
    }
    world.signer.down(true);
    for (int i = 0; i < TRIES && !List.of(names).stream().allMatch(n -> stands(world, n)); i++) {
      world.clock.advance(PAST_ANY_CLAIM);
      world.sweep("issuance");
    }
    world.signer.down(false);
    assertThat(names).allMatch(name -> stands(world, name));
  }

  /// As if all attempts at the message but one had failed before.
  static void exhaust(CrashWorld world, Message message) {
    Message tried = message;
    while (tried.attempts() < MessageRunner.MAX_ATTEMPTS - 1) {
      tried = tried.tried();
    }
    world.items.write(
        List.of(new Write.Put(tried.waiting(world.clock.instant()), Condition.PRESENT)));
  }

  private static boolean stands(CrashWorld world, String name) {
    return !intent(world, name, 1).path("parked").asString("").isEmpty();
  }

  private static JsonNode intent(CrashWorld world, String name, int attempt) {
    return world
        .row(ItemKey.of("AWARD#" + world.fact(name), "INTENT#di#" + attempt))
        .map(CrashWorld::json)
        .orElseGet(dev.laurel.json.Json::object);
  }

  private static void whoStands(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    String key = world.fact("b.key");
    Response list = client.get("issuance", "/v1/issuance?parked=true", key);
    StoryClient.json(list, 200);
    assertThat(list.text()).contains(world.fact("p1"), world.fact("p2"));
    String path = "/v1/issuance/" + world.fact("p1");
    JsonNode one = StoryClient.json(client.get("issuance", path, key), 200);
    assertThat(one.path("state").asString()).isEqualTo("logged");
    assertThat(one.path("parked").asString()).isNotEmpty();
  }

  private static void resume(CrashWorld world, String name, String nth) {
    Response answer = word(world, name, "resume", nth, Map.of());
    StoryClient.json(answer, 200);
  }

  private static void abandon(CrashWorld world, String name) {
    StoryClient.json(word(world, name, "abandon", "one", Map.of("reason", "A mistake")), 200);
    String credential = intent(world, name, 1).path("credential").asString();
    world.promise(
        name + " is given up",
        w ->
            intent(w, name, 1).path("abandoned").asString("").equals("A mistake")
                && w.has("CRED#" + credential, "REVOCATION"));
  }

  private static Response word(
      CrashWorld world, String name, String word, String nth, Map<String, Object> body) {
    String path = "/v1/issuance/" + world.fact(name) + "/" + word;
    String idempotency = word + "-" + name + "-" + nth;
    return new StoryClient(world).post("issuance", path, world.fact("b.key"), idempotency, body);
  }

  /// What is published already is answered without waiting.
  private static void issueNow(CrashWorld world) {
    Map<String, Object> body = Map.of("submission", world.fact("p1"));
    Response answer =
        new StoryClient(world)
            .post("issuance", "/v1/issuance", world.fact("b.key"), "issue-p1", body);
    String credential = StoryClient.json(answer, 201).path("credential").asString();
    assertThat(answer.headers()).containsEntry("location", "/v1/credentials/" + credential);
    world.facts.put("p1.credential", credential);
  }
}
