package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.Running.Tenant;
import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Check 55: every route that wants a key, with every object of another issuer, answers as for an
/// id that never was, and changes nothing. Routes come from template.yaml: a new one is in the
/// matrix, or fails it.
final class TenantMatrixTest {
  private static final String NEVER = "0".repeat(32);

  /// A body that the route takes from whoever owns the object, so that ownership is all that can be
  /// wrong. GET and DELETE take none.
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "POST /v1/achievements/{id}/versions", Json.write(Running.achievement("Other"))),
          Map.entry("POST /v1/achievements/{id}/complete", "{\"version\":1}"),
          Map.entry("POST /v1/submissions/{id}/invitations", "{}"),
          Map.entry("POST /v1/submissions/{id}/complete", "{}"),
          Map.entry("POST /v1/submissions/{id}/grades", Json.write(Running.grade("done"))),
          Map.entry(
              "POST /v1/credentials/{id}/status", "{\"status\":\"revoked\",\"reason\":\"x\"}"),
          Map.entry("POST /v1/issuance/{id}/resume", "{}"),
          Map.entry("POST /v1/issuance/{id}/abandon", "{\"reason\":\"x\"}"),
          Map.entry("POST /v1/credentials/{id}/mail", "{\"email\":\"x@t.example\"}"),
          Map.entry("POST /v1/credentials/{id}/renewal", "{}"));

  /// What lists want to be asked, with an ampersand at its end.
  private static final Map<String, String> QUERIES = Map.of("GET /v1/issuance", "parked=true&");

  /// Routes of the operator alone begin so.
  private static final String OPERATORS = "/v1/issuers/";

  @TempDir Path keys;

  private TemplateFile template;
  private Running world;
  private Tenant a;
  private Tenant b;
  private final Map<String, String> objectsOfB = new LinkedHashMap<>();

  @BeforeEach
  void twoIssuers() throws IOException {
    template = TemplateFile.read(Roots.project().resolve("template.yaml"));
    world = new Running(template, keys.resolve("keys"), Wired.OPERATOR_KEY);
    a = world.tenant("A");
    b = world.tenant("B");
    objectsOfB.put("issuer", b.id());
    objectsOfB.put("key", b.firstKeyId());
    JsonNode plain =
        world.must(201, "POST", "/v1/achievements", b.key(), Running.achievement("Bees"));
    objectsOfB.put("achievement", plain.path("id").stringValue());
    Map<String, Object> pictured = new LinkedHashMap<>(Running.achievement("Pictured"));
    pictured.put("image", Map.of("mediaType", "image/png", "length", 9, "sha256", "1".repeat(64)));
    objectsOfB.put(
        "achievement that awaits its image",
        world.must(201, "POST", "/v1/achievements", b.key(), pictured).path("id").stringValue());
    Map<String, Object> file =
        Map.of(
            "name",
            "F",
            "file",
            Map.of(
                "name", "f.txt", "mediaType", "text/plain", "length", 1, "sha256", NEVER + NEVER));
    objectsOfB.put("submission that awaits evidence", submit(b, plain, file));
    Map<String, Object> text = Map.of("name", "T", "text", "I did it.");
    objectsOfB.put("submission to grade", submit(b, plain, text));
    String passed = submit(b, plain, text);
    objectsOfB.put("passed submission", passed);
    String path = "/v1/submissions/" + passed;
    world.must(201, "POST", path + "/grades", b.key(), Running.grade("done"));
    JsonNode credential = world.must(200, "GET", path, b.key(), null).path("credential");
    assertThat(credential.path("state").stringValue()).isEqualTo("published");
    objectsOfB.put("credential", credential.path("id").stringValue());
    String did = "did:web:localhost%3A8080:issuers:" + b.id();
    world.must(201, "POST", "/v1/endorsements", b.key(), endorsement("urn:uuid:1", did));
    objectsOfB.put(
        "endorsement",
        world
            .must(201, "POST", "/v1/endorsements", b.key(), endorsement("urn:uuid:2", did))
            .path("id")
            .stringValue());
  }

  private static Map<String, Object> endorsement(String id, String subject) {
    return Map.of("endorsement", new Endorser().endorsement(id, subject, "Good."));
  }

  private String submit(Tenant tenant, JsonNode achievement, Map<String, Object> evidence) {
    return world
        .must(201, "POST", "/v1/submissions", tenant.key(), submission(achievement, evidence))
        .path("id")
        .stringValue();
  }

  private static Map<String, Object> submission(
      JsonNode achievement, Map<String, Object> evidence) {
    return Map.of(
        "learner", Map.of("name", "L", "email", "l@t.example"),
        "achievement", Map.of("id", achievement.path("id").stringValue(), "version", 1),
        "evidence", List.of(evidence));
  }

  private List<Route> routesWithId() {
    return template.routes().keySet().stream()
        .filter(route -> route.path().contains("{id}"))
        .filter(route -> !route.path().startsWith(OPERATORS))
        .filter(route -> call(route, NEVER, "").status() == 401)
        .toList();
  }

  private Response call(Route route, String id, String key) {
    boolean bare = Set.of("GET", "DELETE").contains(route.method());
    assertThat(bare || BODIES.containsKey(route.key()))
        .as("a body for the new route %s", route.key())
        .isTrue();
    String body = BODIES.getOrDefault(route.key(), "");
    String target = route.path().replace("{id}", id);
    return world.call(route.method(), target, key, body.isEmpty() ? null : body);
  }

  @Test
  @Tag("check-55")
  void everyRoute_everyObjectOfAnotherIssuer_isAnsweredLikeNoneAndStaysAsItIs() {
    List<Route> routes = routesWithId();
    assertThat(routes.stream().map(Route::key)).containsAll(BODIES.keySet());
    List<Object> before = rows();
    int asked = 0;
    for (Route route : routes) {
      Response never = call(route, NEVER, a.key());
      assertThat(never.status()).as(route.key()).isEqualTo(404);
      for (Map.Entry<String, String> object : objectsOfB.entrySet()) {
        Response theirs = call(route, object.getValue(), a.key());
        String what = route.key() + " with B's " + object.getKey();
        assertThat(theirs.status()).as(what).isEqualTo(404);
        assertThat(theirs.text()).as(what).isEqualTo(never.text());
        assertThat(headers(theirs)).as(what).isEqualTo(headers(never));
        asked++;
      }
    }
    assertThat(rows()).as("B's rows and everybody else's").isEqualTo(before);
    assertThat(asked).isEqualTo(routes.size() * objectsOfB.size()).isGreaterThan(80);
  }

  @Test
  @Tag("check-55")
  void everyRoute_itsOwnersKey_isNotAnswered404() {
    // Else the matrix above would prove nothing: each route has an object that it knows.
    for (Route route : routesWithId()) {
      List<Integer> statuses = new ArrayList<>();
      objectsOfB.values().forEach(id -> statuses.add(call(route, id, b.key()).status()));
      assertThat(statuses).as(route.key()).anyMatch(status -> status != 404);
    }
  }

  @Test
  @Tag("check-55")
  void operatorsRoutes_tellNoIssuerAnything() {
    List<Route> routes =
        template.routes().keySet().stream()
            .filter(route -> route.path().startsWith(OPERATORS))
            .toList();
    assertThat(routes).hasSize(4);
    for (Route route : routes) {
      String path = route.path().replace("{fragment}", "key-1");
      for (String id : List.of(NEVER, b.id(), a.id())) {
        Response answer = world.call(route.method(), path.replace("{id}", id), a.key(), null);
        assertThat(answer.status()).as(route.key()).isEqualTo(403);
        assertThat(answer.text()).contains("/operator-only").doesNotContain(id);
      }
    }
  }

  @Test
  @Tag("check-55")
  void references_toObjectsOfAnotherIssuer_areAnsweredLikeUnknownOnes() {
    JsonNode mine =
        world.must(201, "POST", "/v1/achievements", a.key(), Running.achievement("Ants"));
    Map<String, Object> text = Map.of("name", "T", "text", "I did it.");
    List<Object> before = rows();
    Map<String, Object> ofB =
        submission(Json.tree(Map.of("id", objectsOfB.get("achievement"))), text);
    Map<String, Object> ofNone = submission(Json.tree(Map.of("id", NEVER)), text);
    Map<String, Object> afterB = new LinkedHashMap<>(submission(mine, text));
    afterB.put("resubmissionOf", objectsOfB.get("passed submission"));
    Map<String, Object> afterNone = new LinkedHashMap<>(afterB);
    afterNone.put("resubmissionOf", NEVER);
    for (List<Map<String, Object>> pair :
        List.of(List.of(ofB, ofNone), List.of(afterB, afterNone))) {
      Response theirs = world.call("POST", "/v1/submissions", a.key(), pair.get(0));
      Response none = world.call("POST", "/v1/submissions", a.key(), pair.get(1));
      assertThat(theirs.status()).isEqualTo(400);
      assertThat(theirs.text()).isEqualTo(none.text());
    }
    List<String> refusals =
        Stream.of(objectsOfB.get("achievement"), NEVER)
            .map(id -> Running.BASE + "/achievements/" + id + "/versions/1")
            .map(url ->
                world.call("POST", "/v1/endorsements", a.key(), endorsement("urn:uuid:3", url)))
            .map(Response::text)
            .toList();
    assertThat(refusals.getFirst()).contains("/credentialSubject/id").isEqualTo(refusals.getLast());
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  @Tag("check-56")
  void lists_andTheirCursors_holdNothingOfAnotherIssuer() {
    JsonNode achievement = Json.tree(Map.of("id", objectsOfB.get("achievement")));
    Map<String, Object> text = Map.of("name", "T", "text", "I did it.");
    String second = submit(b, achievement, text);
    pass(second);
    String third = submit(b, achievement, text);
    standStill(submit(b, achievement, text), submit(b, achievement, text));
    int lists = 0;
    for (Route route : template.routes().keySet()) {
      boolean list =
          route.method().equals("GET")
              && !route.path().contains("{")
              && world.call("GET", route.path(), "", null).status() == 401
              && !route.path().equals("/my");
      if (!list) {
        continue;
      }
      lists++;
      String target = route.path() + "?" + QUERIES.getOrDefault(route.key(), "");
      JsonNode own = world.must(200, "GET", target, a.key(), null);
      assertThat(own.path("items").size()).as(route.key()).isZero();
      JsonNode page = world.must(200, "GET", target + "limit=1", b.key(), null);
      assertThat(page.path("hasMore").asBoolean()).as(route.key()).isTrue();
      String after = target + "limit=1&after=" + page.path("next").stringValue();
      assertThat(world.call("GET", after, b.key(), null).status()).isEqualTo(200);
      Response theirs = world.call("GET", after, a.key(), null);
      assertThat(theirs.status()).as(route.key()).isEqualTo(400);
      assertThat(theirs.text()).doesNotContain(third, second, objectsOfB.get("credential"));
    }
    assertThat(lists).isEqualTo(4);
  }

  private void pass(String submission) {
    String path = "/v1/submissions/" + submission + "/grades";
    world.must(201, "POST", path, b.key(), Running.grade("done"));
  }

  /// Lets B's submissions pass while the log stands still, for longer than anybody waits.
  private void standStill(String... submissions) {
    world.logStandsStill = true;
    for (String submission : submissions) {
      pass(submission);
    }
    for (int attempt = 0; attempt <= MessageRunner.MAX_ATTEMPTS; attempt++) {
      world.clock.advance(Duration.ofHours(5));
      world.sweep("issuance");
    }
  }

  private List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (Table table : Table.values()) {
      rows.addAll(world.items.all(table));
    }
    return rows;
  }

  private static Map<String, String> headers(Response response) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.remove("laurel-request-id");
    return headers;
  }
}
