package dev.laurel.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The routes of one function, each with who may call it. Keys are the gateway's: `GET /x/{id}` as
/// in template.yaml, or `$default`.
public final class Router {
  /// Who may call a route.
  sealed interface Access {
    record Open() implements Access {}

    record OperatorOnly() implements Access {}

    record WithScope(String scope) implements Access {}
  }

  record Route(String key, Access access, RouteHandler handler) {}

  private final Map<String, Route> routes;

  private Router(Map<String, Route> routes) {
    this.routes = routes;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The keys of all routes, in the order given.
  public Set<String> routes() {
    return new LinkedHashSet<>(routes.keySet());
  }

  /// The route that a method and path belong to, with its path parameters decoded.
  public record Match(String routeKey, Map<String, String> parameters) {
    public Match {
      parameters = Map.copyOf(parameters);
    }
  }

  /// [#match(Collection, String, String)] over these routes.
  public Optional<Match> match(String method, String path) {
    return match(routes.keySet(), method, path);
  }

  /// Finds a route as the gateway does: the one with the most literal segments, a greedy `{x+}`
  /// after all others, then `$default`.
  public static Optional<Match> match(Collection<String> routeKeys, String method, String path) {
    Optional<Match> best = Optional.empty();
    int bestScore = -1;
    for (String key : routeKeys) {
      int space = key.indexOf(' ');
      if (space < 0 || !(key.startsWith(method + " ") || key.startsWith("ANY "))) {
        continue;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      int score = score(key.substring(space + 1), path, parameters);
      if (score > bestScore) {
        bestScore = score;
        best = Optional.of(new Match(key, parameters));
      }
    }
    return best.isPresent() || !routeKeys.contains("$default")
        ? best
        : Optional.of(new Match("$default", Map.of()));
  }

  /// -1 where the path does not fit, else the higher the more exact.
  private static int score(String template, String path, Map<String, String> parameters) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    int score = 1;
    for (int i = 0; i < wanted.length; i++) {
      boolean greedy = wanted[i].startsWith("{") && wanted[i].endsWith("+}");
      if (i >= given.length
          || (!greedy && i == wanted.length - 1 && given.length > wanted.length)) {
        return -1;
      }
      if (greedy) {
        String rest = String.join("/", Arrays.asList(given).subList(i, given.length));
        parameters.put(wanted[i].substring(1, wanted[i].length() - 2), decoded(rest));
        return 0;
      } else if (wanted[i].startsWith("{") && wanted[i].endsWith("}")) {
        if (given[i].isEmpty()) {
          return -1;
        }
        parameters.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
        score += 1;
      } else if (wanted[i].equals(given[i])) {
        score += 1_000;
      } else {
        return -1;
      }
    }
    return score;
  }

  private static String decoded(String segment) {
    try {
      // A plus sign is itself in a path.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  Optional<Route> find(String routeKey) {
    return Optional.ofNullable(routes.get(routeKey));
  }

  /// Collects routes; a key given twice is an [IllegalArgumentException].
  public static final class Builder {
    private final Map<String, Route> routes = new LinkedHashMap<>();

    private Builder() {}

    /// A route that everybody may call.
    public Builder open(String routeKey, RouteHandler handler) {
      return add(routeKey, new Access.Open(), handler);
    }

    /// A route for the operator's key.
    public Builder operator(String routeKey, RouteHandler handler) {
      return add(routeKey, new Access.OperatorOnly(), handler);
    }

    /// A route for API keys with the scope.
    public Builder key(String routeKey, String scope, RouteHandler handler) {
      return add(routeKey, new Access.WithScope(scope), handler);
    }

    public Router build() {
      return new Router(new LinkedHashMap<>(routes));
    }

    private Builder add(String routeKey, Access access, RouteHandler handler) {
      if (!routeKey.matches("\\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|ANY) /\\S*")) {
        throw new IllegalArgumentException("not a route key: " + routeKey);
      }
      if (routes.put(routeKey, new Route(routeKey, access, handler)) != null) {
        throw new IllegalArgumentException("route given twice: " + routeKey);
      }
      return this;
    }
  }
}
