package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.runtime.Response;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The part of the story about files: invitations, uploads, and what comes too late.
final class Uploads {
  private Uploads() {}

  static void uploadAndComplete(CrashWorld world, String name) {
    if (world.fact(name + ".upload").isEmpty()) {
      invite(world, name, "lost");
    }
    StoryClient client = new StoryClient(world);
    assertThat(client.upload(world.fact(name + ".upload"), Story.FILE)).isTrue();
    String path = "/v1/submissions/" + world.fact(name) + "/complete";
    Response answer =
        client.post("submission", path, world.fact("a.key"), "complete-" + name, Map.of());
    assertThat(StoryClient.json(answer, 200).path("state").asString()).isEqualTo("submitted");
    String partition = "SUB#" + world.fact(name);
    world.promise(
        "completed " + name,
        w -> !w.text(partition, "SUBMISSION", "state").equals("awaiting-evidence"));
  }

  /// New invitations; with a new key where the answer with the URLs was lost.
  private static void invite(CrashWorld world, String name, String why) {
    for (int i = 0; world.fact(name + ".upload").isEmpty(); i++) {
      assertThat(i).isLessThan(3);
      String path = "/v1/submissions/" + world.fact(name) + "/invitations";
      Response answer =
          new StoryClient(world)
              .post("submission", path, world.fact("a.key"), "invite-" + why + i, Map.of());
      JsonNode made = StoryClient.json(answer, 200);
      world.facts.put(name + ".upload", made.at("/uploads/0/url").asString(""));
    }
  }

  static void invitationEnds(CrashWorld world) {
    world.clock.advance(Duration.ofMinutes(16));
    world.sweep("submission");
  }

  static void inviteAgain(CrashWorld world) {
    world.facts.put("s6.upload", "");
    invite(world, "s6", "again");
  }
}
