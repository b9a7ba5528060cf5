package dev.laurel.local;

import dev.laurel.json.Json;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.MailResult;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Response;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// The functions over ports in memory, without keys that sign: for questions about their edges.
final class Wired {
  static final String OPERATOR_KEY = "laurel_operator_" + "0".repeat(64);

  private final Map<String, Edge> edges;
  private final Map<Route, String> owners;

  private Wired(Map<String, Edge> edges, Map<Route, String> owners) {
    this.edges = edges;
    this.owners = owners;
  }

  static Wired of(TemplateFile template) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-05-12T09:00:00Z"));
    World world =
        new World(
            new MemoryItemStore(clock),
            new MemoryObjectStore(clock),
            new MemoryObjectStore(clock),
            new MemoryObjectStore(clock),
            List::of,
            new NoKeys(),
            new NoKeys(),
            new NoKeys(),
            letter -> new MailResult.Sent("none"),
            clock,
            new Random(1));
    Map<String, Edge> edges =
        Functions.edges(
            template, world, LocalServer.settings("http://localhost:8080", OPERATOR_KEY));
    return new Wired(edges, template.routes());
  }

  static Map<String, Edge> edges(TemplateFile template) {
    return of(template).edges;
  }

  /// The answer to a request of the route with unknown ids; "" for no key.
  Response call(Route route, String key, Object body) {
    return send(route, key, Json.bytes(body));
  }

  /// The same with the bytes of a body as they are.
  Response send(Route route, String key, byte[] body) {
    ObjectNode event = Json.object();
    event.put("version", "2.0").put("routeKey", route.key()).put("rawQueryString", "");
    String path = route.path().replaceAll("\\{\\w+}", "0".repeat(32));
    event.put("rawPath", path);
    ObjectNode headers = event.putObject("headers");
    headers.put("content-type", "application/json").put("accept", "application/json");
    if (!key.isEmpty()) {
      headers.put("authorization", "Bearer " + key);
    }
    ObjectNode parameters = event.putObject("pathParameters");
    java.util.regex.Matcher names =
        java.util.regex.Pattern.compile("\\{(\\w+)}").matcher(route.path());
    while (names.find()) {
      parameters.put(names.group(1), "0".repeat(32));
    }
    ObjectNode context = event.putObject("requestContext");
    context
        .put("requestId", "test")
        .putObject("http")
        .put("method", route.method())
        .put("path", path);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    Edge edge = edges.get(owners.get(route));
    return Edge.decoded(edge.handle(Json.bytes(event), "test"));
  }
}
