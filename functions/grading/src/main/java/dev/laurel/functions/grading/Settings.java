package dev.laurel.functions.grading;

import dev.laurel.runtime.Env;
import java.util.Map;

/// What the function reads from its environment: the stage and the physical names of what it stores
/// in.
public record Settings(
    Env.Stage stage, String itemsTable, String outboxTable, String evidenceBucket) {

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.text("ITEMS_TABLE"),
            read.text("OUTBOX_TABLE"),
            read.text("EVIDENCE_BUCKET"));
    read.end();
    return settings;
  }
}
