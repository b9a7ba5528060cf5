package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// The person to whom a credential is mailed: the one personal row beside a credential, erased
/// without touching any other.
///
/// Row `CRED#<id>` / `RECIPIENT`; `version` is the item's.
public record Recipient(CredentialId id, String name, String email, long version) {

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.RECIPIENT);
  }

  /// A new recipient.
  public static Recipient of(CredentialId id, String name, String email) {
    return new Recipient(id, name, email, 1);
  }

  /// The next version, with a corrected address.
  public Recipient readdressed(String email) {
    return new Recipient(id, name, email, version + 1);
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(id), version, Json.write(new Row(name, email)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static Recipient from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Recipient(CredentialRow.id(item), row.name, row.email, item.version());
  }

  /// Without name and address, so that no log line can show them.
  @Override
  public String toString() {
    return "Recipient[" + id.text() + "]";
  }

  record Row(String name, String email) {}
}
