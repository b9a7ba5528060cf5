package dev.laurel.local.faults;

import dev.laurel.functions.sequencer.Settings;
import dev.laurel.functions.sequencer.Wiring;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.local.Functions;
import dev.laurel.local.World;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.notification.Mailer;
import dev.laurel.runtime.Edge;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.LogSigner;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Processes of the deployment, each with its own objects of every function, over the ports of
/// whichever world is current.
///
/// Making one parses all JSON-LD contexts, which thousands of runs cannot afford; so there are a
/// few, and a world that lost its process goes on with the next. Nothing may depend on which.
final class Processes {
  /// Enough that the process after a death is another one, and the one of a later run a third.
  private static final int COUNT = 5;

  private final List<Map<String, Edge>> processes = new ArrayList<>();
  private final List<Memories> memories = new ArrayList<>();
  private final World switched;
  private volatile World current;
  private int next;

  Processes(World first) {
    this.current = first;
    this.switched =
        new World(
            switching(ItemStore.class, () -> current.items()),
            switching(ObjectStore.class, () -> current.evidence()),
            switching(ObjectStore.class, () -> current.publicObjects()),
            switching(ObjectStore.class, () -> current.log()),
            switching(SigningKeys.class, () -> current.keys()),
            switching(ProofSigner.class, () -> current.signer()),
            switching(LogSigner.class, () -> current.logSigner()),
            switching(RootKey.class, () -> current.rootKey()),
            switching(Mailer.class, () -> current.mailer()),
            () -> current.clock().instant(),
            () -> current.random().nextLong());
    TemplateFile template = template();
    for (int i = 0; i < COUNT; i++) {
      processes.add(Functions.edges(template, switched, settings()));
      memories.add(Memories.of(processes.getLast()));
      if (!memories.getLast().areComplete()) {
        throw new IllegalStateException("what functions remember was not found");
      }
    }
  }

  /// Another process, over this world from now on. A sequencer knows its log from its first run on,
  /// and is cheap to make, so it is made anew.
  Map<String, Edge> start(World world) {
    current = world;
    next = (next + 1) % COUNT;
    memories.get(next).forget();
    Map<String, Edge> process = new HashMap<>(processes.get(next));
    process.put(
        "sequencer",
        Wiring.edge(
            Settings.from(settings()),
            switched.items(),
            switched.log(),
            switched.logSigner(),
            () -> switched.rootKey().publicKey().text(),
            List.of(),
            switched.clock(),
            switched.random()));
    return process;
  }

  private static <T> T switching(Class<T> port, Supplier<Object> target) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              try {
                return method.invoke(target.get(), arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
    return port.cast(proxy);
  }

  private static TemplateFile template() {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                Functions.class.getResourceAsStream("/template.yaml"), "template.yaml"),
            StandardCharsets.UTF_8)) {
      return TemplateFile.parse(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> values = new HashMap<>();
    values.put("STAGE", "local");
    values.put("PUBLIC_BASE_URL", CrashWorld.BASE);
    values.put("PUBLIC_OBJECTS_URL", CrashWorld.BASE + "/public");
    values.put("ITEMS_TABLE", "laurel");
    values.put("OUTBOX_TABLE", "laurel-outbox");
    values.put("LOG_TABLE", "laurel-log");
    values.put("LOG_BUCKET", "log");
    values.put("LOG_URL", CrashWorld.BASE + "/log");
    values.put("LOG_KEY_ED25519", "log-ed25519");
    values.put("LOG_KEY_MLDSA44", "");
    values.put("ROOT_KEY", "root");
    values.put("WITNESSES", "");
    values.put("EVIDENCE_BUCKET", "evidence");
    values.put("PUBLIC_BUCKET", "public");
    values.put("SIGNING_KEY_ED25519", "key-1");
    values.put("SIGNING_KEY_P256", "key-2");
    values.put("KEY_STACK", "local");
    values.put("CONTEXTS_DIR", "");
    values.put("VERIFY_FETCH", "off");
    values.put("JWKS_ISSUERS", "");
    values.put(
        "OPERATOR_KEY_SHA256", sha256(CrashWorld.OPERATOR_KEY.getBytes(StandardCharsets.UTF_8)));
    values.put("MAIL_FROM", "badges@laurel.example");
    values.put("MAIL_CONFIGURATION_SET", "");
    return values;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
