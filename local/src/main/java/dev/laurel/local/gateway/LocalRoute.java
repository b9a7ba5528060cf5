package dev.laurel.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Serves paths that exist only on this machine: uploads, downloads, public objects, developer
/// pages.
@FunctionalInterface
public interface LocalRoute {
  /// Answers the exchange. `rest` is the raw path after the route's prefix.
  void serve(HttpExchange exchange, String rest) throws IOException;
}
