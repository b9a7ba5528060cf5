package dev.laurel.local.faults;

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
import dev.laurel.testkit.StaleItemStore;
import dev.laurel.testkit.schedule.Scheduled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// An item store as a schedule may have it: transactions that another one is in the way of, and,
/// once asked for, stale eventual reads in pages of one with empty pages between them.
final class Weather implements ItemStore {
  private final ItemStore store;
  private final InstantSource clock;
  private volatile ItemStore reads;

  Weather(ItemStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.reads = store;
  }

  /// From now on eventual reads answer from before the last write, so many times each; what was
  /// there before is seen.
  void stale(List<Item> before, int staleReads) {
    StaleItemStore poor = new StaleItemStore(store, clock, staleReads);
    poor.seed(before);
    reads = poor;
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    return Scheduled.choose("conflict", 2) == 1
        ? new WriteResult.Conflict(List.of())
        : reads.write(transaction);
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    return reads.add(key, counter, delta, ceiling, expires);
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return reads.get(key, read);
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
    return reads.query(table, partition, range, order, limit, after, read);
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
    return reads.queryIndex(table, index, partition, range, order, limit, after);
  }
}
