package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is answered. Header names are lower-case, `cookies` are whole `Set-Cookie` values, and
/// `problem` is the slug of the problem for the log line, "" where there is none.
///
/// The edge adds `x-content-type-options: nosniff`, `laurel-request-id` and, unless set here,
/// `cache-control: no-store`.
@SuppressWarnings("ArrayRecordComponent") // the body is cloned in and out; answers are not compared
public record Response(
    int status, Map<String, String> headers, List<String> cookies, byte[] body, String problem) {
  public Response {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /// The body as text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// `application/json` from a record, map or tree.
  public static Response json(int status, Object value) {
    return bytes(status, "application/json", Json.bytes(value));
  }

  /// A page; its security headers are the caller's business.
  public static Response html(int status, String page) {
    return bytes(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  public static Response bytes(int status, String mediaType, byte[] body) {
    return new Response(status, Map.of("content-type", mediaType), List.of(), body, "");
  }

  /// 204.
  public static Response noContent() {
    return new Response(204, Map.of(), List.of(), new byte[0], "");
  }

  /// 303 to another page of ours; `location` is a path or URL from configuration, never from the
  /// caller.
  public static Response seeOther(String location) {
    return new Response(303, Map.of("location", location), List.of(), new byte[0], "");
  }

  /// RFC 9457 `application/problem+json`. A 401 names the scheme that is wanted (RFC 9110 section
  /// 15.5.2), the same for every way in which a key can be wrong.
  public static Response problem(Problem problem) {
    Response response =
        bytes(problem.type().status(), "application/problem+json", problem.toJsonBytes());
    if (response.status == 401) {
      response = response.header("www-authenticate", "Bearer");
    }
    return new Response(
        response.status, response.headers, List.of(), response.body, problem.type().slug());
  }

  /// This answer with a header set. Throws [IllegalArgumentException] for a value that holds a
  /// control character.
  public Response header(String name, String value) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw new IllegalArgumentException("control character in header " + name);
    }
    Map<String, String> more = new HashMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new Response(status, more, cookies, body, problem);
  }

  /// This answer with one more `Set-Cookie`.
  public Response cookie(String text) {
    List<String> more = new ArrayList<>(cookies);
    more.add(text);
    return new Response(status, headers, more, body, problem);
  }

  @Override
  public String toString() {
    return "Response[" + status + " " + problem + "]";
  }
}
