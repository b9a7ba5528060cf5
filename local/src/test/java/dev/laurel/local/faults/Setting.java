package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.runtime.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What has to be there before anybody can submit: issuer, keys, achievement and its image.
final class Setting {
  private Setting() {}

  static void register(CrashWorld world, String who) {
    JsonNode made = registered(world, who, "first");
    if (made.at("/key/secret").isMissingNode()) {
      // The answer with the key was lost, and a replay is without it: register anew.
      made = registered(world, who, "second");
    }
    world.facts.put(who, made.path("id").asString());
    world.facts.put(who + ".key", made.at("/key/secret").asString());
  }

  private static JsonNode registered(CrashWorld world, String who, String nth) {
    Map<String, Object> body =
        Map.of(
            "name", "Issuer " + who,
            "url", "https://issuer.example/" + who,
            "email", "contact-" + who + "@issuer.example");
    Response answer =
        new StoryClient(world)
            .post("issuers", "/v1/issuers", CrashWorld.OPERATOR_KEY, "register-" + who + nth, body);
    JsonNode made = StoryClient.json(answer, 201);
    String id = made.path("id").asString();
    world.promise(
        "issuer " + id, w -> w.has("ISSUER#" + id, "PROFILE") && w.has("DID#" + id, "DID"));
    return made;
  }

  static void keys(CrashWorld world, String who) {
    Map<String, Object> spare = Map.of("name", "spare", "scopes", List.of("read"));
    Map<String, Object> grading =
        Map.of(
            "name",
            "assessor",
            "scopes",
            List.of("grade"),
            "assessor",
            Map.of(
                "name",
                Story.ASSESSOR + "-" + who,
                "email",
                Story.ASSESSOR + "-" + who + "@issuer.example"));
    JsonNode assessor = key(world, who, "assessor", grading);
    world.facts.put(who + ".assessor", assessor.path("secret").asString());
    String id = key(world, who, "spare", spare).path("id").asString();
    Response gone =
        new StoryClient(world).delete("issuers", "/v1/keys/" + id, world.fact(who + ".key"));
    // A deletion whose answer was lost finds nothing to delete when it is repeated.
    assertThat(gone.status()).isIn(204, 404);
    world.promise("deleted key", w -> !w.has("KEY#" + id, "KEY"));
  }

  private static JsonNode key(CrashWorld world, String who, String name, Object body) {
    StoryClient client = new StoryClient(world);
    String key = world.fact(who + ".key");
    JsonNode made =
        StoryClient.json(client.post("issuers", "/v1/keys", key, name + "-1", body), 201);
    if (made.path("secret").isMissingNode()) {
      made = StoryClient.json(client.post("issuers", "/v1/keys", key, name + "-2", body), 201);
    }
    return made;
  }

  static void achievement(CrashWorld world, String who, boolean withImage) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Achievement of " + who);
    body.put("description", "Finds out what data say.");
    body.put("criteria", Map.of("narrative", "A report and what was learned."));
    body.put("validityMonths", 12);
    body.put(
        "rubric",
        Map.of(
            "criteria",
            List.of(
                Map.of(
                    "id",
                    "work",
                    "name",
                    "Work",
                    "levels",
                    List.of(
                        Map.of("id", "low", "name", "Low", "points", 0),
                        Map.of("id", "high", "name", "High", "points", 5)))),
            "passRule",
            Map.of("minimumPoints", 5, "resubmissions", 1)));
    if (withImage) {
      body.put(
          "image",
          Map.of(
              "mediaType",
              "image/png",
              "length",
              Story.IMAGE.length,
              "sha256",
              Processes.sha256(Story.IMAGE)));
    }
    Response answer =
        new StoryClient(world)
            .post("issuers", "/v1/achievements", world.fact(who + ".key"), "achievement", body);
    JsonNode made = StoryClient.json(answer, 201);
    String id = made.path("id").asString();
    world.facts.put(who + ".achievement", id);
    world.facts.put(who + ".image", made.at("/upload/url").asString(""));
    world.promise("achievement", w -> w.has("ACHIEVEMENT#" + id, "VERSION#000001"));
  }

  static void image(CrashWorld world) {
    StoryClient client = new StoryClient(world);
    String path = "/v1/achievements/" + world.fact("a.achievement") + "/complete";
    Map<String, Object> body = Map.of("version", 1);
    if (!world.fact("a.image").isEmpty()) {
      assertThat(client.upload(world.fact("a.image"), Story.IMAGE)).isTrue();
    }
    Response answer = client.post("issuers", path, world.fact("a.key"), "image", body);
    if (answer.status() == 409) {
      String url = StoryClient.json(answer, 409).at("/upload/url").asString();
      assertThat(client.upload(url, Story.IMAGE)).isTrue();
      answer = client.post("issuers", path, world.fact("a.key"), "image", body);
    }
    assertThat(StoryClient.json(answer, 200).at("/image/state").asString()).isEqualTo("arrived");
    world.promise(
        "image",
        w -> w.publicObjects.names().contains("images/" + Processes.sha256(Story.IMAGE) + ".png"));
  }

  static void readAchievement(CrashWorld world) {
    String path = "/v1/achievements/" + world.fact("a.achievement");
    StoryClient.json(new StoryClient(world).get("issuers", path, world.fact("a.key")), 200);
  }
}
