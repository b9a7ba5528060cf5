package dev.laurel.functions.verification;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.runtime.Env;
import dev.laurel.storage.IssuerId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the function reads from its environment: the stage, the address of the deployment and of
/// its public objects ("" where there are none), the tables (the log's "" where it has none yet),
/// whether `POST /verify` may fetch what others host, the issuers whose keys stand in the key set
/// of the host, and the routes of all functions, so that a wrong method can be told from a wrong
/// address.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String publicObjectsUrl,
    String itemsTable,
    String logTable,
    boolean fetching,
    List<IssuerId> keySetIssuers,
    List<String> routes,
    String contextsDir) {
  private static final Pattern FETCH = Pattern.compile("on|off");
  private static final Pattern ROUTES =
      Pattern.compile("(\\$default|[A-Z]+ /[^| ]*)(\\|(\\$default|[A-Z]+ /[^| ]*))*");

  /// Most issuers in the key set, each of which is a read: a host with more hands out keys by
  /// issuer.
  private static final Pattern ISSUERS = Pattern.compile("([0-9a-f]{32}(,[0-9a-f]{32}){0,19})?");

  public Settings {
    keySetIssuers = List.copyOf(keySetIssuers);
    routes = List.copyOf(routes);
  }

  /// Settings without contexts of the operator's own.
  public Settings(
      Env.Stage stage,
      String publicBaseUrl,
      String publicObjectsUrl,
      String itemsTable,
      String logTable,
      boolean fetching,
      List<IssuerId> keySetIssuers,
      List<String> routes) {
    this(
        stage,
        publicBaseUrl,
        publicObjectsUrl,
        itemsTable,
        logTable,
        fetching,
        keySetIssuers,
        routes,
        "");
  }

  /// The contexts that documents may name: those bundled, and those of the operator's folder, which
  /// lies in the zip or in a layer. Nothing is ever fetched. Throws [IllegalArgumentException]
  /// where the folder is not one of contexts.
  Contexts contexts() {
    Contexts bundled = Contexts.bundled();
    return contextsDir.isEmpty() ? bundled : bundled.with(Path.of(contextsDir));
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
            read.text("VERIFY_FETCH", "off", FETCH, "on or off").equals("on"),
            issuers(read.text("JWKS_ISSUERS", "", ISSUERS, "up to 20 ids of issuers, by commas")),
            split(
                read.text(
                    "ROUTES", "", ROUTES, "the routes of the deployment: GET /a/{id}|POST /b")),
            read.text("CONTEXTS_DIR", ""));
    read.end();
    return settings;
  }

  private static List<IssuerId> issuers(String ids) {
    return Stream.of(ids.split(",")).flatMap(id -> IssuerId.parse(id).stream()).toList();
  }

  private static List<String> split(String routes) {
    return Stream.of(routes.split("\\|")).filter(route -> !route.isBlank()).toList();
  }
}
