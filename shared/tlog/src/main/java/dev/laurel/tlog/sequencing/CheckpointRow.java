package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A signed checkpoint that was published, kept so that proofs under it can be made for ever.
///
/// Row `log` / `CHECKPOINT#<size>`, put with the first LOGGED rows of its head.
///
/// @param done whether every entry of that head's batch is LOGGED; nobody needs to look again
record CheckpointRow(long size, Hash root, String checkpoint, boolean done, long version) {
  /// The first version for a checkpoint that is published.
  static CheckpointRow of(SignedCheckpoint published) {
    String note = new String(published.note().bytes(), StandardCharsets.UTF_8);
    return new CheckpointRow(published.size(), published.root(), note, false, 1);
  }

  static ItemKey key(long size) {
    return ItemKey.log("log", String.format("CHECKPOINT#%016d", size));
  }

  static Optional<CheckpointRow> read(ItemReader items, long size) {
    return items.get(key(size), Read.CONSISTENT).map(item -> from(size, item));
  }

  private static CheckpointRow from(long size, Item item) {
    Row row = Json.read(item.body(), Row.class);
    Hash root =
        Hash.parseHex(row.root).orElseThrow(() -> new IllegalStateException("stored root is none"));
    return new CheckpointRow(size, root, row.checkpoint, row.done, item.version());
  }

  /// The next version: nothing is left to do.
  CheckpointRow finished() {
    return new CheckpointRow(size, root, checkpoint, true, version + 1);
  }

  Write write() {
    Item item = Item.of(key(size), version, Json.write(new Row(root.hex(), checkpoint, done)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  record Row(String root, String checkpoint, boolean done) {}
}
