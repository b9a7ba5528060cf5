package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;

/// The last word on whether a credential is suspended, when it was said and why. Publishing never
/// writes it. What readers see is the bit in the suspension list; a revocation counts more than
/// either.
///
/// Row `CRED#<id>` / `SUSPENSION`; `version` is the item's and starts at 1. `reason` is the
/// issuer's and is shown to everyone.
public record Suspension(
    CredentialId id, boolean suspended, Instant at, String reason, long version) {

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.SUSPENSION);
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(id), version, Json.write(new Row(suspended, at, reason)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static Suspension from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Suspension(
        CredentialRow.id(item), row.suspended, row.at, row.reason, item.version());
  }

  record Row(boolean suspended, Instant at, String reason) {}
}
