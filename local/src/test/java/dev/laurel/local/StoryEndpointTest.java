package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.json.Json;
import dev.laurel.local.demo.Step;
import dev.laurel.local.demo.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The same story through the AWS adapters.
final class StoryEndpointTest {
  @TempDir Path folder;

  private final Map<String, String> env = new HashMap<>(System.getenv());

  @BeforeEach
  void needsAnEndpoint() {
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for DynamoDB, S3, KMS and SES");
    env.putIfAbsent("STAGE", "emulator");
  }

  @Test
  void story_atAnEndpoint_succeeds() throws Exception {
    List<Step> told = new ArrayList<>();
    try (EndpointDeployment deployment = new EndpointDeployment(env, folder, line -> {});
        Story story =
            new Story(
                deployment.origin,
                deployment.listening(),
                deployment.operatorKey,
                deployment.logKeys,
                folder.resolve("demo"),
                told::add)) {
      story.tell();
    }
    assertThat(told).hasSize(17).allMatch(Step::ok, "did what it must");
  }

  /// Some endpoints (moto is one) take any bytes on a signed PUT; handing in notices.
  @Test
  @Tag("check-86")
  void complete_afterOtherBytesThanAnnounced_namesThem() throws Exception {
    try (EndpointDeployment deployment = new EndpointDeployment(env, folder, line -> {});
        HttpClient http = HttpClient.newHttpClient()) {
      String base = deployment.listening();
      JsonNode issuer =
          post(
              http,
              base + "/v1/issuers",
              deployment.operatorKey,
              Map.of("name", "A", "url", "https://a.example", "email", "a@a.example"));
      String key = issuer.path("key").path("secret").asString();
      JsonNode achievement = post(http, base + "/v1/achievements", key, achievement());
      Map<String, Object> file =
          Map.of("name", "a.txt", "mediaType", "text/plain", "length", 3, "sha256", "0".repeat(64));
      JsonNode submission =
          post(
              http,
              base + "/v1/submissions",
              key,
              Map.of(
                  "learner", Map.of("name", "L", "email", "l@a.example"),
                  "achievement", Map.of("id", achievement.path("id").asString(), "version", 1),
                  "evidence", List.of(Map.of("name", "A file", "file", file))));
      JsonNode invitation = submission.path("uploads").path(0);
      HttpRequest.Builder put =
          HttpRequest.newBuilder(URI.create(invitation.path("url").asString()))
              .PUT(HttpRequest.BodyPublishers.ofString("abc"));
      invitation
          .path("headers")
          .properties()
          .forEach(h -> put.header(h.getKey(), h.getValue().asString()));
      int uploaded = http.send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      assertThat(uploaded).as("S3 refuses it, moto takes it").isIn(200, 400, 403);

      String id = submission.path("id").asString();
      HttpResponse<String> done =
          send(http, base + "/v1/submissions/" + id + "/complete", key, Map.of());
      assertThat(done.statusCode()).isEqualTo(409);
      assertThat(done.body()).contains("evidence-incomplete");
    }
  }

  private static Map<String, Object> achievement() {
    Map<String, Object> open = Map.of("id", "open", "name", "Open", "points", 0);
    Map<String, Object> done = Map.of("id", "done", "name", "Done", "points", 1);
    return Map.of(
        "name",
        "A",
        "description",
        "A",
        "criteria",
        Map.of("narrative", "A"),
        "rubric",
        Map.of(
            "criteria", List.of(Map.of("id", "w", "name", "W", "levels", List.of(open, done))),
            "passRule", Map.of("minimumPoints", 1)));
  }

  private static JsonNode post(HttpClient http, String url, String key, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(http, url, key, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.read(answer.body(), JsonNode.class);
  }

  private static HttpResponse<String> send(
      HttpClient http, String url, String key, Map<String, Object> body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
