package dev.laurel.testkit;

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

/// An item store that counts its calls and fails as its [Faults] say.
public final class FaultyItemStore implements ItemStore {
  private final ItemStore store;
  private final Faults faults;

  public FaultyItemStore(ItemStore store) {
    this(store, new Faults());
  }

  public FaultyItemStore(ItemStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  public Faults faults() {
    return faults;
  }

  /// Calls counted so far.
  public int calls() {
    return faults.calls();
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return faults.call("get", () -> store.get(key, read));
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
    return faults.call(
        "query", () -> store.query(table, partition, range, order, limit, after, read));
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
    return faults.call(
        "queryIndex", () -> store.queryIndex(table, index, partition, range, order, limit, after));
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    return faults.call("write", () -> store.write(transaction));
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    return faults.call("add", () -> store.add(key, counter, delta, ceiling, expires));
  }
}
