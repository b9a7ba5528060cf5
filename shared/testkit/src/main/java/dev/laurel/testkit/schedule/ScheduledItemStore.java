package dev.laurel.testkit.schedule;

import dev.laurel.storage.AddResult;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An item store each of whose calls is a place where the schedule decides. Where a store of stale
/// answers is given, an eventual read or an index query may go there instead, as a fault of the
/// schedule.
public final class ScheduledItemStore implements ItemStore {
  private final ItemStore store;
  private final ItemStore stale;

  public ScheduledItemStore(ItemStore store) {
    this(store, store);
  }

  /// `stale` answers the eventual reads that the schedule makes stale: for instance a
  /// [dev.laurel.testkit.MemoryItemStore#copy] from before, or an empty store.
  public ScheduledItemStore(ItemStore store, ItemStore stale) {
    this.store = store;
    this.stale = stale;
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return Scheduled.call(
        "get", () -> (read == Read.CONSISTENT ? store : eventual()).get(key, read));
  }

  @Override
  public Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read) {
    return Scheduled.call(
        "query",
        () ->
            (read == Read.CONSISTENT ? store : eventual())
                .query(table, partition, range, order, limit, after, read));
  }

  @Override
  public Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after) {
    return Scheduled.call(
        "queryIndex",
        () -> eventual().queryIndex(table, index, partition, range, order, limit, after));
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    return Scheduled.call("write", () -> store.write(transaction));
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    return Scheduled.call("add", () -> store.add(key, counter, delta, ceiling, expires));
  }

  private ItemStore eventual() {
    return stale != store && Scheduled.choose("eventual read", 2) == 1 ? stale : store;
  }
}
