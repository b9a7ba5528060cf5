package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.Message;
import dev.laurel.storage.Table;
import dev.laurel.verification.published.PublishedLookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class IssuersTest {
  private static final String ISSUER =
      "{\"name\":\"Ünï® <script> 🎓"
          + " شهادة\",\"url\":\"https://academy.example.org\",\"email\":\"a@academy.example.org\"}";

  private final World world = new World();

  private Response call(String method, String target, String key, String body) {
    HttpEvent event = HttpEvent.of(method, target).bearer(key);
    return world.edge().answer(body.isEmpty() ? event : event.json(body));
  }

  private static JsonNode json(Response response) {
    return Json.parse(response.body());
  }

  private static String achievement() {
    try {
      return Json.parse(Files.readAllBytes(EventsTest.EVENTS.resolve("post-achievements.json")))
          .path("event")
          .path("body")
          .stringValue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void postIssuers_newIssuer_canWorkAtOnce() {
    Response response = call("POST", "/v1/issuers", World.OPERATOR, ISSUER);
    assertThat(response.status()).isEqualTo(201);
    JsonNode made = json(response);
    assertThat(made.path("name").stringValue()).isEqualTo("Ünï® <script> 🎓 شهادة");
    String id = made.path("id").stringValue();
    assertThat(made.path("did").stringValue()).isEqualTo("did:web:localhost%3A8080:issuers:" + id);
    String secret = made.path("key").path("secret").stringValue();
    Response next = call("POST", "/v1/achievements", secret, achievement());
    assertThat(next.status()).isEqualTo(201);
    assertThat(new PublishedLookup(world.items).did(new dev.laurel.storage.IssuerId(id)))
        .hasValueSatisfying(
            did -> assertThat(did.document()).contains("#key-1").contains("assertionMethod"));
    assertThat(world.items.all(Table.OUTBOX))
        .singleElement()
        .satisfies(item -> assertThat(Message.from(item).orElseThrow().id()).isEqualTo(id));
  }

  @Tag("check-73")
  @Test
  void postIssuers_spoofedHost_isIgnored() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/issuers")
            .bearer(World.OPERATOR)
            .header("host", "evil.example")
            .header("x-forwarded-host", "evil.example")
            .json(ISSUER);
    assertThat(world.edge().answer(event).text()).doesNotContain("evil");
  }

  @Tag("check-57")
  @ParameterizedTest
  @ValueSource(strings = {"id", "issuerId", "tenantId", "status", "created", "credits", "did"})
  void postIssuers_assignedByTheCaller_is400(String member) {
    String body = ISSUER.replace("{", "{\"" + member + "\":\"" + World.B + "\",");
    Response response = call("POST", "/v1/issuers", World.OPERATOR, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).path("errors").get(0).path("pointer").stringValue())
        .isEqualTo("/" + member);
  }

  @Tag("check-84")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ä@b.example",
        "a@b",
        "\\\"a b\\\"@b.example",
        "a\\r\\nBcc: x@y.example",
        "a b@c.example"
      })
  void postIssuers_addressThatCannotBeMailed_is400(String email) {
    String body = ISSUER.replace("a@academy.example.org", email);
    Response response = call("POST", "/v1/issuers", World.OPERATOR, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).path("errors").get(0).path("pointer").stringValue())
        .isEqualTo("/email");
  }

  @Tag("check-62")
  @Test
  void postIssuers_repeatedUnderOneKey_isOneIssuerAndTheSecretOnlyOnce() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/issuers")
            .bearer(World.OPERATOR)
            .header("idempotency-key", "\"first\"")
            .json(ISSUER);
    long before = profiles();
    Response first = world.edge().answer(event);
    Response second = world.edge().answer(event);
    Response third = world.edge().answer(event);
    assertThat(first.text()).contains("secret");
    assertThat(second.text()).doesNotContain("secret").isEqualTo(third.text());
    assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
    assertThat(profiles()).isEqualTo(before + 1);
  }

  private long profiles() {
    return world.items.all().stream().filter(item -> item.key().sort().equals("PROFILE")).count();
  }

  @Test
  void keys_createdAndDeleted_workAndStop() {
    Response made = call("POST", "/v1/keys", World.KEY_A, "{\"name\":\"r\",\"scopes\":[\"read\"]}");
    String secret = json(made).path("secret").stringValue();
    String id = json(made).path("id").stringValue();
    assertThat(call("GET", "/v1/credentials", secret, "").status()).isEqualTo(200);
    assertThat(call("DELETE", "/v1/keys/" + id, World.KEY_A, "").status()).isEqualTo(204);
    assertThat(call("GET", "/v1/credentials", secret, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"g\",\"scopes\":[\"grade\"]}|/assessor",
        "{\"name\":\"g\",\"scopes\":[\"read\"],\"assessor\":{\"name\":\"A\",\"email\":\"a@b.example\"}}|/assessor",
        "{\"name\":\"g\",\"scopes\":[\"all\"]}|/scopes/0",
        "{\"name\":\"g\",\"scopes\":[]}|/scopes",
        "{\"name\":\"g\",\"scopes\":\"read\"}|/scopes",
        "{\"name\":\"g\",\"scopes\":[\"read\",\"read\"]}|/scopes/1",
        "{\"name\":\"g\",\"scopes\":[\"grade\"],\"assessor\":{\"name\":\"A\"}}|/assessor/email"
      })
  void postKeys_wrongParts_areNamed(String body, String pointer) {
    Response response = call("POST", "/v1/keys", World.KEY_A, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).path("errors").get(0).path("pointer").stringValue())
        .isEqualTo(pointer);
  }

  @Tag("check-61")
  @Test
  void postKeys_assessor_isNotKeptForTheReplay() {
    HttpEvent event =
        HttpEvent.of("POST", "/v1/keys")
            .bearer(World.KEY_A)
            .header("idempotency-key", "k")
            .json(
                "{\"name\":\"g\",\"scopes\":[\"grade\"],\"assessor\":{\"name\":\"Canary"
                    + " Person\",\"email\":\"canary@b.example\"}}");
    Response first = world.edge().answer(event);
    assertThat(first.text()).contains("Canary Person");
    assertThat(world.items.all())
        .filteredOn(item -> item.body().contains("anary"))
        .extracting(Item::key)
        .singleElement()
        .satisfies(key -> assertThat(key.sort()).isEqualTo("ASSESSOR"));
    assertThat(world.edge().answer(event).text()).doesNotContain("anary");
  }

  @Test
  void achievements_createdRevisedRead_keepTheirVersions() {
    Response made = call("POST", "/v1/achievements", World.KEY_A, achievement());
    String id = json(made).path("id").stringValue();
    assertThat(json(made).path("version").intValue()).isEqualTo(1);
    assertThat(json(made).path("hash").stringValue()).matches("[0-9a-f]{64}");
    String changed = achievement().replace("Data Storytelling", "Data Storytelling 2");
    Response second = call("POST", "/v1/achievements/" + id + "/versions", World.KEY_A, changed);
    assertThat(json(second).path("version").intValue()).isEqualTo(2);
    assertThat(json(call("GET", "/v1/achievements/" + id, World.READER_A, "")).path("name"))
        .isEqualTo(json(Response.json(200, Map.of("n", "Data Storytelling 2"))).path("n"));
    JsonNode first = json(call("GET", "/v1/achievements/" + id + "?version=1", World.READER_A, ""));
    JsonNode sent = Json.parse(achievement().getBytes(StandardCharsets.UTF_8));
    assertThat(first.path("name")).isEqualTo(sent.path("name"));
    assertThat(first.path("criteria")).isEqualTo(sent.path("criteria"));
    assertThat(first.path("alignments")).isEqualTo(sent.path("alignments"));
    assertThat(first.path("rubric").path("passRule"))
        .isEqualTo(sent.path("rubric").path("passRule"));
    assertThat(call("GET", "/v1/achievements/" + id + "?version=3", World.READER_A, "").status())
        .isEqualTo(404);
    assertThat(call("GET", "/v1/achievements/" + id + "?version=x", World.READER_A, "").status())
        .isEqualTo(400);
  }

  @Test
  void achievements_idsLeftOut_areDerivedFromTheOrder() {
    String body =
        achievement()
            .replaceAll("\"id\": \"[a-z]+\", ", "")
            .replace(
                "\"criterion\": \"charts\", \"level\": \"honest\"",
                "\"criterion\": \"criterion-2\", \"level\": \"level-2\"");
    Response made = call("POST", "/v1/achievements", World.KEY_A, body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String id = json(made).path("id").stringValue();
    assertThat(call("GET", "/v1/achievements/" + id, World.READER_A, "").text())
        .contains("\"id\":\"criterion-1\"")
        .contains("\"id\":\"level-3\"");
  }

  @Tag("check-75")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"minimumPoints\": 6|\"minimumPoints\": \"6\"|/rubric/passRule/minimumPoints",
        "\"minimumPoints\": 6|\"minimumPoints\": 10|/rubric/passRule/minimumPoints",
        "\"points\": 5|\"points\": 2|/rubric/criteria/0/levels/2/points",
        "\"id\": \"charts\"|\"id\": \"argument\"|/rubric/criteria/1/id",
        "\"level\": \"honest\"|\"level\": \"none\"|/rubric/passRule/requiredLevels/0/level",
        "\"language\": \"en\"|\"language\": \"english!\"|/language",
        "\"MicroCredential\"|\"Medal\"|/achievementType",
        "\"CFItem\"|\"Item\"|/alignments/0/targetType",
        "\"tags\": [|\"tags\": [5, |/tags/0",
        "\"validityMonths\": 36|\"validityMonths\": -1|/validityMonths",
        "https://skills.example.org|javascript:alert(1)//|/alignments/0/targetUrl",
        "https://skills.example.org|https://localhost|/alignments/0/targetUrl",
        "\"language\": \"en\"|\"creditsAvailable\": \"3\"|/creditsAvailable",
        "\"language\": \"en\"|\"creditsAvailable\": 0.001|/creditsAvailable",
        "\"language\": \"en\"|\"suspension\": \"yes\"|/suspension",
        "\"language\": \"en\"|\"refresh\": 1|/refresh",
        "\"language\": \"en\"|\"schema\": []|/schema",
        "\"language\": \"en\"|\"related\": [{\"url\": \"x\"}]|/related/0/url",
        "\"language\": \"en\"|\"fieldOfStudy\": \"a@example.org\"|/fieldOfStudy",
        "\"narrative\": |\"story\": |/criteria/narrative",
        "\"language\": \"en\"|\"image\": {\"mediaType\": \"image/svg+xml\", \"length\": 5,"
            + " \"sha256\": \"x\"}|/image/mediaType"
      })
  void postAchievements_wrongPart_isNamed(String from, String to, String pointer) {
    Response response =
        call("POST", "/v1/achievements", World.KEY_A, achievement().replace(from, to));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("\"pointer\":\"" + pointer + "\"");
    assertThat(world.items.all(Table.ITEMS)).hasSameSizeAs(new World().items.all(Table.ITEMS));
  }

  @Test
  void achievements_catalogueDetails_areKeptAndShown() {
    String details =
        """
        "creditsAvailable": 1.50, "fieldOfStudy": "Statistics", "specialization": "Charts",
        "humanCode": "ST-101", "suspension": true, "refresh": true, "schema": true,
        "related": [{"url": "https://example.org/a/0", "language": "de", "version": "0"},
          {"url": "https://example.org/a/cy"}], "language": "en"\
        """;
    Response made =
        call(
            "POST",
            "/v1/achievements",
            World.KEY_A,
            achievement().replace("\"language\": \"en\"", details));
    assertThat(made.status()).as(made.text()).isEqualTo(201);

    Response shown =
        call("GET", "/v1/achievements/" + json(made).path("id").stringValue(), World.READER_A, "");

    assertThat(shown.text())
        .contains(
            "\"creditsAvailable\":1.5,\"fieldOfStudy\":\"Statistics\","
                + "\"specialization\":\"Charts\",\"humanCode\":\"ST-101\","
                + "\"related\":[{\"url\":\"https://example.org/a/0\",\"language\":\"de\","
                + "\"version\":\"0\"},{\"url\":\"https://example.org/a/cy\"}],"
                + "\"suspension\":true,\"refresh\":true,\"schema\":true");
  }

  @Test
  void postIssuers_nameThatMixesScripts_is400() {
    Response response =
        call(
            "POST",
            "/v1/issuers",
            World.OPERATOR,
            "{\"name\":\"Аcademy\",\"url\":\"https://a.example\",\"email\":\"a@a.example\"}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("\"pointer\":\"/name\"");
  }

  @Test
  void postAchievements_tooLargeAsAWhole_is400() {
    String levels =
        "{\"name\":\"a\",\"description\":\""
            + "é".repeat(1_000)
            + "\",\"points\":0},".repeat(1)
            + "{\"name\":\"b\",\"description\":\""
            + "é".repeat(1_000)
            + "\",\"points\":1}";
    StringBuilder criteria = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      criteria
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"c\",\"levels\":[")
          .append(levels)
          .append("]}");
    }
    String body =
        "{\"name\":\"n\",\"description\":\"d\",\"criteria\":{\"narrative\":\"x\"},\"rubric\":{\"criteria\":["
            + criteria
            + "],\"passRule\":{\"minimumPoints\":1}}}";
    Response response = call("POST", "/v1/achievements", World.KEY_A, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("too large");
  }

  @Test
  void images_announcedUploadedCompleted_arePublic() {
    Response missing = call("POST", complete("6"), World.KEY_A, "{\"version\":1}");
    assertThat(missing.problem()).isEqualTo("image-missing");
    assertThat(json(missing).path("upload").path("method").stringValue()).isEqualTo("PUT");
    Response done = call("POST", complete("7"), World.KEY_A, "{\"version\":1}");
    assertThat(done.status()).isEqualTo(200);
    assertThat(json(done).path("image").path("state").stringValue()).isEqualTo("arrived");
    assertThat(json(done).path("image").path("url").stringValue())
        .isEqualTo("http://localhost:8080/public/images/" + World.sha256(World.PNG) + ".png");
    assertThat(call("POST", complete("5"), World.KEY_A, "{\"version\":1}").problem())
        .isEqualTo("wrong-state");
  }

  private static String complete(String digit) {
    return "/v1/achievements/" + World.id(digit) + "/complete";
  }

  @Test
  void credentials_renewal_namesItsRequestAndTheOldOne() {
    world.renew("8", "2");

    JsonNode shown = json(call("GET", "/v1/credentials/" + World.id("2"), World.READER_A, ""));

    assertThat(shown.path("replaces").stringValue()).isEqualTo(World.id("8"));
    assertThat(shown.path("request").stringValue()).isEqualTo(World.id("3"));
    assertThat(shown.has("submission")).isFalse();
    assertThat(shown.at("/achievement/id").stringValue()).isEqualTo(World.id("5"));
    JsonNode old = json(call("GET", "/v1/credentials/" + World.id("8"), World.READER_A, ""));
    assertThat(old.has("replaces")).isFalse();
    assertThat(old.path("submission").stringValue()).isEqualTo(World.id("4"));
  }

  @Test
  void credentials_state_followsDatesAndRevocation() {
    String target = "/v1/credentials/" + World.id("8");
    Response valid = call("GET", target, World.READER_A, "");
    assertThat(json(valid).path("state").stringValue()).isEqualTo("valid");
    assertThat(valid.text()).contains("\"x\":1.50}");
    world.clock.advance(Duration.ofDays(-1));
    assertThat(json(call("GET", target, World.READER_A, "")).path("state").stringValue())
        .isEqualTo("not-yet-valid");
    world.clock.advance(Duration.ofDays(500));
    assertThat(json(call("GET", target, World.READER_A, "")).path("state").stringValue())
        .isEqualTo("expired");
    world.clock.advance(Duration.ofDays(-499));
    world.suspend("8", true);
    JsonNode suspended = json(call("GET", target, World.READER_A, ""));
    assertThat(suspended.path("state").stringValue()).isEqualTo("suspended");
    assertThat(suspended.path("suspension").path("reason").stringValue()).isEqualTo("is looked at");
    world.suspend("8", false);
    JsonNode active = json(call("GET", target, World.READER_A, ""));
    assertThat(active.path("state").stringValue()).isEqualTo("valid");
    assertThat(active.has("suspension")).isFalse();
    world.revoke("8");
    JsonNode revoked = json(call("GET", target, World.READER_A, ""));
    assertThat(revoked.path("state").stringValue()).isEqualTo("revoked");
    assertThat(revoked.path("revocation").path("reason").stringValue()).isEqualTo("by mistake");
    assertThat(revoked.path("revocation").path("replacedBy").stringValue())
        .isEqualTo(World.id("9"));
  }

  @Tag("check-56")
  @Test
  void credentials_list_showsOnlyTheCallersAndItsCursorIsBound() {
    Response mine = call("GET", "/v1/credentials", World.READER_A, "");
    assertThat(mine.text()).contains(World.id("8")).doesNotContain(World.id("9"));
    assertThat(json(mine).path("hasMore").booleanValue()).isFalse();
    assertThat(json(mine).has("next")).isFalse();
  }

  @Tag("check-70")
  @ParameterizedTest
  @ValueSource(
      strings = {"limit=-1", "limit=0", "limit=1000000000", "limit=abc", "after=abc", "after="})
  void credentials_oddPage_is400(String query) {
    assertThat(call("GET", "/v1/credentials?" + query, World.READER_A, "").status()).isEqualTo(400);
  }

  /// Method, target with `%s` for the id, body, id of issuer B's object.
  static Stream<List<String>> objects() {
    return Stream.of(
        List.of("DELETE", "/v1/keys/%s", "", World.id("2")),
        List.of("POST", "/v1/achievements/%s/versions", achievement(), World.id("b")),
        List.of("POST", "/v1/achievements/%s/complete", "{\"version\":1}", World.id("b")),
        List.of("GET", "/v1/achievements/%s", "", World.id("b")),
        List.of("GET", "/v1/achievements/%s?version=1", "", World.id("b")),
        List.of("GET", "/v1/credentials/%s", "", World.id("9")));
  }

  @Tag("check-55")
  @Tag("check-72")
  @ParameterizedTest
  @MethodSource("objects")
  void anyRoute_anotherIssuersId_isByteEqualToAnUnknownOne(List<String> object) {
    int rows = world.items.all().size();
    Response other = with(object, object.get(3));
    assertThat(other.status()).isEqualTo(404);
    for (String id : List.of("f".repeat(32), "x", "%2e%2e", "a%2fb", "%00", ";x=y", "％")) {
      Response unknown = with(object, id);
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.body()).isEqualTo(other.body());
      assertThat(unknown.headers()).isEqualTo(other.headers());
    }
    assertThat(world.items.all()).hasSize(rows);
  }

  private Response with(List<String> object, String id) {
    return call(object.get(0), object.get(1).replace("%s", id), World.KEY_A, object.get(2));
  }

  @Tag("check-58")
  @Test
  void everyRoute_keyWithoutItsScope_is403() {
    String grading = gradingKey();
    for (String route : world.edge().routes()) {
      String[] parts = route.split(" ");
      boolean reading = parts[0].equals("GET");
      String key = reading ? grading : World.READER_A;
      Response response = call(parts[0], parts[1].replace("{id}", World.id("5")), key, "");
      assertThat(response.status()).as(route).isEqualTo(403);
    }
  }

  private String gradingKey() {
    String body =
        "{\"name\":\"g\",\"scopes\":[\"grade\"],\"assessor\":{\"name\":\"A\",\"email\":\"a@b.example\"}}";
    return json(call("POST", "/v1/keys", World.KEY_A, body)).path("secret").stringValue();
  }
}
