package dev.laurel.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A route of an HTTP API: a method and a path whose segments may be `{name}` or, at the end, the
/// greedy `{name+}`; or [#DEFAULT].
public record Route(String method, String path) {
  /// Takes what no other route takes.
  public static final Route DEFAULT = new Route("", "$default");

  /// The route key as API Gateway writes it.
  public String key() {
    return method.isEmpty() ? path : method + " " + path;
  }

  /// The path parameters where method and path are this route's. Segments are compared and given as
  /// they came, still percent-encoded.
  public Optional<Map<String, String>> match(String requestMethod, String requestPath) {
    if (!method.equals(requestMethod)) {
      return Optional.empty();
    }
    String[] wanted = path.split("/", -1);
    String[] given = requestPath.split("/", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      String segment = wanted[i];
      if (segment.endsWith("+}")) {
        String rest =
            String.join(
                "/",
                java.util.Arrays.asList(given).subList(Math.min(i, given.length), given.length));
        if (rest.isEmpty()) {
          return Optional.empty();
        }
        parameters.put(segment.substring(1, segment.length() - 2), rest);
        return Optional.of(parameters);
      }
      if (i >= given.length) {
        return Optional.empty();
      }
      if (segment.startsWith("{") && !given[i].isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), given[i]);
      } else if (!segment.equals(given[i])) {
        return Optional.empty();
      }
    }
    return given.length == wanted.length ? Optional.of(parameters) : Optional.empty();
  }

  /// How many segments are literal: a route with more of them wins over one with fewer.
  public int literals() {
    int count = 0;
    for (String segment : path.split("/", -1)) {
      if (!segment.startsWith("{")) {
        count++;
      }
    }
    return count;
  }
}
