package dev.laurel.functions.issuers;

import dev.laurel.runtime.Env;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/// The environment of this function. `operatorKeySha256` is SHA-256 of the operator's whole key in
/// lower-case hex; `signingKeyEd25519` is "" where the endpoint knows no such keys, outside
/// production only; `keyStack` begins the aliases of issuers' own keys and is "" where there are
/// none.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String publicObjectsUrl,
    String operatorKeySha256,
    String itemsTable,
    String outboxTable,
    String evidenceBucket,
    String publicBucket,
    String signingKeyEd25519,
    String signingKeyP256,
    String rootKey,
    String keyStack) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// Reads everything, or throws [IllegalStateException] that lists all that is missing or wrong.
  public static Settings from(Map<String, String> environment) {
    Env env = Env.of(environment);
    Env.Stage stage = env.stage();
    Settings settings =
        new Settings(
            stage,
            env.url("PUBLIC_BASE_URL"),
            env.url("PUBLIC_OBJECTS_URL"),
            env.text("OPERATOR_KEY_SHA256", SHA256, "64 lower-case hexadecimal digits"),
            env.text("ITEMS_TABLE"),
            env.text("OUTBOX_TABLE"),
            env.text("EVIDENCE_BUCKET"),
            env.text("PUBLIC_BUCKET"),
            env.text("SIGNING_KEY_ED25519", ""),
            env.text("SIGNING_KEY_P256"),
            env.text("ROOT_KEY"),
            env.text("KEY_STACK", ""));
    if (stage == Env.Stage.PRODUCTION && settings.signingKeyEd25519.isEmpty()) {
      env.reject("SIGNING_KEY_ED25519", "is missing");
    }
    env.end();
    return settings;
  }

  /// Host and, unless usual, port of the public base URL: what DIDs are made of.
  String publicHost() {
    return URI.create(publicBaseUrl).getRawAuthority();
  }
}
