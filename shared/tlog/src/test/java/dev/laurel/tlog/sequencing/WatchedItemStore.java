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
import dev.laurel.testkit.MemoryItemStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The log's rows with a witness: it tells the key what consistent reads of the lock row return,
/// and keeps a backup after each swap of it.
final class WatchedItemStore implements ItemStore {
  private final MemoryItemStore rows;
  private final FakeLogKey key;

  WatchedItemStore(MemoryItemStore rows, FakeLogKey key) {
    this.rows = rows;
    this.key = key;
  }

  @Override
  public Optional<Item> get(ItemKey which, Read read) {
    Optional<Item> item = rows.get(which, read);
    if (which.equals(Head.KEY) && read == Read.CONSISTENT) {
      key.wasRead(item.map(Head::from).orElse(Head.EMPTY));
    }
    return item;
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
    return rows.query(table, partition, range, order, limit, after, read);
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
    return rows.queryIndex(table, index, partition, range, order, limit, after);
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    return rows.write(transaction);
  }

  @Override
  public AddResult add(ItemKey which, String counter, long delta, long ceiling, Instant expires) {
    return rows.add(which, counter, delta, ceiling, expires);
  }
}
