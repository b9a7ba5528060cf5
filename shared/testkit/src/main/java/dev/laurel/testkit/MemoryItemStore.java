package dev.laurel.testkit;

import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An item store in memory, exactly as the port says and nothing more. One lock serialises all
/// calls; every read is consistent.
public final class MemoryItemStore implements ItemStore {
  private static final Comparator<ItemKey> BY_KEY =
      Comparator.comparing(ItemKey::table)
          .thenComparing(ItemKey::partition)
          .thenComparing(ItemKey::sort);
  private static final Comparator<Hit> BY_INDEX =
      Comparator.comparing((Hit hit) -> hit.entry().sort()).thenComparing(Hit::key, BY_KEY);

  private final InstantSource clock;
  private final NavigableMap<ItemKey, Item> items = new TreeMap<>(BY_KEY);

  public MemoryItemStore(InstantSource clock) {
    this.clock = clock;
  }

  /// A store of its own with the same items.
  public synchronized MemoryItemStore copy(InstantSource copyClock) {
    MemoryItemStore copy = new MemoryItemStore(copyClock);
    copy.items.putAll(items);
    return copy;
  }

  /// Every living item of both tables, in the order of their keys.
  public synchronized List<Item> all() {
    return items.values().stream().filter(this::lives).toList();
  }

  /// Every living item of the table, in the order of their keys.
  public synchronized List<Item> all(Table table) {
    return all().stream().filter(item -> item.key().table() == table).toList();
  }

  @Override
  public synchronized Optional<Item> get(ItemKey key, Read read) {
    return Optional.ofNullable(items.get(key)).filter(this::lives);
  }

  @Override
  public synchronized Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read) {
    checkLimit(limit);
    List<String> place = place(after, 1);
    List<Item> found = new ArrayList<>();
    NavigableMap<ItemKey, Item> ordered = order == Order.ASCENDING ? items : items.descendingMap();
    for (Item item : ordered.values()) {
      String sort = item.key().sort();
      if (item.key().table() == table
          && item.key().partition().equals(partition)
          && within(sort, range)
          && lives(item)
          && (place.isEmpty() || follows(sort.compareTo(place.get(0)), order))) {
        found.add(item);
      }
    }
    return page(found, limit, item -> "q " + item.key().sort());
  }

  @Override
  public synchronized Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after) {
    checkLimit(limit);
    List<String> place = place(after, 3);
    List<Hit> hits = new ArrayList<>();
    for (Item item : items.values()) {
      IndexEntry entry = item.indexes().get(index);
      if (entry != null
          && item.key().table() == table
          && entry.partition().equals(partition)
          && within(entry.sort(), range)
          && lives(item)) {
        Hit hit = new Hit(entry, item.key());
        if (place.isEmpty() || follows(BY_INDEX.compare(hit, Hit.at(place, table)), order)) {
          hits.add(hit);
        }
      }
    }
    hits.sort(order == Order.ASCENDING ? BY_INDEX : BY_INDEX.reversed());
    Page<Hit> page =
        page(
            hits,
            limit,
            hit ->
                "i " + hit.entry().sort() + " " + hit.key().partition() + " " + hit.key().sort());
    return new Page<>(page.entries().stream().map(Hit::key).toList(), page.next());
  }

  @Override
  public synchronized WriteResult write(List<Write> transaction) {
    if (transaction.isEmpty() || transaction.size() > MAX_WRITES) {
      throw new IllegalArgumentException("a transaction has 1 to " + MAX_WRITES + " writes");
    }
    Set<ItemKey> keys = new HashSet<>();
    List<ItemKey> failed = new ArrayList<>();
    for (Write write : transaction) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("two writes of one transaction to " + write.key());
      }
      if (!holds(write)) {
        failed.add(write.key());
      }
    }
    if (!failed.isEmpty()) {
      return new WriteResult.Conflict(failed);
    }
    transaction.forEach(this::apply);
    return new WriteResult.Written();
  }

  @Override
  public synchronized AddResult add(
      ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    if (delta < 1) {
      throw new IllegalArgumentException("delta must be 1 or more: " + delta);
    }
    Item before = get(key, Read.CONSISTENT).orElseGet(() -> Item.of(key, 0, ""));
    if (before.counter(counter) > ceiling - delta) {
      return new AddResult.AboveCeiling();
    }
    Map<String, Long> counters = new HashMap<>(before.counters());
    long value = counters.merge(counter, delta, Long::sum);
    items.put(
        key,
        new Item(key, before.version(), before.body(), before.indexes(), counters, whole(expires)));
    return new AddResult.Added(value);
  }

  private boolean holds(Write write) {
    Optional<Item> current = get(write.key(), Read.CONSISTENT);
    return switch (write.condition()) {
      case Condition.Absent absent -> current.isEmpty();
      case Condition.Present present -> current.isPresent();
      case Condition.VersionIs is -> current.isPresent() && current.get().version() == is.version();
    };
  }

  private void apply(Write write) {
    switch (write) {
      case Write.Put put -> {
        Item item = put.item();
        items.put(
            item.key(),
            new Item(
                item.key(),
                item.version(),
                item.body(),
                item.indexes(),
                Map.of(),
                whole(item.expires())));
      }
      case Write.Delete delete -> items.remove(delete.key());
      case Write.Check check -> {}
    }
  }

  private boolean lives(Item item) {
    return clock.instant().getEpochSecond() < item.expires().getEpochSecond();
  }

  private static Instant whole(Instant expires) {
    return expires.equals(Item.NEVER) ? expires : expires.truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean within(String sort, SortRange range) {
    return sort.compareTo(range.from()) >= 0 && sort.compareTo(range.to()) <= 0;
  }

  private static boolean follows(int comparison, Order order) {
    return order == Order.ASCENDING ? comparison > 0 : comparison < 0;
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("a page has 1 to 1,000 entries, not " + limit);
    }
  }

  /// The parts of a cursor: none at the start. Key parts never hold a space.
  private static List<String> place(Cursor after, int parts) {
    if (after.equals(Cursor.START)) {
      return List.of();
    }
    List<String> words = List.of(after.text().split(" ", -1));
    if (words.size() != parts + 1 || !words.get(0).equals(parts == 1 ? "q" : "i")) {
      throw new IllegalArgumentException("unreadable cursor");
    }
    return words.subList(1, words.size());
  }

  private static <T> Page<T> page(
      List<T> found, int limit, java.util.function.Function<T, String> place) {
    if (found.size() <= limit) {
      return new Page<>(found, Cursor.START);
    }
    return new Page<>(found.subList(0, limit), new Cursor(place.apply(found.get(limit - 1))));
  }

  /// A place in an index and the key found there.
  private record Hit(IndexEntry entry, ItemKey key) {
    static Hit at(List<String> place, Table table) {
      return new Hit(
          new IndexEntry("any", place.get(0)), new ItemKey(table, place.get(1), place.get(2)));
    }
  }
}
