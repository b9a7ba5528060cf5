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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// An item store in memory, exactly as the port says and nothing more. One lock serialises all
/// calls; every read is consistent. A call costs as much as its own partition asks, not as much as
/// all that is stored.
public final class MemoryItemStore implements ItemStore {
  private static final Comparator<ItemKey> BY_KEY =
      Comparator.comparing(ItemKey::table)
          .thenComparing(ItemKey::partition)
          .thenComparing(ItemKey::sort);
  private static final Comparator<Hit> BY_INDEX =
      Comparator.comparing((Hit hit) -> hit.entry().sort()).thenComparing(Hit::key, BY_KEY);

  private static final WriteResult WRITTEN = new WriteResult.Written();

  private final InstantSource clock;
  private final Map<Place, TreeMap<String, Item>> partitions = new HashMap<>();
  private final Map<IndexPlace, TreeSet<Hit>> indexed = new HashMap<>();
  private final List<Consumer<Change>> listeners = new ArrayList<>();
  // All items in order, or empty where they have to be put in order again.
  private List<Item> sorted = List.of();

  public MemoryItemStore(InstantSource clock) {
    this.clock = clock;
  }

  /// A store of its own with the same items, without listeners.
  public synchronized MemoryItemStore copy(InstantSource copyClock) {
    MemoryItemStore copy = new MemoryItemStore(copyClock);
    partitions.forEach((place, items) -> copy.partitions.put(place, new TreeMap<>(items)));
    indexed.forEach((place, hits) -> copy.indexed.put(place, new TreeSet<>(hits)));
    return copy;
  }

  /// Tells of every put and delete, in order, as a table's stream would: the listener is called
  /// under the store's lock and only takes note. Counters are not told of.
  public synchronized void onChange(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /// Every living item of all tables, in the order of their keys.
  public synchronized List<Item> all() {
    if (sorted.isEmpty()) {
      sorted =
          partitions.values().stream()
              .flatMap(items -> items.values().stream())
              .sorted(Comparator.comparing(Item::key, BY_KEY))
              .toList();
    }
    return sorted.stream().filter(this::lives).toList();
  }

  /// Every living item of the table, in the order of their keys.
  public synchronized List<Item> all(Table table) {
    return all().stream().filter(item -> item.key().table() == table).toList();
  }

  /// Puts back what a backup holds of the table, as no client of the port can: items that are newer
  /// than the backup are gone. For tests of what then.
  public synchronized void restore(Table table, MemoryItemStore backup) {
    for (Item item : all(table)) {
      remove(item.key());
    }
    for (Item item : backup.all(table)) {
      store(item);
    }
  }

  @Override
  public synchronized Optional<Item> get(ItemKey key, Read read) {
    return stored(key).filter(this::lives);
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
    NavigableMap<String, Item> items =
        partitions.getOrDefault(new Place(table, partition), new TreeMap<>());
    if (range.from().compareTo(range.to()) > 0) {
      return new Page<>(List.of(), Cursor.START);
    }
    items = items.subMap(range.from(), true, range.to(), true);
    List<Item> found = new ArrayList<>();
    for (Item item : (order == Order.ASCENDING ? items : items.descendingMap()).values()) {
      String sort = item.key().sort();
      if (lives(item) && (place.isEmpty() || follows(sort.compareTo(place.get(0)), order))) {
        found.add(item);
        if (found.size() > limit) {
          break;
        }
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
    NavigableSet<Hit> all =
        indexed.getOrDefault(new IndexPlace(table, index, partition), new TreeSet<>(BY_INDEX));
    NavigableSet<Hit> ordered = order == Order.ASCENDING ? all : all.descendingSet();
    if (!place.isEmpty()) {
      ordered = ordered.tailSet(Hit.at(place, table), false);
    }
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : ordered) {
      if (within(hit.entry().sort(), range) && stored(hit.key()).filter(this::lives).isPresent()) {
        hits.add(hit);
        if (hits.size() > limit) {
          break;
        }
      }
    }
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
    return WRITTEN;
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
    store(
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
        boolean absent = get(item.key(), Read.CONSISTENT).isEmpty();
        store(
            new Item(
                item.key(),
                item.version(),
                item.body(),
                item.indexes(),
                Map.of(),
                whole(item.expires())));
        tell(new Change(item.key(), absent ? Change.Kind.INSERT : Change.Kind.MODIFY));
      }
      case Write.Delete delete -> {
        if (get(delete.key(), Read.CONSISTENT).isPresent()) {
          tell(new Change(delete.key(), Change.Kind.REMOVE));
        }
        remove(delete.key());
      }
      case Write.Check check -> {}
    }
  }

  private void tell(Change change) {
    listeners.forEach(listener -> listener.accept(change));
  }

  private Optional<Item> stored(ItemKey key) {
    TreeMap<String, Item> items = partitions.get(new Place(key.table(), key.partition()));
    return items == null ? Optional.empty() : Optional.ofNullable(items.get(key.sort()));
  }

  private void store(Item item) {
    ItemKey key = item.key();
    remove(key);
    sorted = List.of();
    partitions
        .computeIfAbsent(new Place(key.table(), key.partition()), place -> new TreeMap<>())
        .put(key.sort(), item);
    item.indexes()
        .forEach((index, entry) ->
            indexed
                .computeIfAbsent(
                    new IndexPlace(key.table(), index, entry.partition()),
                    place -> new TreeSet<>(BY_INDEX))
                .add(new Hit(entry, key)));
  }

  private void remove(ItemKey key) {
    sorted = List.of();
    Place place = new Place(key.table(), key.partition());
    TreeMap<String, Item> items = partitions.get(place);
    Item gone = items == null ? null : items.remove(key.sort());
    if (items != null && items.isEmpty()) {
      partitions.remove(place);
    }
    if (gone != null) {
      gone.indexes()
          .forEach((index, entry) -> {
            Hit hit = new Hit(entry, key);
            indexed.computeIfPresent(
                new IndexPlace(key.table(), index, entry.partition()),
                (at, hits) -> hits.remove(hit) && hits.isEmpty() ? null : hits);
          });
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

  /// A partition of a table.
  private record Place(Table table, String partition) {}

  /// A partition of an index.
  private record IndexPlace(Table table, Index index, String partition) {}

  /// A place in an index and the key found there.
  private record Hit(IndexEntry entry, ItemKey key) {
    static Hit at(List<String> place, Table table) {
      return new Hit(
          new IndexEntry("any", place.get(0)), new ItemKey(table, place.get(1), place.get(2)));
    }
  }
}
