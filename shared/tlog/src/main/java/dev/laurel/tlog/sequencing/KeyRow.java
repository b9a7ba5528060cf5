package dev.laurel.tlog.sequencing;

import dev.laurel.credentials.Sha256;
import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A key of a DID as the log has it: what the next key entry of that DID is judged by.
///
/// Row `did#<SHA-256 of the DID>` / `KEY#<fragment>`, written with the LOGGED row of its entry.
///
/// @param added index of the entry that added it
/// @param below from which index on its entries are not trusted; empty unless it was compromised
/// @param addEntry id of the entry that added it, `retireEntry` of the one that retired it; ""
///   where there is none, and in rows from before they were kept
record KeyRow(
    String did,
    String method,
    String publicKeyMultibase,
    boolean active,
    long added,
    OptionalLong below,
    String addEntry,
    String retireEntry,
    long version) {
  private static final String SORT_PREFIX = "KEY#";

  /// Stands for the index of an entry that a restore has not met yet.
  private static final long UNKNOWN = -1;

  /// Most keys of a DID that are read in one page; more are read in further ones.
  private static final int PAGE = 100;

  /// What can be part of a sort key: shorter than its limit, and no character outside it.
  private static final Pattern FRAGMENT = Pattern.compile("[!-}]{1,400}");

  static boolean isFragment(String fragment) {
    return FRAGMENT.matcher(fragment).matches();
  }

  static String fragment(String did, String method) {
    return method.substring(did.length() + 1);
  }

  private static Optional<KeyRow> read(ItemReader items, String did, String method) {
    return items.get(key(did, fragment(did, method)), Read.CONSISTENT).map(i -> from(did, i));
  }

  /// All keys that the log ever had of a DID.
  static List<KeyRow> readAll(ItemReader items, String did) {
    List<KeyRow> rows = new ArrayList<>();
    Cursor after = Cursor.START;
    do {
      Page<Item> page =
          items.query(
              Table.LOG,
              partition(did),
              SortRange.prefix(SORT_PREFIX),
              ItemReader.Order.ASCENDING,
              PAGE,
              after,
              Read.CONSISTENT);
      page.entries().forEach(item -> rows.add(from(did, item)));
      after = page.next();
    } while (!after.equals(Cursor.START));
    return rows;
  }

  /// What an entry that is logged at an index makes of its key; empty for entries of other types
  /// and where it is made already.
  static Optional<KeyRow> after(ItemReader items, LogEntry entry, long index) {
    return switch (entry) {
      case KeyAdd add ->
          read(items, add.did(), add.method()).isPresent()
              ? Optional.empty()
              : Optional.of(
                  new KeyRow(
                      add.did(),
                      add.method(),
                      add.publicKeyMultibase(),
                      true,
                      index,
                      OptionalLong.empty(),
                      add.id().hex(),
                      "",
                      1));
      case KeyRetire retire ->
          read(items, retire.did(), retire.method())
              .filter(KeyRow::active)
              .map(row -> row.retired(retire));
      case Issue _, Abandon _, StatusList _ -> Optional.empty();
    };
  }

  /// The same as [#after] for entries that are met from the log's end to its beginning: a key's end
  /// before its beginning.
  static Optional<KeyRow> before(ItemReader items, LogEntry entry, long index) {
    return switch (entry) {
      case KeyAdd add -> {
        Optional<KeyRow> row = read(items, add.did(), add.method());
        yield row.isEmpty()
            ? after(items, entry, index)
            : row.filter(key -> key.added == UNKNOWN || key.addEntry.isEmpty())
                .map(key -> key.addedAt(index, add));
      }
      case KeyRetire retire -> {
        Optional<KeyRow> row = read(items, retire.did(), retire.method());
        yield row.isPresent()
            ? row.filter(key -> key.active || key.retireEntry.isEmpty())
                .map(key -> key.retired(retire))
            : Optional.of(
                new KeyRow(
                    retire.did(),
                    retire.method(),
                    retire.publicKeyMultibase(),
                    false,
                    UNKNOWN,
                    retire.below(),
                    "",
                    retire.id().hex(),
                    1));
      }
      case Issue _, Abandon _, StatusList _ -> Optional.empty();
    };
  }

  /// The next version: its entry was found.
  private KeyRow addedAt(long index, KeyAdd add) {
    return new KeyRow(
        did,
        method,
        publicKeyMultibase,
        active,
        index,
        below,
        add.id().hex(),
        retireEntry,
        version + 1);
  }

  /// The next version: no longer active.
  private KeyRow retired(KeyRetire retire) {
    return new KeyRow(
        did,
        method,
        publicKeyMultibase,
        false,
        added,
        retire.below(),
        addEntry,
        retire.id().hex(),
        version + 1);
  }

  Write write() {
    Row row =
        new Row(
            method,
            publicKeyMultibase,
            active,
            added,
            below.isPresent() ? Long.toString(below.getAsLong()) : "",
            addEntry,
            retireEntry);
    Condition condition = version == 1 ? Condition.ABSENT : Condition.versionIs(version - 1);
    return new Write.Put(
        Item.of(key(did, fragment(did, method)), version, Json.write(row)), condition);
  }

  private static KeyRow from(String did, Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new KeyRow(
        did,
        row.method,
        row.publicKeyMultibase,
        row.active,
        row.addedAt,
        row.below.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(row.below)),
        row.addEntry == null ? "" : row.addEntry,
        row.retireEntry == null ? "" : row.retireEntry,
        item.version());
  }

  private static ItemKey key(String did, String fragment) {
    return ItemKey.log(partition(did), SORT_PREFIX + fragment);
  }

  private static String partition(String did) {
    byte[] hash = Sha256.of(did.getBytes(StandardCharsets.UTF_8));
    return "did#" + HexFormat.of().formatHex(hash);
  }

  record Row(
      String method,
      String publicKeyMultibase,
      boolean active,
      long addedAt,
      String below,
      @Nullable String addEntry,
      @Nullable String retireEntry) {}
}
