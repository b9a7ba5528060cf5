package dev.laurel.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.laurel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An HTTP API on loopback: HTTP in, payload 2.0 events to functions, their answers out. Keeps the
/// limits of the real one and writes an access line per request that carries the route and never
/// path or query.
public final class Gateway implements AutoCloseable {
  /// API Gateway's largest body.
  static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /// API Gateway's limit on the request line and all headers together.
  static final int MAX_HEADER_BYTES = 10_240;

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final RouteTable routes;
  private final Map<String, EventFunction> functions;
  private final Map<String, LocalRoute> local;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<String> accessLog;

  /// A gateway on the port of 127.0.0.1 (0: a free one); it answers after [#start]. `local` maps
  /// path prefixes, none the beginning of another, to what serves them.
  public Gateway(
      int port,
      RouteTable routes,
      Map<String, EventFunction> functions,
      Map<String, LocalRoute> local,
      InstantSource clock,
      RandomGenerator random,
      Consumer<String> accessLog)
      throws IOException {
    this.routes = routes;
    this.functions = Map.copyOf(functions);
    this.local = Map.copyOf(local);
    this.clock = clock;
    this.random = random;
    this.accessLog = accessLog;
    byte[] loopback = {127, 0, 0, 1};
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), port), 256);
    server.setExecutor(workers);
    server.createContext("/", this::serve);
  }

  /// Begins to answer.
  public void start() {
    server.start();
  }

  /// The port that was bound.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Stops after the requests that have begun, at most this long.
  public void stop(Duration grace) {
    server.stop((int) grace.toSeconds());
    workers.close();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private void serve(HttpExchange exchange) throws IOException {
    long began = clock.millis();
    String requestId = requestId();
    String routeKey = "-";
    int status = 500;
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      int question = target.indexOf('?');
      String path = question < 0 ? target : target.substring(0, question);
      String query = question < 0 ? "" : target.substring(question + 1);
      Optional<Map.Entry<String, LocalRoute>> here =
          local.entrySet().stream().filter(e -> path.startsWith(e.getKey())).findFirst();
      if (here.isPresent()) {
        String prefix = here.get().getKey();
        routeKey = exchange.getRequestMethod() + " " + prefix;
        here.get().getValue().serve(exchange, path.substring(prefix.length()));
        status = exchange.getResponseCode();
        return;
      }
      Optional<RouteTable.Hit> hit = routes.find(exchange.getRequestMethod(), path);
      if (hit.isEmpty()) {
        status = plain(exchange, 404, "Not Found");
        return;
      }
      routeKey = hit.get().route().key();
      status = forward(exchange, hit.get(), path, query, requestId);
    } catch (RuntimeException e) {
      // The outermost frame of a request: like Lambda, the caller hears nothing of the reason.
      accessLog.accept(
          Json.write(Map.of("requestId", requestId, "failure", e.getClass().getName())));
      status = plain(exchange, 500, "Internal Server Error");
    } finally {
      ObjectNode line = Json.object();
      line.put("requestId", requestId).put("route", routeKey).put("status", status);
      accessLog.accept(line.put("latencyMs", clock.millis() - began).toString());
    }
  }

  private int forward(
      HttpExchange exchange, RouteTable.Hit hit, String path, String query, String requestId)
      throws IOException {
    if (headerBytes(exchange) > MAX_HEADER_BYTES) {
      return plain(exchange, 431, "Request Header Fields Too Large");
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MAX_BODY_BYTES + 1);
    }
    if (body.length > MAX_BODY_BYTES) {
      return plain(exchange, 413, "Request Entity Too Large");
    }
    ObjectNode event =
        HttpEvent.of(
            hit,
            exchange.getRequestMethod(),
            path,
            query,
            exchange.getRequestHeaders(),
            body,
            requestId,
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            clock.instant());
    EventFunction function = functions.get(hit.function());
    if (function == null) {
      return plain(exchange, 500, "Internal Server Error");
    }
    byte[] answer = function.handle(Json.bytes(event), requestId);
    return respond(exchange, Json.read(new String(answer, StandardCharsets.UTF_8), JsonNode.class));
  }

  private static int respond(HttpExchange exchange, JsonNode answer) throws IOException {
    int status = answer.path("statusCode").asInt(500);
    Headers headers = exchange.getResponseHeaders();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.set(header.getKey(), header.getValue().asString()));
    answer.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asString()));
    String text = answer.path("body").asString("");
    byte[] body =
        answer.path("isBase64Encoded").asBoolean(false)
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    send(exchange, status, body);
    return status;
  }

  /// What API Gateway says by itself.
  private static int plain(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, Json.bytes(Map.of("message", message)));
    return status;
  }

  /// Sends status and body; none where the status or the method forbids one.
  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean bodiless = status == 204 || status == 304 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless || body.length == 0 ? -1 : body.length);
    if (!bodiless && body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static int headerBytes(HttpExchange exchange) {
    int bytes = exchange.getRequestURI().toString().length();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      for (String value : header.getValue()) {
        bytes += header.getKey().length() + value.length() + 4;
      }
    }
    return bytes;
  }

  private String requestId() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).toLowerCase(Locale.ROOT);
  }
}
