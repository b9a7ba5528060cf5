package dev.laurel.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.laurel.functions.sequencer.LogCaching;
import dev.laurel.json.Json;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectReader;
import dev.laurel.tlog.TilePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The transparency log as its readers see it (C2SP tlog-tiles): checkpoint and tiles, and nothing
/// that the sequencer keeps beside them.
public final class LogRoute {
  private static final String CHECKPOINT = "checkpoint";

  private LogRoute() {}

  /// Answers `GET` of the log's public objects; a path that is none of a log's is 404, as an absent
  /// tile is.
  public static LocalRoute of(ObjectReader log) {
    return (exchange, rest) -> {
      String method = exchange.getRequestMethod();
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      if (!method.equals("GET") && !method.equals("HEAD")) {
        refuse(exchange, 405, "the log is read only");
        return;
      }
      Optional<ObjectContent> found = name(rest).flatMap(log::open);
      if (found.isEmpty()) {
        refuse(exchange, 404, "no such object");
        return;
      }
      exchange.getResponseHeaders().set("Cache-Control", LogCaching.of(new ObjectName(rest)));
      exchange.getResponseHeaders().set("Content-Type", found.get().mediaType());
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      try (ObjectContent content = found.get()) {
        Gateway.send(exchange, 200, content.bytes().readAllBytes());
      }
    };
  }

  private static Optional<ObjectName> name(String rest) {
    boolean known =
        rest.equals(CHECKPOINT)
            || TilePath.parse(rest).filter(path -> path.text().equals(rest)).isPresent();
    return known ? Optional.of(new ObjectName(rest)) : Optional.empty();
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Gateway.send(exchange, status, Json.bytes(Map.of("message", why)));
  }
}
