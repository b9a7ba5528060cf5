package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/// One HTTP request as the gateway describes it (HTTP API, payload format 2.0), read without
/// trusting that any part is there. Also written, by the local gateway and by tests.
///
/// `routeKey` is "" where the gateway has not routed yet: the edge then looks into its own routes.
@SuppressWarnings("ArrayRecordComponent") // the body is cloned in and out; events are not compared
public record HttpEvent(
    String requestId,
    String routeKey,
    String method,
    String path,
    String rawQuery,
    Map<String, String> pathParameters,
    Map<String, String> headers,
    List<String> cookies,
    byte[] body) {
  public HttpEvent {
    pathParameters = Map.copyOf(pathParameters);
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
    cookies = List.copyOf(cookies);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /// A request without headers and body that the edge will route; `target` is path and query.
  public static HttpEvent of(String method, String target) {
    int mark = target.indexOf('?');
    return new HttpEvent(
        "local",
        "",
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        Map.of(),
        Map.of(),
        List.of(),
        new byte[0]);
  }

  /// This request with a header.
  public HttpEvent header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new HttpEvent(
        requestId, routeKey, method, path, rawQuery, pathParameters, more, cookies, body);
  }

  /// This request with `Authorization: Bearer`.
  public HttpEvent bearer(String key) {
    return header("authorization", "Bearer " + key);
  }

  /// This request with a cookie `name=value`.
  public HttpEvent cookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new HttpEvent(
        requestId, routeKey, method, path, rawQuery, pathParameters, headers, more, body);
  }

  /// This request with a JSON body.
  public HttpEvent json(String text) {
    return body("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /// This request with a body.
  public HttpEvent body(String mediaType, byte[] content) {
    return new HttpEvent(
            requestId, routeKey, method, path, rawQuery, pathParameters, headers, cookies, content)
        .header("content-type", mediaType);
  }

  /// This request, routed.
  public HttpEvent routed(String key, Map<String, String> parameters) {
    return new HttpEvent(
        requestId, key, method, path, rawQuery, parameters, headers, cookies, body);
  }

  /// The request in an event. Missing parts are empty. Throws [ProblemException]: 413 for a body
  /// over what its route takes, 400 for one that says base64 and is not.
  static HttpEvent from(
      JsonNode event, String fallbackRequestId, ToIntFunction<String> maxBodyBytes) {
    JsonNode context = event.path("requestContext");
    JsonNode http = context.path("http");
    String routeKey = text(event.path("routeKey"), text(context.path("routeKey"), ""));
    int space = routeKey.indexOf(' ');
    String method = text(http.path("method"), space < 0 ? "" : routeKey.substring(0, space));
    String path = text(event.path("rawPath"), text(http.path("path"), ""));
    List<String> cookies = new ArrayList<>();
    for (JsonNode cookie : event.path("cookies")) {
      if (cookie.isString()) {
        cookies.add(cookie.stringValue());
      }
    }
    return new HttpEvent(
        text(context.path("requestId"), fallbackRequestId),
        routeKey,
        method,
        path,
        text(event.path("rawQueryString"), ""),
        texts(event.path("pathParameters")),
        texts(event.path("headers")),
        cookies,
        body(event, maxBodyBytes.applyAsInt(routeKey)));
  }

  /// The event as the gateway would send it; the body as base64.
  public byte[] toJsonBytes() {
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", method);
    http.put("path", path);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("requestId", requestId);
    context.put("routeKey", routeKey);
    context.put("http", http);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", routeKey);
    event.put("rawPath", path);
    event.put("rawQueryString", rawQuery);
    event.put("cookies", cookies);
    event.put("headers", headers);
    event.put("pathParameters", pathParameters);
    event.put("requestContext", context);
    event.put("body", Base64.getEncoder().encodeToString(body));
    event.put("isBase64Encoded", true);
    return Json.bytes(event);
  }

  /// The query's parameters, decoded; repeated ones joined by commas, as the gateway does.
  Map<String, String> query() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : rawQuery.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (!name.isEmpty()) {
        parameters.merge(name, value, (first, next) -> first + "," + next);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static byte[] body(JsonNode event, int max) {
    String text = text(event.path("body"), "");
    if (!event.path("isBase64Encoded").asBoolean(false)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return bytes.length > max ? tooLarge(max) : bytes;
    }
    // Four characters carry three bytes: the length is known before anything is decoded.
    if (text.length() / 4 * 3L > max + 2L) {
      return tooLarge(max);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length > max ? tooLarge(max) : bytes;
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemType.MALFORMED_JSON, "The body is not base64 although it says so.")
          .toException();
    }
  }

  private static byte[] tooLarge(int max) {
    throw Problem.of(ProblemType.TOO_LARGE, "A body has at most " + max + " bytes.").toException();
  }

  private static String text(JsonNode node, String otherwise) {
    return Optional.of(node)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElse(otherwise);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> found = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue().isString()) {
        found.put(member.getKey(), member.getValue().stringValue());
      }
    }
    return found;
  }
}
