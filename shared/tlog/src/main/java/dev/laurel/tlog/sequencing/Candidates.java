package dev.laurel.tlog.sequencing;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.tlog.entry.EntryId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Entries that may be waiting: those that somebody hinted at, then what the index names. Neither
/// decides anything; each is read again by its key.
///
/// @param more whether the index named more than were taken
record Candidates(Set<EntryId> ids, boolean more) {
  /// Most keys of one page of an index.
  private static final int PAGE = 1_000;

  /// The first `most` of the hints and of the index. Shards take turns, so that none starves.
  static Candidates find(ItemReader items, Collection<EntryId> hints, int most) {
    Set<EntryId> ids = new LinkedHashSet<>();
    for (EntryId hint : hints) {
      if (ids.size() == most) {
        return new Candidates(ids, true);
      }
      ids.add(hint);
    }
    Cursor[] places = new Cursor[EntryRow.SHARDS];
    boolean[] ended = new boolean[EntryRow.SHARDS];
    for (boolean asked = true; asked; ) {
      asked = false;
      for (int shard = 0; shard < places.length; shard++) {
        if (ended[shard]) {
          continue;
        }
        if (ids.size() == most) {
          return new Candidates(ids, true);
        }
        Cursor after = places[shard] == null ? Cursor.START : places[shard];
        Page<ItemKey> page = page(items, shard, Math.min(PAGE, most - ids.size()), after);
        page.entries().forEach(key -> id(key).ifPresent(ids::add));
        places[shard] = page.next();
        ended[shard] = !page.hasMore();
        asked |= page.hasMore();
      }
    }
    return new Candidates(ids, false);
  }

  private static Page<ItemKey> page(ItemReader items, int shard, int limit, Cursor after) {
    return items.queryIndex(
        Table.LOG,
        Index.DUE,
        EntryRow.PARTITION_PREFIX + shard,
        SortRange.ALL,
        ItemReader.Order.ASCENDING,
        limit,
        after);
  }

  private static Optional<EntryId> id(ItemKey key) {
    String partition = key.partition();
    return partition.startsWith(EntryRow.PARTITION_PREFIX)
        ? EntryId.parse(partition.substring(EntryRow.PARTITION_PREFIX.length()))
        : Optional.empty();
  }
}
