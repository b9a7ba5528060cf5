package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.embedded.FileKeys;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.embedded.FileRootKey;
import dev.laurel.json.Json;
import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.StreamSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.Router;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Everything of one deployment over stores in memory, with keys that sign: requests go through the
/// template's routes, and what they leave in the outbox is delivered before the next one.
final class Running {
  static final String BASE = "http://localhost:8080";
  static final String LOG_ORIGIN = "localhost:8080/log";

  final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  final MemoryItemStore items = new MemoryItemStore(clock);
  final MemoryObjectStore evidence = new MemoryObjectStore(clock);
  final MemoryObjectStore publicObjects = new MemoryObjectStore(clock);
  final MemoryObjectStore log = new MemoryObjectStore(clock);
  final List<Letter> letters = new ArrayList<>();

  /// Every outbox row as it was when it was new; they are deleted when they are done.
  final List<String> outbox = new ArrayList<>();

  /// Every answer with a status from 400 on, as text with its headers.
  final List<String> errors = new ArrayList<>();

  /// Whether nobody hears of new entries of the log; whatever waits for one then stands still.
  boolean logStandsStill;

  private final String operatorKey;
  private final TemplateFile template;
  private final Map<String, Edge> edges;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  Running(TemplateFile template, Path keys, String operatorKey) {
    this.template = template;
    this.operatorKey = operatorKey;
    SecureRandom random = new SecureRandom();
    FileKeys signing = FileKeys.open(keys, "local", random);
    FileLogKeys logKeys = FileLogKeys.open(keys, "local", LOG_ORIGIN, random);
    FileRootKey rootKey = FileRootKey.open(keys, "local", random);
    World world =
        new World(
            new WatchedItems(items, this::changed),
            evidence,
            publicObjects,
            log,
            signing,
            signing,
            logKeys,
            rootKey,
            letter -> {
              letters.add(letter);
              return new MailResult.Sent("none");
            },
            clock,
            random);
    this.edges = Functions.edges(template, world, LocalServer.settings(BASE, operatorKey));
  }

  private void changed(Table table, boolean inserted, ItemKey key) {
    if (table == Table.OUTBOX && inserted) {
      Item row = items.get(key, Read.CONSISTENT).orElseThrow();
      outbox.add(row.key() + " " + row.body());
    }
    waiting.add(new Waiting(inserted, key));
  }

  /// A change that the streams have not delivered yet.
  private record Waiting(boolean inserted, ItemKey key) {}

  /// The answer to a request as the gateway would route it; "" for no key, null for no body.
  Response call(String method, String target, String key, Object body) {
    HttpEvent event = HttpEvent.of(method, target).header("accept", "application/json");
    event = body == null ? event : event.json(body instanceof String s ? s : Json.write(body));
    return call(key.isEmpty() ? event : event.bearer(key));
  }

  Response call(HttpEvent event) {
    List<String> keys = template.routes().keySet().stream().map(Route::key).toList();
    Router.Match match =
        Router.match(keys, event.method(), event.path()).orElseThrow(AssertionError::new);
    String owner =
        template.routes().entrySet().stream()
            .filter(route -> route.getKey().key().equals(match.routeKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    HttpEvent routed = event.routed(match.routeKey(), match.parameters());
    Response answer = Edge.decoded(edges.get(owner).handle(routed.toJsonBytes(), "test"));
    if (answer.status() >= 400) {
      errors.add(answer.status() + " " + answer.headers() + " " + answer.text());
    }
    deliver();
    return answer;
  }

  /// The answer as JSON; its status must be this.
  JsonNode must(int status, String method, String target, String key, Object body) {
    Response answer = call(method, target, key, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer.body().length == 0 ? Json.object() : Json.parse(answer.body());
  }

  /// The schedule's event for every function.
  void sweep() {
    edges.values().forEach(edge -> edge.handle(OutboxEvent.sweep(), "sweep"));
    deliver();
  }

  /// The schedule's event for one function.
  void sweep(String function) {
    byte[] _ = edges.get(function).handle(OutboxEvent.sweep(), "sweep");
    deliver();
  }

  /// An operator's event for one function.
  void operation(String function, String name) {
    byte[] _ = edges.get(function).handle(OutboxEvent.operation(name), "operator");
    deliver();
  }

  private void deliver() {
    while (!waiting.isEmpty()) {
      Waiting change = waiting.remove();
      for (FunctionSpec spec : template.functions()) {
        for (StreamSpec stream : spec.streams()) {
          boolean heard = !logStandsStill || stream.table() != Table.LOG;
          if (heard && stream.takes(change.inserted(), change.key())) {
            byte[] event = OutboxEvent.changes(stream.eventName(), List.of(change.key()));
            byte[] _ = edges.get(spec.name()).handle(event, "stream");
          }
        }
      }
    }
  }

  /// A new issuer: its id and the secret of a key that may do everything.
  Tenant tenant(String name) {
    JsonNode made =
        must(
            201,
            "POST",
            "/v1/issuers",
            operatorKey,
            Map.of("name", name, "url", "https://t.example", "email", "office@t.example"));
    String first = made.at("/key/secret").stringValue();
    JsonNode all =
        must(
            201,
            "POST",
            "/v1/keys",
            first,
            Map.of(
                "name", "all",
                "scopes", List.of("admin", "submit", "grade", "revoke", "read"),
                "assessor", Map.of("name", "As Sessor", "email", "assessor@t.example")));
    return new Tenant(
        made.path("id").stringValue(),
        all.path("secret").stringValue(),
        all.path("id").stringValue(),
        made.at("/key/id").stringValue());
  }

  record Tenant(String id, String key, String keyId, String firstKeyId) {}

  static Map<String, Object> achievement(String name) {
    return Map.of(
        "name",
        name,
        "description",
        "What it is.",
        "criteria",
        Map.of("narrative", "Do it."),
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
                        Map.of("id", "open", "name", "Open", "points", 0),
                        Map.of("id", "done", "name", "Done", "points", 1)))),
            "passRule",
            Map.of("minimumPoints", 1, "resubmissions", 1)));
  }

  static Map<String, Object> grade(String level) {
    return Map.of("levels", List.of(Map.of("criterion", "work", "level", level)));
  }
}
