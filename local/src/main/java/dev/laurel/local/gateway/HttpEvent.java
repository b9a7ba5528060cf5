package dev.laurel.local.gateway;

import dev.laurel.json.Json;
import dev.laurel.local.template.Route;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An HTTP API event, payload format 2.0.
final class HttpEvent {
  private HttpEvent() {}

  /// The event of a request. Header names are folded to lower case and repeated ones joined by
  /// commas, cookies stand apart, bodies that are not text are base64.
  static ObjectNode of(
      RouteTable.Hit hit,
      String method,
      String path,
      String query,
      Map<String, List<String>> headers,
      byte[] body,
      String requestId,
      String sourceIp,
      Instant now) {
    Route route = hit.route();
    ObjectNode event = Json.object();
    event.put("version", "2.0").put("routeKey", route.key());
    event.put("rawPath", path).put("rawQueryString", query);
    Map<String, String> joined = new LinkedHashMap<>();
    List<String> cookies = new ArrayList<>();
    headers.forEach((name, values) -> {
      String folded = name.toLowerCase(Locale.ROOT);
      if (folded.equals("cookie")) {
        values.forEach(value -> cookies.addAll(List.of(value.split(";\\s*", -1))));
      } else {
        joined.merge(folded, String.join(",", values), (a, b) -> a + "," + b);
      }
    });
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    ObjectNode headerNode = event.putObject("headers");
    joined.forEach(headerNode::put);
    Map<String, String> parameters = query(query);
    if (!parameters.isEmpty()) {
      parameters.forEach(event.putObject("queryStringParameters")::put);
    }
    if (!hit.parameters().isEmpty()) {
      ObjectNode node = event.putObject("pathParameters");
      hit.parameters().forEach((name, value) -> node.put(name, decoded(value, false)));
    }
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", "local").put("apiId", "local").put("stage", "$default");
    context.put("requestId", requestId).put("routeKey", route.key());
    context.put("domainName", joined.getOrDefault("host", "")).put("timeEpoch", now.toEpochMilli());
    ObjectNode http = context.putObject("http");
    http.put("method", method).put("path", path).put("protocol", "HTTP/1.1");
    http.put("sourceIp", sourceIp).put("userAgent", joined.getOrDefault("user-agent", ""));
    body(event, joined.getOrDefault("content-type", ""), body);
    return event;
  }

  private static void body(ObjectNode event, String contentType, byte[] body) {
    boolean encoded = false;
    if (body.length > 0) {
      String text = isText(contentType) ? utf8(body) : "";
      encoded = text.isEmpty();
      event.put("body", encoded ? Base64.getEncoder().encodeToString(body) : text);
    }
    event.put("isBase64Encoded", encoded);
  }

  private static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml")
        || type.startsWith("application/javascript");
  }

  /// The text, or empty where the bytes are not UTF-8 and must travel as they are.
  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.merge(decoded(name, true), decoded(value, true), (a, b) -> a + "," + b);
      }
    }
    return parameters;
  }

  /// Percent-decoded; text that is no valid encoding stays as it is.
  private static String decoded(String text, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
