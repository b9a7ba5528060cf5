package dev.laurel.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP request, authenticated.
///
/// - `routeKey` is the route's template (`GET /v1/credentials/{id}`), the only part of a request's
///   address that may be logged.
/// - Names in `headers` are lower-case; `cookies` are `name=value`; `body` is at most what the
///   route takes, [Edge#MAX_BODY_BYTES] unless it says otherwise.
/// - `path`, `pathParameters` and `query` may hold capabilities (`/my/{token}`): never log them.
@SuppressWarnings(
    "ArrayRecordComponent") // the body is cloned in and out; requests are not compared
public record Request(
    String requestId,
    String method,
    String routeKey,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    List<String> cookies,
    byte[] body,
    Caller caller) {
  public Request {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /// The path parameter of the route's template, decoded; "" where the event lacks it, which no id
  /// is.
  public String path(String name) {
    return pathParameters.getOrDefault(name, "");
  }

  /// The header's value; the name in any case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The query parameter's value.
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// The cookie's value; the first where it came twice.
  public Optional<String> cookie(String name) {
    String start = name + "=";
    return cookies.stream()
        .filter(c -> c.startsWith(start))
        .map(c -> c.substring(start.length()))
        .findFirst();
  }

  /// The caller of a route that demands a key. Throws [IllegalStateException] on other routes: a
  /// bug in the route table.
  public Caller.Key key() {
    if (caller instanceof Caller.Key key) {
      return key;
    }
    throw new IllegalStateException("route without a key: " + routeKey);
  }

  Request with(Caller caller) {
    return new Request(
        requestId, method, routeKey, path, pathParameters, query, headers, cookies, body, caller);
  }

  @Override
  public String toString() {
    return "Request[" + requestId + " " + routeKey + "]";
  }
}
