package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads what the log's table says of entries. Every read is consistent; every method throws
/// [dev.laurel.storage.StoreUnavailable] when the store does not answer.
public final class LogLookup {
  private final ItemReader items;

  public LogLookup(ItemReader items) {
    this.items = items;
  }

  /// The entry's row, or empty where it was never queued.
  public Optional<EntryRow> entry(EntryId id) {
    return items.get(EntryRow.key(id), Read.CONSISTENT).map(EntryRow::from);
  }

  /// What the log says of each key that it ever had of a DID, as far as the rows of its entries say
  /// LOGGED: one query, and a read for each entry. Keys whose rows are from before they named their
  /// entries are left out.
  public List<LoggedKey> keys(String did) {
    return KeyRow.readAll(items, did).stream()
        .flatMap(row -> logged(row.addEntry(), KeyAdd.class).stream().map(add -> key(row, add)))
        .toList();
  }

  private LoggedKey key(KeyRow row, LoggedKey.Said<KeyAdd> add) {
    return new LoggedKey(add, logged(row.retireEntry(), KeyRetire.class));
  }

  private <T extends LogEntry> Optional<LoggedKey.Said<T>> logged(String id, Class<T> type) {
    return EntryId.parse(id)
        .flatMap(this::entry)
        .filter(row -> row.state() == EntryRow.State.LOGGED)
        .flatMap(row ->
            LogEntry.parse(row.entry())
                .filter(type::isInstance)
                .map(entry -> new LoggedKey.Said<>(type.cast(entry), row.index())));
  }

  /// The signed checkpoint of this size, or empty where none was published.
  public Optional<byte[]> checkpoint(long size) {
    return CheckpointRow.read(items, size)
        .map(row -> row.checkpoint().getBytes(StandardCharsets.UTF_8));
  }

  /// How many entries the log has, those of its last head included.
  public long size() {
    return Head.read(items).size();
  }

  /// When the log began, or empty where it has not.
  public Optional<Began> began() {
    return items.get(Began.KEY, Read.CONSISTENT).map(Began::from);
  }

  /// The proof of an entry, or empty where it is not LOGGED.
  public Optional<LoggedProof> proof(EntryId id) {
    return entry(id)
        .filter(row -> row.state() == EntryRow.State.LOGGED)
        .flatMap(row ->
            checkpoint(row.size())
                .map(note -> new LoggedProof(row.entry(), row.index(), row.path(), note)));
  }
}
