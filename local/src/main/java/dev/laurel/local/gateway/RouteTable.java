package dev.laurel.local.gateway;

import dev.laurel.local.template.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request as API Gateway does: the route with more literal segments wins, and
/// `$default` takes the rest.
public final class RouteTable {
  /// A route that took a request, the function that serves it, and the path parameters, still
  /// percent-encoded.
  public record Hit(Route route, String function, Map<String, String> parameters) {
    public Hit {
      parameters = Map.copyOf(parameters);
    }
  }

  private final List<Map.Entry<Route, String>> ordered;
  private final Optional<Hit> fallback;

  /// A table of routes with the names of their functions.
  public RouteTable(Map<Route, String> routes) {
    ordered = new ArrayList<>(routes.entrySet());
    ordered.removeIf(entry -> entry.getKey().equals(Route.DEFAULT));
    ordered.sort(Comparator.comparing(entry -> -entry.getKey().literals()));
    fallback =
        Optional.ofNullable(routes.get(Route.DEFAULT))
            .map(function -> new Hit(Route.DEFAULT, function, Map.of()));
  }

  /// The route of a request; empty where none takes it and there is no `$default`.
  public Optional<Hit> find(String method, String path) {
    for (Map.Entry<Route, String> entry : ordered) {
      Optional<Map<String, String>> parameters = entry.getKey().match(method, path);
      if (parameters.isPresent()) {
        return Optional.of(new Hit(entry.getKey(), entry.getValue(), parameters.get()));
      }
    }
    return fallback;
  }
}
