package dev.laurel.functions.submission;

import dev.laurel.runtime.Env;
import java.util.Map;

/// What the function reads from its environment: the stage, the public address, and the physical
/// names of what it stores in.
public record Settings(
    Env.Stage stage, String publicBaseUrl, String itemsTable, String evidenceBucket) {

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.url("PUBLIC_BASE_URL"),
            read.text("ITEMS_TABLE"),
            read.text("EVIDENCE_BUCKET"));
    read.end();
    return settings;
  }
}
