package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// An entry of the log on its way into it, and for good: the row that says whether it is in the log
/// and where. Its key is the hash of the entry, so the same entry cannot be queued twice.
///
/// Row `entry#<id>` / `ENTRY`. While PENDING (version 1) it stands in [Index#DUE] under
/// `entry#<shard>`; LOGGED and REFUSED are final.
///
/// @param cause who waits: `award:<submission>:<attempt>`, `abandon:<submission>:<attempt>`,
///   `list:<list>:<version>`, `key:<issuer>:<fragment>` or `restore:<issue entry>`
/// @param due from when on a sweep may take it up, as its index sorts; empty once it is final
/// @param index its index in the log where LOGGED, else 0
/// @param size the size of the first checkpoint that covers it where LOGGED, else 0
/// @param path its inclusion path in the tree of that size
/// @param reason why it was REFUSED, else empty
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record EntryRow(
    EntryId id,
    byte[] entry,
    String cause,
    State state,
    String due,
    long index,
    long size,
    List<Hash> path,
    String reason,
    long version) {
  /// Shards of the due index, so that one hot partition cannot hold up the sweep.
  public static final int SHARDS = 4;

  /// What the partition of every row begins with; the template's stream filters name it.
  public static final String PARTITION_PREFIX = "entry#";

  /// What the cause of a row begins with that a restore made; an entry's id follows.
  public static final String RESTORED = "restore:";

  /// What the reason of a row begins with whose issue entry is in the log, and its end with it or
  /// about to be: a restore put it there. Nobody signs for it.
  public static final String ENDED = "ended in the log";

  private static final String SORT = "ENTRY";

  /// How far an entry is.
  public enum State {
    /// Waits for the sequencer.
    PENDING,
    /// In the log, under a signed checkpoint.
    LOGGED,
    /// Never gets into the log: [EntryRow#reason] says why.
    REFUSED
  }

  public EntryRow {
    entry = entry.clone();
    path = List.copyOf(path);
  }

  /// An entry that waits, for the transaction of its cause. Until `due` the stream brings it to the
  /// sequencer; from then on the sweep does too.
  public static EntryRow pending(LogEntry entry, String cause, Instant due) {
    return new EntryRow(
        entry.id(), entry.bytes(), cause, State.PENDING, due.toString(), 0, 0, List.of(), "", 1);
  }

  /// A row for an entry that is in the log and has lost its own.
  static EntryRow restored(LogEntry entry, long index, long size, List<Hash> path) {
    EntryId id = entry.id();
    return new EntryRow(
        id, entry.bytes(), RESTORED + id.hex(), State.LOGGED, "", index, size, path, "", 1);
  }

  /// A row for an issue entry that is in the log, has lost its own row and is given up.
  static EntryRow ended(LogEntry entry, String why) {
    EntryId id = entry.id();
    String reason = ENDED + ": " + why;
    return new EntryRow(
        id, entry.bytes(), RESTORED + id.hex(), State.REFUSED, "", 0, 0, List.of(), reason, 1);
  }

  public static ItemKey key(EntryId id) {
    return ItemKey.log(PARTITION_PREFIX + id.hex(), SORT);
  }

  /// The write that queues a new entry. A conflict says that it is queued or logged already.
  public Write create() {
    return Write.create(item());
  }

  /// The next version: in the log.
  EntryRow logged(long newIndex, long newSize, List<Hash> newPath) {
    return new EntryRow(
        id, entry, cause, State.LOGGED, "", newIndex, newSize, newPath, "", version + 1);
  }

  /// The next version: kept out of the log.
  EntryRow refused(String why) {
    return new EntryRow(id, entry, cause, State.REFUSED, "", 0, 0, List.of(), why, version + 1);
  }

  /// The next version: in the log and given up.
  EntryRow ended(String why) {
    return refused(ENDED + ": " + why);
  }

  /// Whether a restore found the entry in the log and its end with it.
  public boolean isEnded() {
    return state == State.REFUSED && reason.startsWith(ENDED);
  }

  /// The write that stores this version over the one before it.
  Write update() {
    return Write.update(item());
  }

  @Override
  public byte[] entry() {
    return entry.clone();
  }

  /// The partition of [Index#DUE] that holds an entry.
  static String duePartition(EntryId id) {
    return PARTITION_PREFIX + Character.digit(id.hex().charAt(0), 16) % SHARDS;
  }

  Item item() {
    String text = Base64.getEncoder().encodeToString(entry);
    Row row = new Row(text, cause, state.name(), index, size, joined(path), reason);
    Item item = Item.of(key(id), version, Json.write(row));
    return state == State.PENDING ? item.indexed(Index.DUE, duePartition(id), due) : item;
  }

  /// The row in an item whose key [#key] made.
  public static EntryRow from(Item item) {
    String hex = item.key().partition().substring(PARTITION_PREFIX.length());
    return from(new EntryId(hex), item);
  }

  /// The row in the item of this entry.
  static EntryRow from(EntryId id, Item item) {
    Row row = Json.read(item.body(), Row.class);
    IndexEntry place = item.indexes().get(Index.DUE);
    return new EntryRow(
        id,
        Base64.getDecoder().decode(row.entry),
        row.cause,
        State.valueOf(row.state),
        place == null ? "" : place.sort(),
        row.index,
        row.size,
        parted(row.path),
        row.reason,
        item.version());
  }

  private static String joined(List<Hash> path) {
    byte[] bytes = new byte[path.size() * Hash.LENGTH];
    for (int i = 0; i < path.size(); i++) {
      System.arraycopy(path.get(i).bytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static List<Hash> parted(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    List<Hash> path = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
      path.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
    }
    return path;
  }

  @Override
  public String toString() {
    return "EntryRow[" + id.hex() + " " + state + " " + cause + "]";
  }

  record Row(
      String entry,
      String cause,
      String state,
      long index,
      long size,
      String path,
      String reason) {}
}
