package dev.laurel.local.models;

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
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.ScheduledItemStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The item store of a model: every call is a place where the schedule decides, and after every
/// write the model's invariants are looked at.
///
/// An index query that finds nothing is no such place: most of the shards are empty, an index may
/// always miss the last seconds, and to wait at each of them only multiplies the same schedules.
final class ModelItems implements ItemStore {
  private final MemoryItemStore memory;
  private final ItemStore scheduled;
  private final ItemStore reading;
  private final Runnable invariants;

  ModelItems(MemoryItemStore memory, Runnable invariants) {
    this(memory, false, invariants);
  }

  private ModelItems(MemoryItemStore memory, boolean writesOnly, Runnable invariants) {
    this.memory = memory;
    this.scheduled = new ScheduledItemStore(memory);
    this.reading = writesOnly ? memory : scheduled;
    this.invariants = invariants;
  }

  /// A store of which only the writes are such places.
  static ModelItems writing(MemoryItemStore memory, Runnable invariants) {
    return new ModelItems(memory, true, invariants);
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    WriteResult result = scheduled.write(transaction);
    invariants.run();
    return result;
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
    Page<ItemKey> now = memory.queryIndex(table, index, partition, range, order, limit, after);
    return now.entries().isEmpty() && !now.hasMore()
        ? now
        : reading.queryIndex(table, index, partition, range, order, limit, after);
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return reading.get(key, read);
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
    return reading.query(table, partition, range, order, limit, after, read);
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    return scheduled.add(key, counter, delta, ceiling, expires);
  }
}
