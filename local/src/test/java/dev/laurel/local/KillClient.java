package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The [KillTest]'s requests: an [IOException] means that nothing was answered.
final class KillClient {
  /// Long enough for a process that has just started on a machine that does other things as well.
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final Supplier<String> troubles;

  /// `troubles` is what the server said of itself, for the message of an answer nobody wanted.
  KillClient(String base, Supplier<String> troubles) {
    this.base = base;
    this.troubles = troubles;
  }

  HttpResponse<String> get(String path, String bearer) throws IOException, InterruptedException {
    return send(request(path, bearer).GET());
  }

  HttpResponse<String> post(String path, String bearer, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(
        request(path, bearer)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  /// Sends the bytes where an upload's invitation says, and as it says.
  HttpResponse<String> upload(JsonNode invitation, byte[] bytes)
      throws IOException, InterruptedException {
    HttpRequest.Builder put =
        request(invitation.path("url").asString().replaceFirst("^http://[^/]+", ""), "");
    invitation
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
    return send(put.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  /// The answer's body, where the answer is the one that is wanted.
  JsonNode must(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode())
        .as(() ->
            "%s %s was answered with %s\n%s"
                .formatted(
                    answer.request().method(),
                    answer.uri().getPath(),
                    answer.body(),
                    troubles.get()))
        .isEqualTo(status);
    return json(answer);
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class);
  }

  private HttpRequest.Builder request(String path, String bearer) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    return bearer.isEmpty() ? request : request.header("authorization", "Bearer " + bearer);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
