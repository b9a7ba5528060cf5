package dev.laurel.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// One stored item: key, version, a body of JSON text, its places in the indexes, its counters and
/// the time from which it counts as gone.
///
/// - `version` is chosen by the writer: 1 for a new item, the previous one plus 1 for a changed
///   one.
/// - `body` is at most [#MAX_BODY_BYTES] in UTF-8; larger ones belong into an [ObjectStore].
/// - `counters` are changed only by [ItemStore#add]; a put removes them.
/// - `expires` is [#NEVER] or an instant (whole seconds count) after which every read and condition
///   of every store treats the item as absent, whether or not it was removed already.
public record Item(
    ItemKey key,
    long version,
    String body,
    Map<Index, IndexEntry> indexes,
    Map<String, Long> counters,
    Instant expires) {
  /// Largest body: DynamoDB takes items of 400 KiB; keys, indexes and counters need their share.
  public static final int MAX_BODY_BYTES = 376 * 1024;

  /// The expiry of an item that stays.
  public static final Instant NEVER = Instant.MAX;

  public Item {
    Objects.requireNonNull(key);
    Objects.requireNonNull(expires);
    if (version < 0) {
      throw new IllegalArgumentException("version must not be negative: " + version);
    }
    if (body.length() > MAX_BODY_BYTES
        || body.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "body is larger than " + MAX_BODY_BYTES + " bytes: " + key);
    }
    indexes = Map.copyOf(indexes);
    counters = Map.copyOf(counters);
  }

  /// An item without indexes, counters and expiry.
  public static Item of(ItemKey key, long version, String body) {
    return new Item(key, version, body, Map.of(), Map.of(), NEVER);
  }

  /// This item with a place in the index.
  public Item indexed(Index index, String partition, String sort) {
    EnumMap<Index, IndexEntry> more = new EnumMap<>(Index.class);
    more.putAll(indexes);
    more.put(index, new IndexEntry(partition, sort));
    return new Item(key, version, body, more, counters, expires);
  }

  /// This item with the given expiry.
  public Item expiring(Instant when) {
    return new Item(key, version, body, indexes, counters, when);
  }

  /// The value of a counter; 0 where it was never added to.
  public long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }
}
