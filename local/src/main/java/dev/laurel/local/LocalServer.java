package dev.laurel.local;

import dev.laurel.embedded.Durability;
import dev.laurel.local.gateway.DeveloperPages;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.gateway.Gateway;
import dev.laurel.local.gateway.LogRoute;
import dev.laurel.local.gateway.ObjectRoutes;
import dev.laurel.local.gateway.RouteTable;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Everything of one deployment in this process, over one data folder, on one port of loopback.
public final class LocalServer implements AutoCloseable {
  /// How a server is started; `contexts` is a folder with contexts of the operator's own, or "".
  public record Start(
      Path folder, int port, String origin, Durability durability, String contexts) {
    public Start(Path folder, int port, String origin, Durability durability) {
      this(folder, port, origin, durability, "");
    }
  }

  /// How long a stop waits for requests that have begun.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final DataFolder folder;
  private final EmbeddedPorts ports;
  private final Triggers triggers;
  private final Gateway gateway;
  private final String operatorKey;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalServer(
      DataFolder folder,
      EmbeddedPorts ports,
      Triggers triggers,
      Gateway gateway,
      String operatorKey) {
    this.folder = folder;
    this.ports = ports;
    this.triggers = triggers;
    this.gateway = gateway;
    this.operatorKey = operatorKey;
  }

  /// A server that answers. Throws [StartRefused] where it must not start.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public static LocalServer start(
      Start start,
      TemplateFile template,
      InstantSource clock,
      SecureRandom random,
      Consumer<String> log)
      throws IOException {
    DataFolder folder = DataFolder.open(start.folder());
    try {
      folder.fixOrigin(start.origin());
      String operatorKey = folder.operatorKey(random);
      EmbeddedPorts ports =
          EmbeddedPorts.open(template, folder, start.origin(), start.durability(), clock, random);
      folder.write("log.vkey", vkeys(ports.logKeys().keys()), "rw-r--r--");
      World world = ports.world(clock, random);
      Map<String, EventFunction> functions =
          Functions.of(template, world, settings(start, operatorKey));
      Triggers triggers = new Triggers(template, functions, log);
      ports.items().onChange(triggers::changed);
      Gateway gateway =
          new Gateway(
              start.port(),
              new RouteTable(template.routes()),
              functions,
              Map.of(
                  "/_upload/", ObjectRoutes.uploads(ports.stores()),
                  "/_download/", ObjectRoutes.downloads(ports.stores()),
                  "/log/", LogRoute.of(ports.log()),
                  "/public/", ObjectRoutes.publicObjects(ports.publicObjects()),
                  "/dev/", new DeveloperPages(ports.mailbox(), start.origin())),
              clock,
              random,
              log);
      gateway.start();
      triggers.start(template, functions, Triggers.SWEEP_EVERY);
      triggers.everyMinute(ports.items()::purge);
      return new LocalServer(folder, ports, triggers, gateway, operatorKey);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /// Where it listens.
  public String listening() {
    return "http://127.0.0.1:" + gateway.port();
  }

  public String operatorKey() {
    return operatorKey;
  }

  /// Stops in the order of the work's way: no new requests, then no new records and sweeps, then
  /// the store. Closing twice is closing once.
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    gateway.stop(GRACE);
    triggers.close();
    ports.close();
    folder.close();
  }

  private static Map<String, String> settings(Start start, String operatorKey) {
    Map<String, String> values = settings(start.origin(), operatorKey);
    values.put("CONTEXTS_DIR", start.contexts());
    return values;
  }

  /// Values for the template's environment variables on this machine.
  static Map<String, String> settings(String origin, String operatorKey) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("STAGE", "local");
    values.put("PUBLIC_BASE_URL", origin);
    values.put("PUBLIC_OBJECTS_URL", origin + "/public");
    values.put("ITEMS_TABLE", "laurel");
    values.put("OUTBOX_TABLE", "laurel-outbox");
    values.put("LOG_TABLE", "laurel-log");
    values.put("CONTEXTS_DIR", "");
    values.put("VERIFY_FETCH", "off");
    values.put("JWKS_ISSUERS", "");
    values.put("EVIDENCE_BUCKET", "evidence");
    values.put("PUBLIC_BUCKET", "public");
    values.put("SIGNING_KEY_ED25519", "key-1");
    values.put("SIGNING_KEY_P256", "key-2");
    values.put("KEY_STACK", "local");
    values.put("LOG_BUCKET", "log");
    values.put("LOG_URL", logUrl(origin));
    values.put("LOG_KEY_ED25519", "log-ed25519");
    values.put("LOG_KEY_MLDSA44", "log-mldsa44");
    values.put("ROOT_KEY", "root");
    values.put("WITNESSES", "");
    values.put("OPERATOR_KEY_SHA256", sha256Hex(operatorKey));
    values.put("MAIL_FROM", "badges@laurel.example");
    values.put("MAIL_CONFIGURATION_SET", "");
    return values;
  }

  /// Where the transparency log of a deployment with this origin lies.
  static String logUrl(String origin) {
    return origin + "/log";
  }

  /// The log's verifier keys, one per line, for `logcheck` and `monitor`.
  private static String vkeys(List<VerifierKey> keys) {
    StringBuilder lines = new StringBuilder();
    keys.forEach(key -> lines.append(key.text()).append('\n'));
    return lines.toString();
  }

  private static String sha256Hex(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
