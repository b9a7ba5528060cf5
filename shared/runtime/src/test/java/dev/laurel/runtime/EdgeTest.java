package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.storage.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class EdgeTest {
  private final World world = new World();

  private Edge edge(RouteHandler handler) {
    return world
        .edge(
            Router.builder()
                .open("GET /open/{id}", handler)
                .operator("POST /v1/issuers", handler)
                .key("POST /v1/things", "admin", handler)
                .key("GET /v1/things/{id}", "read", handler)
                .build())
        .build();
  }

  private final Edge edge =
      edge(r -> Response.json(200, Map.of("caller", r.caller().getClass().getSimpleName())));

  @Test
  void answer_validKey_reachesHandlerWithItsIssuer() {
    Response response =
        edge(r -> Response.json(200, Map.of("issuer", r.key().issuer().text())))
            .answer(HttpEvent.of("POST", "/v1/things").bearer(World.KEY_A));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains(World.A.text());
    assertThat(response.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cache-control", "no-store")
        .containsEntry("laurel-request-id", "local");
  }

  static Stream<String> wrongKeys() {
    String key = World.KEY_A;
    return Stream.of(
        "",
        "Bearer",
        "Bearer ",
        "Bearer " + key.substring(0, key.length() - 1),
        "Bearer " + key + " ",
        "Bearer " + key + "\n",
        "Bearer  " + key,
        "Bearer " + key.toUpperCase(java.util.Locale.ROOT),
        "Bearer " + key.replace("_c", "_d"),
        "Bearer laurel_" + "9".repeat(32) + "_" + "c".repeat(64),
        "Basic " + key,
        key,
        "Bearer " + key + "," + key,
        "Bearer " + "x".repeat(10_000),
        "Bearer laurel_operator_" + "f".repeat(64));
  }

  @Tag("check-59")
  @ParameterizedTest
  @MethodSource("wrongKeys")
  void answer_wrongKey_isSame401(String authorization) {
    Response response =
        edge.answer(HttpEvent.of("POST", "/v1/things").header("authorization", authorization));
    Response none = edge.answer(HttpEvent.of("POST", "/v1/things"));
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.text()).isEqualTo(none.text()).contains("unauthenticated");
    assertThat(response.headers())
        .isEqualTo(none.headers())
        .containsEntry("www-authenticate", "Bearer");
  }

  @Tag("check-59")
  @Test
  void answer_deletedKey_isSame401() {
    String none = edge.answer(HttpEvent.of("POST", "/v1/things")).text();
    world.keys.clear();
    Response response = edge.answer(HttpEvent.of("POST", "/v1/things").bearer(World.KEY_A));
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.text()).isEqualTo(none);
  }

  @Tag("check-60")
  @ParameterizedTest
  @ValueSource(strings = {"/open/1?key=%s", "/open/1?%s", "/v1/things/1?after=x&k=%s"})
  void answer_keyInQuery_is400AndNotLogged(String target) {
    Response response =
        edge.answer(HttpEvent.of("GET", String.format(target, World.KEY_A)).bearer(World.KEY_A));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("key-in-url").doesNotContain(World.KEY_A);
    assertThat(world.lines).isNotEmpty().noneMatch(line -> line.contains("laurel_1"));
  }

  @Tag("check-60")
  @Test
  void answer_keyInQueryEscaped_is400() {
    String escaped = World.KEY_A.replace("_", "%5f");
    assertThat(edge.answer(HttpEvent.of("GET", "/open/1?x=" + escaped)).status()).isEqualTo(400);
  }

  @Tag("check-58")
  @Test
  void answer_keyWithoutScope_is403NamingIt() {
    Response response = edge.answer(HttpEvent.of("GET", "/v1/things/1").bearer(World.KEY_A));
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.text()).contains("forbidden-scope").contains("\"scope\":\"read\"");
  }

  @Test
  void answer_operatorRoute_takesOnlyTheOperator() {
    HttpEvent event = HttpEvent.of("POST", "/v1/issuers");
    assertThat(edge.answer(event.bearer(World.OPERATOR)).text()).contains("Operator");
    Response other = edge.answer(event.bearer(World.KEY_A));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.problem()).isEqualTo("operator-only");
    assertThat(edge.answer(HttpEvent.of("POST", "/v1/things").bearer(World.OPERATOR)).problem())
        .isEqualTo("forbidden-scope");
  }

  @Test
  void answer_noOperatorConfigured_refusesEveryOperatorKey() {
    Edge without =
        world
            .edge(Router.builder().operator("POST /x", r -> Response.noContent()).build())
            .operatorKeyHash("")
            .build();
    assertThat(without.answer(HttpEvent.of("POST", "/x").bearer(World.OPERATOR)).status())
        .isEqualTo(401);
  }

  @Tag("check-72")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "//open/1",
        "/open//1",
        "/open/",
        "/open",
        "/",
        "",
        "/%2e%2e/open/1",
        "/open/1/2",
        "/%6fpen/1",
        "/v1／things"
      })
  void answer_pathThatNoRouteHas_is404(String path) {
    Response response = edge.answer(HttpEvent.of("GET", path));
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text()).isEqualTo(edge.answer(HttpEvent.of("GET", "/nothing")).text());
  }

  @Tag("check-72")
  @Test
  void answer_escapedSlashAndZero_arriveDecodedInTheParameter() {
    Edge echo = edge(r -> Response.json(200, Map.of("id", r.path("id"))));
    assertThat(echo.answer(HttpEvent.of("GET", "/open/a%2fb%00;x=y+z")).text())
        .isEqualTo("{\"id\":\"a/b\\u0000;x=y+z\"}");
  }

  @Tag("check-20")
  @Test
  void answer_bodyOverLimit_is413BeforeAnything() {
    byte[] limit = new byte[Edge.MAX_BODY_BYTES];
    HttpEvent fits = HttpEvent.of("POST", "/v1/things").body("x/y", limit).bearer(World.KEY_A);
    assertThat(edge.answer(fits).status()).isEqualTo(200);
    HttpEvent over =
        HttpEvent.of("POST", "/v1/things").body("x/y", new byte[Edge.MAX_BODY_BYTES + 1]);
    assertThat(edge.answer(over).status()).isEqualTo(413);
    HttpEvent routed = over.routed("POST /v1/things", Map.of());
    assertThat(Edge.decoded(edge.handle(routed.toJsonBytes(), "r")).status()).isEqualTo(413);
    assertThat(
            Edge.decoded(edge.handle(fits.routed("POST /v1/things", Map.of()).toJsonBytes(), "r"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void answer_brokenHandler_is500WithoutDetail() {
    Response response =
        edge(
                r -> {
                  throw new IllegalArgumentException("jane@example.org");
                })
            .answer(HttpEvent.of("GET", "/open/1"));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("\"correlation\":\"local\"").doesNotContain("jane");
    assertThat(world.lines)
        .anyMatch(line -> line.contains("IllegalArgumentException"))
        .noneMatch(line -> line.contains("jane"));
  }

  @Test
  void answer_stackOverflow_is500() {
    assertThat(edge(EdgeTest::forever).answer(HttpEvent.of("GET", "/open/1")).status())
        .isEqualTo(500);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Response forever(Request request) {
    return forever(request).header("a", "b");
  }

  @Tag("check-96")
  @Test
  void answer_storeUnavailable_is503WithRetryAfter() {
    Response response =
        edge(
                r -> {
                  throw new StoreUnavailable("down", new RuntimeException("x"));
                })
            .answer(HttpEvent.of("GET", "/open/1"));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsKey("retry-after");
  }

  @Test
  void answer_otherKnownOutage_is503() {
    Edge known =
        world
            .edge(
                Router.builder()
                    .open(
                        "GET /x",
                        r -> {
                          throw new UnsupportedOperationException();
                        })
                    .build())
            .unavailable(UnsupportedOperationException.class)
            .build();
    assertThat(known.answer(HttpEvent.of("GET", "/x")).status()).isEqualTo(503);
  }

  @Tag("check-61")
  @Test
  void answer_request_logsRouteButNeitherPathNorQuery() {
    edge.answer(HttpEvent.of("GET", "/open/token-123?share=token-456"));
    JsonNode line = Json.parse(world.lines.getLast().getBytes(StandardCharsets.UTF_8));
    assertThat(line.path("event").stringValue()).isEqualTo("request");
    assertThat(line.path("function").stringValue()).isEqualTo("test");
    assertThat(line.path("route").stringValue()).isEqualTo("GET /open/{id}");
    assertThat(line.path("status").intValue()).isEqualTo(200);
    assertThat(line.path("durationMs").isIntegralNumber()).isTrue();
    assertThat(world.lines).noneMatch(l -> l.contains("token"));
  }

  static Stream<String> oddEvents() {
    String http = "\"requestContext\":{\"http\":{\"method\":\"POST\",\"path\":\"/v1/things\"}}";
    String auth =
        "{\"aUTHORIZATION\":\"Bearer " + World.KEY_A + "\",\"Content-TYPE\":\"application/json\"}";
    return Stream.of(
        "{\"routeKey\":\"POST /v1/things\"," + http + ",\"headers\":null,\"body\":null}",
        "{\"routeKey\":\"POST /v1/things\"," + http + ",\"headers\":" + auth + ",\"body\":null}",
        "{\"routeKey\":\"POST /v1/things\",\"headers\":" + auth + ",\"body\":\"{\"}",
        "{\"routeKey\":\"POST /v1/things\",\"headers\":"
            + auth
            + ",\"body\":\"*\",\"isBase64Encoded\":true}",
        "{\"routeKey\":\"POST /v1/things\",\"headers\":"
            + auth
            + ",\"body\":\""
            + b64("{}")
            + "\",\"isBase64Encoded\":true}",
        "{\"routeKey\":\"POST"
            + " /v1/things\",\"headers\":5,\"cookies\":{},\"body\":[],\"pathParameters\":3}",
        "{\"requestContext\":null,\"routeKey\":null}",
        "{\"requestContext\":[]}",
        "{}",
        "[]",
        "null",
        "",
        "not json");
  }

  private static String b64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Tag("check-74")
  @ParameterizedTest
  @MethodSource("oddEvents")
  void handle_oddEvent_is4xx(String event) {
    Edge reading =
        edge(r -> {
          Fields body = Fields.of(r);
          body.text("name", 10);
          body.end();
          return Response.noContent();
        });
    byte[] answer = reading.handle(event.getBytes(StandardCharsets.UTF_8), "r1");
    assertThat(Edge.decoded(answer).status()).isBetween(400, 499);
    assertThat(world.lines).noneMatch(line -> line.contains("\"failed\""));
  }

  @Tag("check-74")
  @Test
  void handle_mixedCaseHeadersAndBase64_work() {
    String event =
        "{\"routeKey\":\"POST /v1/things\",\"headers\":{\"AUTHorization\":\"Bearer "
            + World.KEY_A
            + "\"},\"body\":\""
            + b64("é")
            + "\",\"isBase64Encoded\":true}";
    Edge echo = edge(r -> Response.bytes(200, "application/octet-stream", r.body()));
    Response response = Edge.decoded(echo.handle(event.getBytes(StandardCharsets.UTF_8), "r1"));
    assertThat(response.text()).isEqualTo("é");
    assertThat(response.headers()).containsEntry("laurel-request-id", "r1");
  }

  @Test
  void handle_answerWithCookiesAndHtml_isInGatewayFormat() {
    Edge page = edge(r -> Response.html(200, "<p>é").cookie("a=b; HttpOnly"));
    HttpEvent event = HttpEvent.of("GET", "/open/1").routed("GET /open/{id}", Map.of("id", "1"));
    JsonNode answer = Json.parse(page.handle(event.toJsonBytes(), "r1"));
    assertThat(answer.path("isBase64Encoded").booleanValue()).isFalse();
    assertThat(answer.path("body").stringValue()).isEqualTo("<p>é");
    assertThat(answer.path("cookies").get(0).stringValue()).isEqualTo("a=b; HttpOnly");
    assertThat(Edge.decoded(page.handle(event.toJsonBytes(), "r1")).cookies())
        .isEqualTo(List.of("a=b; HttpOnly"));
  }

  @Test
  void handle_queryAndCookies_reachTheHandler() {
    Edge echo =
        edge(r ->
            Response.json(
                200, Map.of("q", r.query("q").orElse(""), "c", r.cookie("c").orElse(""))));
    HttpEvent event = HttpEvent.of("GET", "/open/1?q=a%20b&q=c&x").cookie("c=d=e").cookie("c=f");
    byte[] answer =
        echo.handle(event.routed("GET /open/{id}", Map.of("id", "1")).toJsonBytes(), "r");
    assertThat(Edge.decoded(answer).text()).contains("\"q\":\"a b,c\"").contains("\"c\":\"d=e\"");
  }

  @Test
  void header_withLineFeed_isRefused() {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> Response.noContent().header("x", "a\r\nset-cookie: b"));
  }

  @Test
  @Tag("check-56")
  void answer_keyInXApiKey_isReadLikeTheOtherHeader() {
    HttpEvent event = HttpEvent.of("POST", "/v1/things");

    assertThat(edge.answer(event.header("x-api-key", World.KEY_A)).status())
        .isEqualTo(edge.answer(event.bearer(World.KEY_A)).status())
        .isLessThan(400);
    for (String wrong :
        List.of("", "x", "Bearer " + World.KEY_A, World.KEY_A + " ", "x".repeat(10_000))) {
      assertThat(edge.answer(event.header("x-api-key", wrong)).status()).as(wrong).isEqualTo(401);
    }
    assertThat(edge.answer(event.bearer("x").header("x-api-key", World.KEY_A)).status())
        .as("the first header counts")
        .isEqualTo(401);
  }
}
