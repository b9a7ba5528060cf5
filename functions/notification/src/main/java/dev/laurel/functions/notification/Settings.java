package dev.laurel.functions.notification;

import dev.laurel.credentials.EmailAddress;
import dev.laurel.runtime.Env;
import java.util.Map;

/// What the function reads from its environment: the stage, the physical names of what it stores
/// in, where links lead, and how mail is sent. `mailConfigurationSet` may be empty.
public record Settings(
    Env.Stage stage,
    String publicBaseUrl,
    String itemsTable,
    String outboxTable,
    String mailFrom,
    String mailConfigurationSet) {

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.url("PUBLIC_BASE_URL"),
            read.text("ITEMS_TABLE"),
            read.text("OUTBOX_TABLE"),
            read.text("MAIL_FROM"),
            read.text("MAIL_CONFIGURATION_SET", ""));
    if (!settings.mailFrom.isEmpty() && EmailAddress.parse(settings.mailFrom).isEmpty()) {
      read.reject("MAIL_FROM", "must be an e-mail address");
    }
    read.end();
    return settings;
  }
}
