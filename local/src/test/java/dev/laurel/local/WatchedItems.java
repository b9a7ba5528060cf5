package dev.laurel.local;

import dev.laurel.embedded.H2ItemStore.ChangeListener;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
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

/// An item store that tells of what was put, in place of the tables' streams.
final class WatchedItems implements ItemStore {
  private final ItemStore items;
  private final ChangeListener changes;

  WatchedItems(ItemStore items, ChangeListener changes) {
    this.items = items;
    this.changes = changes;
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    WriteResult result = items.write(transaction);
    if (result instanceof WriteResult.Written) {
      for (Write write : transaction) {
        if (write instanceof Write.Put put) {
          boolean inserted = put.condition() instanceof Condition.Absent;
          changes.changed(put.key().table(), inserted, put.key());
        }
      }
    }
    return result;
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    return items.add(key, counter, delta, ceiling, expires);
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return items.get(key, read);
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
    return items.query(table, partition, range, order, limit, after, read);
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
    return items.queryIndex(table, index, partition, range, order, limit, after);
  }
}
