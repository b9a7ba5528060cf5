package dev.laurel.verification.published;

import dev.laurel.credentials.did.Did;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// The issuer of this deployment to whom a DID belongs that does not name it by itself, as a
/// did:key does not.
///
/// Row `HOSTED#<did>` / `ISSUER`, written once.
public record HostedDid(Did did, IssuerId issuer) {
  private static final String SORT = "ISSUER";

  /// The key of the row.
  public static ItemKey key(Did did) {
    return ItemKey.of("HOSTED#" + did.text(), SORT);
  }

  /// The write that makes the row.
  public Write create() {
    return Write.create(Item.of(key(did), 1, Json.write(new Row(issuer.text()))));
  }

  /// The issuer that a row names.
  static IssuerId issuer(Item item) {
    return new IssuerId(Json.read(item.body(), Row.class).issuer);
  }

  record Row(String issuer) {}
}
