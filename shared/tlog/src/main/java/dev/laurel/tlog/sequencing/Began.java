package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.tlog.VerifierKey;
import java.time.Instant;
import java.util.List;

/// When the log began, under which origin and with which keys: written once, by the sequencer's
/// first run. What was published before then is not in the log.
///
/// Row `log` / `BEGAN`.
public record Began(String origin, Instant at, List<VerifierKey> keys) {
  static final ItemKey KEY = ItemKey.log("log", "BEGAN");

  public Began {
    keys = List.copyOf(keys);
  }

  Write create() {
    Row row = new Row(origin, at, keys.stream().map(VerifierKey::text).toList());
    return Write.create(Item.of(KEY, 1, Json.write(row)));
  }

  static Began from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Began(row.origin, row.at, row.keys.stream().map(Began::key).toList());
  }

  private static VerifierKey key(String text) {
    return VerifierKey.parse(text)
        .orElseThrow(() -> new IllegalStateException("a stored verifier key is none"));
  }

  record Row(String origin, Instant at, List<String> keys) {}
}
