package dev.laurel.embedded;

import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The SQL of one table. Expired rows are absent for every method but [#replace], [#remove] and
/// [#purge]. H2 compares strings by UTF-16 code unit unless told otherwise, which for the ASCII of
/// keys is byte order.
final class H2Table {
  private static final long NEVER = Long.MAX_VALUE;
  private static final String COLUMNS =
      "pk, sk, version, body, counters, expires, list_p, list_s, due_p, due_s";

  private final Table table;
  private final Set<Index> indexes;
  private final String name;

  H2Table(TableLayout layout) {
    table = layout.table();
    indexes = layout.indexes();
    name = layout.table().name().toLowerCase(Locale.ROOT);
  }

  void create(H2Session session) throws SQLException {
    session
        .statement(
            "CREATE TABLE IF NOT EXISTS "
                + name
                + " (pk VARCHAR(512) NOT NULL, sk VARCHAR(512) NOT NULL, version BIGINT NOT NULL,"
                + " body VARCHAR NOT NULL, counters VARCHAR NOT NULL, expires BIGINT NOT NULL,"
                + " list_p VARCHAR(512), list_s VARCHAR(512),"
                + " due_p VARCHAR(512), due_s VARCHAR(512), PRIMARY KEY (pk, sk))")
        .execute();
    for (Index index : indexes) {
      String i = index.text();
      session
          .statement(
              "CREATE INDEX IF NOT EXISTS %s_%s ON %s (%s_p, %s_s, pk, sk)"
                  .formatted(name, i, name, i, i))
          .execute();
    }
  }

  /// Refuses what the template's table could not find again.
  void demand(Index index) {
    if (!indexes.contains(index)) {
      throw new IllegalArgumentException("the table " + table + " has no index " + index);
    }
  }

  Optional<Item> get(H2Session session, ItemKey key, long now) throws SQLException {
    String sql = "SELECT " + COLUMNS + " FROM " + name + " WHERE pk = ? AND sk = ? AND expires > ?";
    try (ResultSet row = session.statement(sql, key.partition(), key.sort(), now).executeQuery()) {
      return row.next() ? Optional.of(item(row)) : Optional.empty();
    }
  }

  /// The version of the item, or empty where it is absent.
  Optional<Long> version(H2Session session, ItemKey key, long now) throws SQLException {
    String sql = "SELECT version FROM " + name + " WHERE pk = ? AND sk = ? AND expires > ?";
    try (ResultSet row = session.statement(sql, key.partition(), key.sort(), now).executeQuery()) {
      return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
    }
  }

  /// Up to `count` items behind `after` (a sort key, or "" for the beginning).
  List<Item> query(
      H2Session session,
      String partition,
      SortRange range,
      Order order,
      int count,
      String after,
      long now)
      throws SQLException {
    boolean up = order == Order.ASCENDING;
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM "
            + name
            + " WHERE pk = ? AND sk >= ? AND sk <= ? AND expires > ?"
            + (after.isEmpty() ? "" : up ? " AND sk > ?" : " AND sk < ?")
            + (up ? " ORDER BY pk, sk" : " ORDER BY pk DESC, sk DESC")
            + " LIMIT ?";
    List<Object> parameters = new ArrayList<>(List.of(partition, range.from(), range.to(), now));
    if (!after.isEmpty()) {
      parameters.add(after);
    }
    parameters.add(count);
    List<Item> items = new ArrayList<>();
    try (ResultSet rows = session.statement(sql, parameters.toArray()).executeQuery()) {
      while (rows.next()) {
        items.add(item(rows));
      }
    }
    return items;
  }

  /// A place in an index and the key found there.
  record Hit(String indexSort, ItemKey key) {}

  /// Up to `count` hits behind `after` (index sort key, partition, sort key; or nothing for the
  /// beginning).
  List<Hit> queryIndex(
      H2Session session,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int count,
      List<String> after,
      long now)
      throws SQLException {
    demand(index);
    boolean up = order == Order.ASCENDING;
    String p = index.text() + "_p";
    String s = index.text() + "_s";
    // The row comparison alone would scan; the comparison of its first part uses the index.
    String behind =
        after.isEmpty()
            ? ""
            : up
                ? " AND %s >= ? AND (%s, pk, sk) > (?, ?, ?)".formatted(s, s)
                : " AND %s <= ? AND (%s, pk, sk) < (?, ?, ?)".formatted(s, s);
    String sort =
        up
            ? " ORDER BY %s, %s, pk, sk".formatted(p, s)
            : " ORDER BY %s DESC, %s DESC, pk DESC, sk DESC".formatted(p, s);
    String sql =
        "SELECT %s, pk, sk FROM %s WHERE %s = ? AND %s >= ? AND %s <= ? AND expires > ?"
                .formatted(s, name, p, s, s)
            + behind
            + sort
            + " LIMIT ?";
    List<Object> parameters = new ArrayList<>(List.of(partition, range.from(), range.to(), now));
    if (!after.isEmpty()) {
      parameters.add(after.getFirst());
      parameters.addAll(after);
    }
    parameters.add(count);
    List<Hit> hits = new ArrayList<>();
    try (ResultSet rows = session.statement(sql, parameters.toArray()).executeQuery()) {
      while (rows.next()) {
        hits.add(
            new Hit(rows.getString(1), new ItemKey(table, rows.getString(2), rows.getString(3))));
      }
    }
    return hits;
  }

  /// Stores the item over whatever row is there, expired or not.
  void replace(H2Session session, Item item, Map<String, Long> counters) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(item.key().partition());
    values.add(item.key().sort());
    values.add(item.version());
    values.add(item.body());
    values.add(counters.isEmpty() ? "" : Json.write(counters));
    values.add(seconds(item.expires()));
    for (Index index : Index.values()) {
      IndexEntry entry = item.indexes().get(index);
      values.add(entry == null ? H2Session.NONE : entry.partition());
      values.add(entry == null ? H2Session.NONE : entry.sort());
    }
    session
        .statement(
            "MERGE INTO "
                + name
                + " ("
                + COLUMNS
                + ") KEY (pk, sk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values.toArray())
        .executeUpdate();
  }

  void remove(H2Session session, ItemKey key) throws SQLException {
    session
        .statement("DELETE FROM " + name + " WHERE pk = ? AND sk = ?", key.partition(), key.sort())
        .executeUpdate();
  }

  /// Removes up to `count` expired rows and says how many.
  int purge(H2Session session, int count, long now) throws SQLException {
    return session
        .statement("DELETE FROM " + name + " WHERE expires <= ? LIMIT ?", now, count)
        .executeUpdate();
  }

  private Item item(ResultSet row) throws SQLException {
    ItemKey key = new ItemKey(table, row.getString(1), row.getString(2));
    EnumMap<Index, IndexEntry> entries = new EnumMap<>(Index.class);
    int column = 7;
    for (Index index : Index.values()) {
      Optional<String> partition = Optional.ofNullable(row.getString(column));
      if (partition.isPresent()) {
        entries.put(index, new IndexEntry(partition.get(), row.getString(column + 1)));
      }
      column += 2;
    }
    long expires = row.getLong(6);
    return new Item(
        key,
        row.getLong(3),
        row.getString(4),
        entries,
        counters(row.getString(5)),
        expires == NEVER ? Item.NEVER : Instant.ofEpochSecond(expires));
  }

  private static Map<String, Long> counters(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> counters = new HashMap<>();
    Json.parse(text.getBytes(StandardCharsets.UTF_8))
        .properties()
        .forEach(counter -> counters.put(counter.getKey(), counter.getValue().asLong()));
    return counters;
  }

  private static long seconds(Instant expires) {
    return expires.equals(Item.NEVER) ? NEVER : expires.getEpochSecond();
  }
}
