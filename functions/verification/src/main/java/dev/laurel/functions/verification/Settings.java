package dev.laurel.functions.verification;

import dev.laurel.runtime.Env;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the function reads from its environment: the stage, the address of the deployment and of
/// its public objects ("" where there are none), the tables (the log's "" where it has none yet),
/// and the routes of all functions, so that a wrong method can be told from a wrong address.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String publicObjectsUrl,
    String itemsTable,
    String logTable,
    List<String> routes) {
  private static final Pattern ROUTES =
      Pattern.compile("(\\$default|[A-Z]+ /[^| ]*)(\\|(\\$default|[A-Z]+ /[^| ]*))*");

  public Settings {
    routes = List.copyOf(routes);
  }

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.url("PUBLIC_BASE_URL"),
            read.text("PUBLIC_OBJECTS_URL", ""),
            read.text("ITEMS_TABLE"),
            read.text("LOG_TABLE", ""),
            split(
                read.text(
                    "ROUTES", "", ROUTES, "the routes of the deployment: GET /a/{id}|POST /b")));
    read.end();
    return settings;
  }

  private static List<String> split(String routes) {
    return Stream.of(routes.split("\\|")).filter(route -> !route.isBlank()).toList();
  }
}
