package dev.laurel.runtime;

import dev.laurel.json.Json;
import dev.laurel.storage.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// The outermost frame of a function: takes an event, finds out what it is, and answers it.
///
/// - an HTTP API event (payload 2.0): routed, authenticated, handled; every failure is a problem;
/// - a DynamoDB stream event of the outbox: each new message is delivered, only an unavailable
///   store fails the batch;
/// - a DynamoDB stream event of the log: the changed keys go to their listener at once;
/// - a schedule event: the messages' and the function's own sweeps run;
/// - an operator's event: the work of that name is done.
///
/// Safe for any number of threads.
public final class Edge {
  /// Largest request body of a route that takes no larger ones by name: 64 KiB of evidence text, a
  /// credential of 256 KiB with escapes and an achievement with a full rubric all fit.
  public static final int MAX_BODY_BYTES = 1024 * 1024;

  /// What a client should wait before it tries an unavailable store again.
  static final int RETRY_AFTER_SECONDS = 5;

  private final Router router;
  private final Authentication authentication;
  private final Deliveries deliveries;
  private final Set<Class<? extends RuntimeException>> unavailable;
  private final Map<String, Integer> bodyLimits;
  private final LongSupplier nanos;
  private final Log log;

  Edge(EdgeBuilder builder) {
    this.router = builder.router;
    this.authentication = new Authentication(builder.keys, builder.operatorKeyHash);
    this.log = builder.log();
    this.deliveries = new Deliveries(builder, log);
    this.unavailable = Set.copyOf(builder.unavailable);
    this.bodyLimits = Map.copyOf(builder.bodyLimits);
    this.nanos = builder.nanos;
  }

  private int maxBodyBytes(String routeKey) {
    return bodyLimits.getOrDefault(routeKey, MAX_BODY_BYTES);
  }

  public static EdgeBuilder builder(String function) {
    return new EdgeBuilder(function);
  }

  /// The keys of the routes that this function answers.
  public Set<String> routes() {
    return router.routes();
  }

  /// Answers one event of Lambda. `requestId` is used where the event names none.
  public void handle(InputStream event, OutputStream answer, String requestId) throws IOException {
    answer.write(handle(event.readAllBytes(), requestId));
  }

  /// [#handle(InputStream, OutputStream, String)] over bytes.
  public byte[] handle(byte[] event, String requestId) {
    JsonNode tree;
    try {
      tree = Json.read(new String(event, StandardCharsets.UTF_8), JsonNode.class);
    } catch (IllegalStateException e) {
      tree = Json.object();
    }
    if (tree.path("Records").isArray()) {
      return Json.bytes(deliveries.stream(tree.path("Records")));
    }
    if (Deliveries.isSchedule(tree)) {
      deliveries.sweep();
      return Json.bytes(Map.of("ok", true));
    }
    Optional<Runnable> operation = deliveries.operation(tree);
    if (operation.isPresent()) {
      operation.get().run();
      return Json.bytes(Map.of("ok", true));
    }
    return encoded(answerEvent(tree, requestId));
  }

  /// Answers one HTTP request; it is routed here unless its route key is given.
  public Response answer(HttpEvent event) {
    long start = nanos.getAsLong();
    HttpEvent routed = event;
    if (event.routeKey().isEmpty()) {
      Optional<Router.Match> match = router.match(event.method(), event.path());
      routed = match.map(m -> event.routed(m.routeKey(), m.parameters())).orElse(event);
    }
    return framed(routed, start);
  }

  private Response answerEvent(JsonNode tree, String requestId) {
    long start = nanos.getAsLong();
    String id = tree.path("requestContext").path("requestId").asString(requestId);
    HttpEvent event;
    try {
      event = HttpEvent.from(tree, requestId, this::maxBodyBytes);
    } catch (ProblemException e) {
      String route =
          router.find(tree.path("routeKey").asString("")).map(Router.Route::key).orElse("");
      Response response = Response.problem(e.problem());
      record(route, id, "", response, start);
      return finished(response, id);
    }
    return framed(event, start);
  }

  /// The frame that nothing but an [Error] leaves.
  private Response framed(HttpEvent event, long start) {
    Outcome outcome = outcome(event);
    record(outcome.route(), event.requestId(), outcome.issuer(), outcome.response(), start);
    return finished(outcome.response(), event.requestId());
  }

  private record Outcome(Response response, String route, String issuer) {}

  private Outcome outcome(HttpEvent event) {
    String routeName = "";
    String issuer = "";
    try {
      Optional<Router.Route> found = router.find(event.routeKey());
      if (found.isEmpty()) {
        return new Outcome(Response.problem(Problem.notFound()), "", "");
      }
      Router.Route route = found.get();
      routeName = route.key();
      authentication.refuseKeyInUrl(event);
      int max = maxBodyBytes(routeName);
      if (event.body().length > max) {
        throw Problem.of(ProblemType.TOO_LARGE, "A body has at most " + max + " bytes.")
            .toException();
      }
      Caller caller = authentication.caller(event, route.access());
      issuer = caller instanceof Caller.Key key ? key.issuer().text() : "";
      authentication.authorize(caller, route.access());
      return new Outcome(route.handler().handle(request(event, caller)), routeName, issuer);
    } catch (ProblemException e) {
      return new Outcome(Response.problem(e.problem()), routeName, issuer);
    } catch (StoreUnavailable e) {
      return new Outcome(unavailable(e, event.requestId()), routeName, issuer);
    } catch (RuntimeException | StackOverflowError e) {
      boolean known = unavailable.stream().anyMatch(type -> type.isInstance(e));
      Response response = known ? unavailable(e, event.requestId()) : broken(e, event.requestId());
      return new Outcome(response, routeName, issuer);
    }
  }

  private Response unavailable(Throwable e, String requestId) {
    logFailure("unavailable", e, requestId);
    return Response.problem(
            Problem.of(
                ProblemType.UNAVAILABLE,
                "A part that is needed did not answer. Repeat the request; with the same"
                    + " Idempotency-Key it has one effect."))
        .header("retry-after", Integer.toString(RETRY_AFTER_SECONDS));
  }

  private Response broken(Throwable e, String requestId) {
    logFailure("failed", e, requestId);
    return Response.problem(
        Problem.of(ProblemType.INTERNAL, "Say this number when you report it.")
            .with("correlation", requestId));
  }

  private void logFailure(String event, Throwable e, String requestId) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("requestId", requestId);
    fields.putAll(Log.failure(e));
    log.event(event, fields);
  }

  private void record(
      String route, String requestId, String issuer, Response response, long start) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("requestId", requestId);
    fields.put("route", route);
    fields.put("status", response.status());
    fields.put("durationMs", (nanos.getAsLong() - start) / 1_000_000);
    if (!response.problem().isEmpty()) {
      fields.put("problem", response.problem());
    }
    if (!issuer.isEmpty()) {
      fields.put("issuerId", issuer);
    }
    log.event("request", fields);
  }

  private static Response finished(Response response, String requestId) {
    Response done =
        response
            .header("x-content-type-options", "nosniff")
            .header("laurel-request-id", requestId.replaceAll("[^ -~]", "?"));
    return done.headers().containsKey("cache-control")
        ? done
        : done.header("cache-control", "no-store");
  }

  private static Request request(HttpEvent event, Caller caller) {
    return new Request(
        event.requestId(),
        event.method(),
        event.routeKey(),
        event.path(),
        event.pathParameters(),
        event.query(),
        event.headers(),
        event.cookies(),
        event.body(),
        caller);
  }

  /// The gateway's answer format 2.0: text as text, anything else as base64.
  private static byte[] encoded(Response response) {
    String mediaType = response.headers().getOrDefault("content-type", "");
    boolean text = mediaType.startsWith("text/") || mediaType.contains("json");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("statusCode", response.status());
    answer.put("headers", response.headers());
    answer.put("cookies", new ArrayList<>(response.cookies()));
    answer.put(
        "body",
        text ? response.text() : java.util.Base64.getEncoder().encodeToString(response.body()));
    answer.put("isBase64Encoded", !text);
    return Json.bytes(answer);
  }

  /// Reads what [#handle(byte[], String)] answered to an HTTP event; for the local gateway and
  /// tests.
  public static Response decoded(byte[] answer) {
    JsonNode tree = Json.read(new String(answer, StandardCharsets.UTF_8), JsonNode.class);
    Map<String, String> headers = new LinkedHashMap<>();
    tree.path("headers")
        .properties()
        .forEach(m -> headers.put(m.getKey(), m.getValue().asString()));
    List<String> cookies = new ArrayList<>();
    tree.path("cookies").forEach(c -> cookies.add(c.asString()));
    String body = tree.path("body").asString("");
    byte[] bytes =
        tree.path("isBase64Encoded").asBoolean(false)
            ? java.util.Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8);
    return new Response(tree.path("statusCode").asInt(), headers, cookies, bytes, "");
  }
}
