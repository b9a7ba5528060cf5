package dev.laurel.local;

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
import java.util.function.Consumer;

/// An item store that tells of new messages, in place of the table's stream.
final class WatchedItems implements ItemStore {
  private final ItemStore items;
  private final Consumer<ItemKey> inserts;

  WatchedItems(ItemStore items, Consumer<ItemKey> inserts) {
    this.items = items;
    this.inserts = inserts;
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    WriteResult result = items.write(transaction);
    if (result instanceof WriteResult.Written) {
      for (Write write : transaction) {
        if (write instanceof Write.Put put
            && put.condition() instanceof Condition.Absent
            && put.key().table() == Table.OUTBOX) {
          inserts.accept(put.key());
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
