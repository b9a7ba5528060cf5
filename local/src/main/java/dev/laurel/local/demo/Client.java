package dev.laurel.local.demo;

import dev.laurel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Calls one deployment over HTTP. The deployment's own links begin with its public base URL; calls
/// go to where it listens.
final class Client implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String base;
  private final String listening;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(String base, String listening) {
    this.base = base;
    this.listening = listening;
  }

  /// The link to a path, as people see it.
  String link(String path) {
    return base + path;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  Answer post(String path, JsonNode body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "content-type";
    all[headers.length + 1] = "application/json";
    return send("POST", path, BodyPublishers.ofByteArray(Json.bytes(body)), all);
  }

  Answer form(String path, String form, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "content-type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return send("POST", path, BodyPublishers.ofString(form), all);
  }

  /// Follows an upload invitation.
  Answer upload(JsonNode invitation, byte[] content) {
    Map<String, String> headers = new java.util.LinkedHashMap<>();
    invitation
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    // The client sets these two by itself and refuses to be told.
    headers
        .keySet()
        .removeIf(n -> n.equalsIgnoreCase("content-length") || n.equalsIgnoreCase("host"));
    String[] flat =
        headers.entrySet().stream()
            .flatMap(h -> java.util.stream.Stream.of(h.getKey(), h.getValue()))
            .toArray(String[]::new);
    return send(
        invitation.path("method").asString("PUT"),
        invitation.path("url").asString(),
        BodyPublishers.ofByteArray(content),
        flat);
  }

  private Answer send(String method, String target, BodyPublisher body, String... headers) {
    String url = target;
    if (url.startsWith("/")) {
      url = listening + url;
    } else if (url.startsWith(base + "/")) {
      url = listening + url.substring(base.length());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      // Without the query: it may be a capability.
      String said = method + " " + URI.create(url).getRawPath();
      return new Answer(said, response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new StepFailed(method + " got no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
