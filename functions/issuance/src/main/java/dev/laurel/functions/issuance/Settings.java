package dev.laurel.functions.issuance;

import dev.laurel.runtime.Env;
import java.util.Map;

/// What the function reads from its environment: the stage, the physical names of what it stores
/// in, where it stands in the public, and the deployment's keys. One of the keys may be missing:
/// emulators know no Ed25519.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String publicObjectsUrl,
    String itemsTable,
    String outboxTable,
    String publicBucket,
    String signingKeyEd25519,
    String signingKeyP256) {

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.url("PUBLIC_BASE_URL"),
            read.url("PUBLIC_OBJECTS_URL"),
            read.text("ITEMS_TABLE"),
            read.text("OUTBOX_TABLE"),
            read.text("PUBLIC_BUCKET"),
            read.text("SIGNING_KEY_ED25519", ""),
            read.text("SIGNING_KEY_P256", ""));
    if (settings.signingKeyEd25519.isEmpty() && settings.signingKeyP256.isEmpty()) {
      read.reject("SIGNING_KEY_ED25519", "or SIGNING_KEY_P256 must be set");
    }
    if (settings.stage == Env.Stage.PRODUCTION && settings.signingKeyEd25519.isEmpty()) {
      read.reject("SIGNING_KEY_ED25519", "must be set in production: readers want its proofs");
    }
    read.end();
    return settings;
  }
}
