package dev.laurel.functions.issuance;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.runtime.Env;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// What the function reads from its environment: the stage, the physical names of what it stores
/// in, where it and its log stand in the public, the deployment's keys, and those of the log, which
/// it only reads, SHA-256 of the operator's whole key in lower-case hex, and the folder of an
/// operator's own contexts. `keyStack` begins the aliases of issuers' own keys and is "" where
/// there are none. One of the deployment's keys may be missing: emulators know no Ed25519.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String publicObjectsUrl,
    String operatorKeySha256,
    String itemsTable,
    String outboxTable,
    String publicBucket,
    String signingKeyEd25519,
    String signingKeyP256,
    String logTable,
    String logUrl,
    String logKeyEd25519,
    String logKeyMlDsa44,
    String keyStack,
    String contextsDir) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern SCHEME = Pattern.compile("^https?://");

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.url("PUBLIC_BASE_URL"),
            read.url("PUBLIC_OBJECTS_URL"),
            read.text("OPERATOR_KEY_SHA256", SHA256, "64 lower-case hexadecimal digits"),
            read.text("ITEMS_TABLE"),
            read.text("OUTBOX_TABLE"),
            read.text("PUBLIC_BUCKET"),
            read.text("SIGNING_KEY_ED25519", ""),
            read.text("SIGNING_KEY_P256", ""),
            read.text("LOG_TABLE"),
            read.url("LOG_URL"),
            read.text("LOG_KEY_ED25519"),
            read.text("LOG_KEY_MLDSA44", ""),
            read.text("KEY_STACK", ""),
            read.text("CONTEXTS_DIR", ""));
    if (settings.signingKeyEd25519.isEmpty() && settings.signingKeyP256.isEmpty()) {
      read.reject("SIGNING_KEY_ED25519", "or SIGNING_KEY_P256 must be set");
    }
    if (settings.stage == Env.Stage.PRODUCTION && settings.signingKeyEd25519.isEmpty()) {
      read.reject("SIGNING_KEY_ED25519", "must be set in production: readers want its proofs");
    }
    read.end();
    return settings;
  }

  /// The contexts that documents may name: those bundled, and those of the operator's folder, which
  /// lies in the zip or in a layer. Nothing is ever fetched. Throws [IllegalArgumentException]
  /// where the folder is not one of contexts.
  public Contexts contexts() {
    Contexts bundled = Contexts.bundled();
    return contextsDir.isEmpty() ? bundled : bundled.with(Path.of(contextsDir));
  }

  /// The log's name in its checkpoints (C2SP tlog-tiles: the prefix without its scheme).
  String logOrigin() {
    return SCHEME.matcher(logUrl).replaceFirst("");
  }
}
