package dev.laurel.testkit;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// An item store at its worst that the port still allows: eventual reads and index queries answer
/// from the image before the last write, pages hold one entry at most, and an empty page comes
/// before each of them. Sees only what is written through it.
public final class StaleItemStore implements ItemStore {
  /// Never catches up by itself.
  public static final int FOR_EVER = Integer.MAX_VALUE;

  private final ItemStore store;
  private final MemoryItemStore image;
  private final int staleReads;
  private final List<Runnable> behind = new ArrayList<>();
  private int readsSince;

  /// The first `staleReads` eventual reads after a write answer from the image before it.
  public StaleItemStore(ItemStore store, InstantSource clock, int staleReads) {
    this.store = store;
    this.image = new MemoryItemStore(clock);
    this.staleReads = staleReads;
  }

  /// Lets eventual reads see items that were there before; counters included.
  public synchronized void seed(List<Item> before) {
    for (Item item : before) {
      Item plain =
          new Item(
              item.key(), item.version(), item.body(), item.indexes(), Map.of(), item.expires());
      image.write(List.of(Write.create(plain)));
      item.counters()
          .forEach((counter, value) ->
              image.add(item.key(), counter, value, Long.MAX_VALUE, item.expires()));
    }
  }

  /// Lets eventual reads see everything that was written so far.
  public synchronized void catchUp() {
    behind.forEach(Runnable::run);
    behind.clear();
    readsSince = 0;
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    return read == Read.CONSISTENT ? store.get(key, read) : eventual().get(key, read);
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
    return poor(
        after,
        limit,
        (one, place) ->
            (read == Read.CONSISTENT ? store : eventual())
                .query(table, partition, range, order, one, place, read));
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
    return poor(
        after,
        limit,
        (one, place) -> eventual().queryIndex(table, index, partition, range, order, one, place));
  }

  @Override
  public synchronized WriteResult write(List<Write> transaction) {
    WriteResult result = store.write(transaction);
    if (result instanceof WriteResult.Written) {
      catchUp();
      behind.add(() -> transaction.forEach(this::copy));
    }
    return result;
  }

  @Override
  public synchronized AddResult add(
      ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    AddResult result = store.add(key, counter, delta, ceiling, expires);
    if (result instanceof AddResult.Added) {
      catchUp();
      behind.add(() -> image.add(key, counter, delta, ceiling, expires));
    }
    return result;
  }

  /// The image as an eventual read sees it now.
  private synchronized ItemStore eventual() {
    if (!behind.isEmpty() && ++readsSince > staleReads) {
      catchUp();
    }
    return image;
  }

  private void copy(Write write) {
    boolean there = image.get(write.key(), Read.CONSISTENT).isPresent();
    Condition met = there ? Condition.PRESENT : Condition.ABSENT;
    switch (write) {
      case Write.Put put -> image.write(List.of(new Write.Put(put.item(), met)));
      case Write.Delete delete -> image.write(List.of(new Write.Delete(delete.key(), met)));
      case Write.Check check -> {}
    }
  }

  /// A page of one entry, or an empty page before it; the cursor says which comes next.
  private static <T> Page<T> poor(
      Cursor after, int limit, BiFunction<Integer, Cursor, Page<T>> query) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("a page has 1 to 1,000 entries, not " + limit);
    }
    String text = after.text();
    if (text.isEmpty()) {
      return new Page<>(List.of(), new Cursor("full:"));
    }
    if (text.startsWith("empty:")) {
      return new Page<>(List.of(), new Cursor("full:" + text.substring("empty:".length())));
    }
    if (!text.startsWith("full:")) {
      throw new IllegalArgumentException("unreadable cursor");
    }
    Page<T> page = query.apply(1, new Cursor(text.substring("full:".length())));
    return page.hasMore()
        ? new Page<>(page.entries(), new Cursor("empty:" + page.next().text()))
        : page;
  }
}
