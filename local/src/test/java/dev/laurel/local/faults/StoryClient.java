package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.UploadInvitation;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How the people and programs of the story talk to the deployment: requests with keys, uploads by
/// invitation.
final class StoryClient {
  private final CrashWorld world;

  StoryClient(CrashWorld world) {
    this.world = world;
  }

  /// A POST with an `Idempotency-Key`.
  Response post(String function, String path, String key, String idempotency, Object body) {
    HttpEvent event =
        HttpEvent.of("POST", path)
            .bearer(key)
            .json(Json.write(body))
            .header("idempotency-key", idempotency);
    return world.call(function, event);
  }

  Response get(String function, String path, String key) {
    return world.call(function, HttpEvent.of("GET", path).bearer(key));
  }

  Response open(String function, String path, String accept) {
    return world.call(function, HttpEvent.of("GET", path).header("accept", accept));
  }

  /// A page as a person sees it who loads it again while it could not be checked.
  Response page(String path) {
    Response page = open("verification", path, "text/html");
    for (int i = 0; i < 3 && page.text().contains("Could not be checked"); i++) {
      page = open("verification", path, "text/html");
    }
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).doesNotContain("Could not be checked");
    return page;
  }

  Response delete(String function, String path, String key) {
    return world.call(function, HttpEvent.of("DELETE", path).bearer(key));
  }

  Response form(String path, String cookie, String form) {
    HttpEvent event =
        HttpEvent.of("POST", path)
            .body(
                "application/x-www-form-urlencoded",
                form.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return world.call("submission", cookie.isEmpty() ? event : event.cookie(cookie));
  }

  Response mine(String path, String cookie) {
    HttpEvent event = HttpEvent.of("GET", path);
    return world.call("submission", cookie.isEmpty() ? event : event.cookie(cookie));
  }

  /// Follows an invitation to upload. Whether it was taken.
  boolean upload(String url, byte[] content) {
    UploadInvitation invitation =
        new UploadInvitation("PUT", URI.create(url), Map.of(), world.clock.instant());
    return world.evidence.upload(invitation, content);
  }

  static JsonNode json(Response response, Integer... statuses) {
    assertThat(response.status()).as(response.text()).isIn((Object[]) statuses);
    return response.body().length == 0 ? Json.object() : Json.parse(response.body());
  }
}
