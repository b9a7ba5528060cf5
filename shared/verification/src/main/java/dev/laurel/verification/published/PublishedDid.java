package dev.laurel.verification.published;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;

/// The DID document of an issuer as it is published.
///
/// Row `DID#<issuer>` / `DID`; `version` is the item's and starts at 1.
public record PublishedDid(IssuerId issuer, long version, String document) {

  /// The key of the row.
  public static ItemKey key(IssuerId issuer) {
    return ItemKey.of("DID#" + issuer.text(), "DID");
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(issuer), version, Json.write(new Row(document)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static PublishedDid from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedDid(
        new IssuerId(item.key().partition().substring("DID#".length())),
        item.version(),
        row.document);
  }

  /// The document's bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String document) {}
}
