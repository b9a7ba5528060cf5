package dev.laurel.local.keys;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.local.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The operator's routes of a deployment, asked over HTTP with the operator's key.
final class ControlPlane implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String url;
  private final String operatorKey;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// `url` is where the deployment listens, without a slash at its end.
  ControlPlane(String url, String operatorKey) {
    this.url = url;
    this.operatorKey = operatorKey;
  }

  /// The issuer's keys, oldest first.
  List<JsonNode> keys(String issuer) {
    List<JsonNode> keys = new ArrayList<>();
    send("GET", path(issuer), BodyPublishers.noBody()).path("keys").forEach(keys::add);
    return keys;
  }

  /// Says that a key is one of the issuer's.
  JsonNode take(String issuer, Map<String, ?> key) {
    return send("POST", path(issuer), BodyPublishers.ofString(Json.write(key)));
  }

  /// Ends a key.
  JsonNode retire(String issuer, String fragment, Map<String, ?> end) {
    String path = path(issuer) + "/" + fragment + "/retire";
    return send("POST", path, BodyPublishers.ofString(Json.write(end)));
  }

  /// Issues again what an ended key has signed, of the page of credentials that `next` names, ""
  /// for the first.
  JsonNode reissue(String issuer, String fragment, String next, Map<String, ?> body) {
    String page = next.isEmpty() ? "" : "?after=" + next;
    String path = path(issuer) + "/" + fragment + "/renewals" + page;
    return send("POST", path, BodyPublishers.ofString(Json.write(body)));
  }

  private static String path(String issuer) {
    return "/v1/issuers/" + issuer + "/keys";
  }

  private JsonNode send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("authorization", "Bearer " + operatorKey)
            .header("content-type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      JsonNode answer = Json.parse(response.body());
      if (response.statusCode() >= 300) {
        throw new StartRefused(said(answer, response.statusCode()));
      }
      return answer;
    } catch (IOException e) {
      throw new StartRefused(
          "Nothing answers at " + url + ": start it with ./laurel up, or name it with --url.");
    } catch (JsonRefused e) {
      throw new StartRefused("What answers at " + url + " is no Laurel.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("interrupted");
    }
  }

  /// A problem in words: its title, its detail, and each field that is wrong.
  private static String said(JsonNode problem, int status) {
    StringBuilder said = new StringBuilder();
    said.append(status).append(": ").append(problem.path("title").stringValue("refused"));
    String detail = problem.path("detail").stringValue("");
    if (!detail.isEmpty()) {
      said.append(". ").append(detail);
    }
    for (JsonNode error : problem.path("errors")) {
      said.append(" ").append(error.path("pointer").stringValue(""));
      said.append(" ").append(error.path("detail").stringValue("")).append(".");
    }
    return said.toString();
  }

  @Override
  public void close() {
    http.close();
  }
}
