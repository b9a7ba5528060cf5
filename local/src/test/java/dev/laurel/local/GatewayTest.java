package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.gateway.Gateway;
import dev.laurel.local.gateway.RouteTable;
import dev.laurel.local.template.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The local gateway makes the events that API Gateway makes, and keeps its limits. Spoken to over
/// a bare socket: clients tidy up what is of interest here.
final class GatewayTest {
  private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    EventFunction function =
        (event, requestId) -> {
          events.add(Json.read(new String(event, StandardCharsets.UTF_8), JsonNode.class));
          return Json.bytes(
              Map.of(
                  "statusCode",
                  201,
                  "headers",
                  Map.of("content-type", "application/octet-stream"),
                  "cookies",
                  List.of("a=1; HttpOnly", "b=2"),
                  "body",
                  "AP8=",
                  "isBase64Encoded",
                  true));
        };
    Map<Route, String> routes = new LinkedHashMap<>();
    routes.put(new Route("GET", "/things/{id}"), "f");
    routes.put(new Route("GET", "/things/special"), "f");
    routes.put(new Route("POST", "/things"), "f");
    routes.put(new Route("GET", "/files/{path+}"), "f");
    routes.put(Route.DEFAULT, "f");
    gateway =
        new Gateway(
            0,
            new RouteTable(routes),
            Map.of("f", function),
            Map.of(),
            InstantSource.system(),
            new Random(1),
            log::add);
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void headers_areFoldedAndJoined_cookiesStandApart() throws IOException {
    send(
        "GET /things/7?a=1&a=2&b=%C3%A9+x HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-ONE: 2\r\n"
            + "Cookie: c=1; d=2\r\nConnection: close\r\n\r\n");
    JsonNode event = events.remove();
    assertThat(event.path("version").asString()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asString()).isEqualTo("GET /things/{id}");
    assertThat(event.path("headers").path("x-one").asString()).isEqualTo("1,2");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("cookies").toString()).isEqualTo("[\"c=1\",\"d=2\"]");
    assertThat(event.path("pathParameters").path("id").asString()).isEqualTo("7");
    assertThat(event.path("queryStringParameters").path("a").asString()).isEqualTo("1,2");
    assertThat(event.path("queryStringParameters").path("b").asString()).isEqualTo("é x");
    assertThat(event.path("requestContext").path("http").path("method").asString())
        .isEqualTo("GET");
  }

  @Test
  void answer_carriesStatusCookiesAndDecodedBytes() throws IOException {
    byte[] answer = send("GET /things/7 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("HTTP/1.1 201");
    assertThat(text).containsIgnoringCase("set-cookie: a=1; HttpOnly").endsWith("\u0000\u00ff");
    assertThat(text).containsIgnoringCase("set-cookie: b=2");
  }

  @Test
  void routes_preferLiteralsThenGreedyThenDefault() throws IOException {
    for (String path :
        List.of("/things/special", "/files/a/b%2Fc", "/else", "/things", "/files/")) {
      send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    }
    assertThat(events.stream().map(e -> e.path("routeKey").asString()))
        .containsExactly(
            "GET /things/special", "GET /files/{path+}", "$default", "$default", "$default");
    assertThat(
            events.stream()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .path("pathParameters")
                .path("path")
                .asString())
        .isEqualTo("a/b/c");
  }

  @Test
  @Tag("check-21")
  void bodies_thatAreNotText_travelAsTheyAre() throws IOException {
    byte[] body = {'"', (byte) 0xff, '"'};
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(
        "POST /things HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    request.write(body);
    send(request.toByteArray());
    JsonNode event = events.remove();
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(java.util.Base64.getDecoder().decode(event.path("body").asString())).isEqualTo(body);
  }

  @Test
  @Tag("check-20")
  void bodyOverTheGatewaysLimit_is413AndReachesNoFunction() throws IOException {
    int length = 10 * 1024 * 1024 + 1;
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(
        ("POST /things HTTP/1.1\r\nHost: h\r\nContent-Length: "
                + length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    request.write(new byte[length]);
    assertThat(status(send(request.toByteArray()))).isEqualTo(413);
    assertThat(events).isEmpty();
  }

  @Test
  void headersOverTheGatewaysLimit_are431() throws IOException {
    String header = "X-Long: " + "a".repeat(10_240) + "\r\n";
    assertThat(
            status(
                send(
                    "GET /things/7 HTTP/1.1\r\nHost: h\r\n"
                        + header
                        + "Connection: close\r\n\r\n")))
        .isEqualTo(431);
    assertThat(events).isEmpty();
  }

  @Test
  @Tag("check-72")
  void strangePaths_areNever5xx() throws IOException {
    for (String path :
        List.of(
            "//things/7",
            "/%2e%2e/things",
            "/things/%00",
            "/things/7;x=y",
            "/things/a%2fb",
            "/things/%EF%BC%8F",
            "/things/%zz",
            "/../etc/passwd")) {
      int status =
          status(send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
      assertThat(status).as(path).isLessThan(500);
    }
  }

  @Test
  @Tag("check-61")
  void accessLog_namesTheRouteAndNeverPathOrQuery() throws IOException {
    send("GET /things/SECRET?key=SECRET HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    gateway.close();
    assertThat(log).isNotEmpty().noneMatch(line -> line.contains("SECRET"));
    assertThat(log.getFirst()).contains("GET /things/{id}", "201");
  }

  private byte[] send(String request) throws IOException {
    return send(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] send(byte[] request) throws IOException {
    byte[] loopback = {127, 0, 0, 1};
    try (Socket socket = new Socket(InetAddress.getByAddress(loopback), gateway.port())) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static int status(byte[] answer) {
    return Integer.parseInt(new String(answer, StandardCharsets.ISO_8859_1).split(" ")[1]);
  }
}
