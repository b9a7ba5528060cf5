package dev.laurel.embedded;

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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The item store of one machine: an embedded H2 database in a file or in memory. Every read is
/// consistent.
///
/// The keys of a transaction are locked in this process before they are read (the database file
/// belongs to one process), so conditions and writes are one step, and a conflict always names its
/// keys. An answered write outlives a kill of the process (a checkpoint follows every commit; H2's
/// default would lose half a second), and a loss of power where it was opened with
/// [Durability#POWER].
public final class H2ItemStore implements ItemStore, AutoCloseable {
  private static final AtomicLong MEMORIES = new AtomicLong();
  // Rows removed in one transaction: few enough that writers wait only milliseconds.
  private static final int PURGE_BATCH = 500;
  private static final int MAX_PAGE = 1_000;
  // H2 keeps replaced chunks for 45 s in case a disk reorders writes before a loss of power. A kill
  // of the process reorders nothing, but at 0 a reader may still be in a chunk that is given away
  // (ADR 12).
  private static final String REUSE_SOON = ";RETENTION_TIME=1000";

  private final Map<Table, H2Table> tables = new EnumMap<>(Table.class);
  private final KeyLocks locks = new KeyLocks();
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final H2Sessions sessions;
  private final InstantSource clock;

  private H2ItemStore(
      String url, List<TableLayout> layouts, InstantSource clock, Durability durability) {
    this.sessions = new H2Sessions(url, durability == Durability.POWER);
    this.clock = clock;
    layouts.forEach(layout -> tables.put(layout.table(), new H2Table(layout)));
    sessions.run(session -> {
      for (H2Table table : tables.values()) {
        table.create(session);
      }
      sessions.commit(session);
      return tables.size();
    });
  }

  /// A store in the file `<file>.mv.db`, made where it is absent. Throws
  /// [dev.laurel.storage.StoreUnavailable] where another process has it open.
  public static H2ItemStore file(
      Path file, List<TableLayout> tables, InstantSource clock, Durability durability) {
    String path = file.toAbsolutePath().normalize().toString();
    if (path.indexOf(';') >= 0) {
      throw new IllegalArgumentException("the path of a database must not hold a semicolon");
    }
    // "async:" because H2's default file channel is closed by an interrupt of any thread using it.
    // A write delay of its own, because with 0 H2 runs no thread that takes the space of
    // overwritten
    // pages back: 30,000 items made 235 MB of file, with it 36 (2026-11).
    String url =
        "jdbc:h2:async:"
            + path
            + ";WRITE_DELAY=100;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
            + (durability == Durability.POWER ? "" : REUSE_SOON);
    return new H2ItemStore(url, tables, clock, durability);
  }

  /// A store in memory, gone when it is closed.
  public static H2ItemStore memory(List<TableLayout> tables, InstantSource clock) {
    String url = "jdbc:h2:mem:laurel-" + MEMORIES.incrementAndGet();
    return new H2ItemStore(
        url + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", tables, clock, Durability.PROCESS);
  }

  /// Hears which rows were put.
  @FunctionalInterface
  public interface ChangeListener {
    /// `inserted`: the row was not there before; else it replaced one.
    void changed(Table table, boolean inserted, ItemKey key);
  }

  /// Tells the listener of every put, after its transaction is durable, on the thread that wrote
  /// it: what a table's stream does in the cloud, and as there a change may be missed (by a kill).
  /// The listener only hands the key on, and does not throw.
  public void onChange(ChangeListener listener) {
    listeners.add(listener);
  }

  /// Removes what has expired and says how many items that were. For a schedule: nothing sees
  /// expired items in the meantime either.
  public int purge() {
    int removed = 0;
    for (H2Table table : tables.values()) {
      int batch = PURGE_BATCH;
      while (batch == PURGE_BATCH) {
        batch =
            locks.holdingAll(() ->
                sessions.run(session -> {
                  int gone = table.purge(session, PURGE_BATCH, now());
                  sessions.commit(session);
                  return gone;
                }));
        removed += batch;
      }
    }
    return removed;
  }

  @Override
  public void close() {
    sessions.close();
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    H2Table table = table(key.table());
    return sessions.run(session -> table.get(session, key, now()));
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
    checkLimit(limit);
    List<String> place = Cursors.read(after, 1);
    String from = place.isEmpty() ? "" : place.getFirst();
    H2Table rows = table(table);
    List<Item> found =
        sessions.run(
            session -> rows.query(session, partition, range, order, limit + 1, from, now()));
    if (found.size() <= limit) {
      return new Page<>(found, Cursor.START);
    }
    String last = found.get(limit - 1).key().sort();
    return new Page<>(found.subList(0, limit), Cursors.write(List.of(last)));
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
    checkLimit(limit);
    List<String> place = Cursors.read(after, 3);
    H2Table rows = table(table);
    List<H2Table.Hit> found =
        sessions.run(session ->
            rows.queryIndex(session, index, partition, range, order, limit + 1, place, now()));
    List<ItemKey> keys = found.stream().limit(limit).map(H2Table.Hit::key).toList();
    if (found.size() <= limit) {
      return new Page<>(keys, Cursor.START);
    }
    H2Table.Hit last = found.get(limit - 1);
    return new Page<>(
        keys, Cursors.write(List.of(last.indexSort(), last.key().partition(), last.key().sort())));
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    Set<ItemKey> keys = checkedKeys(transaction);
    WriteResult result =
        locks.holding(keys, () -> sessions.run(session -> write(session, transaction)));
    if (result instanceof WriteResult.Written) {
      announce(transaction);
    }
    return result;
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    if (delta < 1) {
      throw new IllegalArgumentException("delta must be 1 or more: " + delta);
    }
    H2Table table = table(key.table());
    return locks.holding(
        Set.of(key),
        () ->
            sessions.run(session -> {
              Item before = table.get(session, key, now()).orElse(Item.of(key, 0, ""));
              if (before.counter(counter) > ceiling - delta) {
                return new AddResult.AboveCeiling();
              }
              Map<String, Long> counters = new HashMap<>(before.counters());
              long value = counters.merge(counter, delta, Long::sum);
              table.replace(session, before.expiring(expires), counters);
              sessions.commit(session);
              return new AddResult.Added(value);
            }));
  }

  private WriteResult write(H2Session session, List<Write> transaction) throws SQLException {
    long now = now();
    List<ItemKey> failed = new ArrayList<>();
    for (Write write : transaction) {
      Optional<Long> version = table(write.key().table()).version(session, write.key(), now);
      boolean holds =
          switch (write.condition()) {
            case Condition.Absent absent -> version.isEmpty();
            case Condition.Present present -> version.isPresent();
            case Condition.VersionIs is -> version.isPresent() && version.get() == is.version();
          };
      if (!holds) {
        failed.add(write.key());
      }
    }
    if (!failed.isEmpty()) {
      return new WriteResult.Conflict(failed);
    }
    for (Write write : transaction) {
      H2Table table = table(write.key().table());
      switch (write) {
        case Write.Put put -> table.replace(session, put.item(), Map.of());
        case Write.Delete delete -> table.remove(session, delete.key());
        case Write.Check check -> {}
      }
    }
    sessions.commit(session);
    return new WriteResult.Written();
  }

  private Set<ItemKey> checkedKeys(List<Write> transaction) {
    if (transaction.isEmpty() || transaction.size() > MAX_WRITES) {
      throw new IllegalArgumentException("a transaction has 1 to " + MAX_WRITES + " writes");
    }
    Set<ItemKey> keys = new HashSet<>();
    for (Write write : transaction) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("two writes of one transaction to " + write.key());
      }
      H2Table table = table(write.key().table());
      if (write instanceof Write.Put put) {
        put.item().indexes().keySet().forEach(table::demand);
      }
    }
    return keys;
  }

  private void announce(List<Write> transaction) {
    for (Write write : transaction) {
      if (write instanceof Write.Put put) {
        boolean inserted = put.condition() instanceof Condition.Absent;
        listeners.forEach(listener -> listener.changed(put.key().table(), inserted, put.key()));
      }
    }
  }

  private H2Table table(Table table) {
    return Optional.ofNullable(tables.get(table))
        .orElseThrow(() -> new IllegalArgumentException("no such table here: " + table));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " entries: " + limit);
    }
  }
}
