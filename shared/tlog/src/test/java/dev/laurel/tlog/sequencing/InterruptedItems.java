package dev.laurel.tlog.sequencing;

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

/// An item store in which something else happens before a transaction that writes an item; its
/// index names nothing.
record InterruptedItems(ItemStore store, ItemKey key, Runnable before) implements ItemStore {
  @Override
  public WriteResult write(List<Write> transaction) {
    if (transaction.stream().anyMatch(write -> write.key().equals(key))) {
      before.run();
    }
    return store.write(transaction);
  }

  @Override
  public Optional<Item> get(ItemKey which, Read read) {
    return store.get(which, read);
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
    return store.query(table, partition, range, order, limit, after, read);
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
    return new Page<>(List.of(), Cursor.START);
  }

  @Override
  public AddResult add(ItemKey which, String counter, long delta, long ceiling, Instant expires) {
    return store.add(which, counter, delta, ceiling, expires);
  }
}
