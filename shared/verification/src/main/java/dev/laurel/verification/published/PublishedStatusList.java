package dev.laurel.verification.published;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;

/// The newest signed form of a status list.
///
/// Row `LIST#<id>` / `SIGNED`; `version` is the item's and starts at 1.
public record PublishedStatusList(String id, IssuerId issuer, long version, String document) {

  /// The key of the row.
  public static ItemKey key(String id) {
    return ItemKey.of("LIST#" + id, "SIGNED");
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(id), version, Json.write(new Row(issuer.text(), document)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static PublishedStatusList from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedStatusList(
        item.key().partition().substring("LIST#".length()),
        new IssuerId(row.issuer),
        item.version(),
        row.document);
  }

  /// The signed bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String issuer, String document) {}
}
