package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The marker that the tables came back from a backup and are not yet what they must be. While it
/// says [#LOG] no sequencer runs; [#LISTS] says that the log is done and the status lists are not.
///
/// Row `log` / `RESTORING`, put by [Recovery], which keeps in it how far it is; deleted by whoever
/// brought the status lists up to date.
public final class Restoring {
  /// The log's rows are being brought up to its files.
  public static final String LOG = "log";

  /// The log is done; the status lists are to follow.
  public static final String LISTS = "lists";

  static final ItemKey KEY = ItemKey.log("log", "RESTORING");

  private final Row row;
  private final long version;

  private Restoring(Row row, long version) {
    this.row = row;
    this.version = version;
  }

  /// The marker as a consistent read shows it, or empty where nothing is being restored.
  public static Optional<Restoring> of(ItemReader items) {
    return items
        .get(KEY, Read.CONSISTENT)
        .map(item -> new Restoring(Json.read(item.body(), Row.class), item.version()));
  }

  /// A restore that begins now.
  static Restoring since(Instant now) {
    return new Restoring(new Row(LOG, now, "", 0, 0), 1);
  }

  /// [#LOG] or [#LISTS].
  public String state() {
    return row.state;
  }

  /// When the restore began; no two restores have the same.
  public Instant since() {
    return row.since;
  }

  /// The write that says that nothing is left to do; it fails where a restore began again.
  public Write done() {
    return new Write.Delete(KEY, Condition.versionIs(version));
  }

  boolean isOfLog() {
    return row.state.equals(LOG);
  }

  /// The head up to which `heads/` was followed; empty where that has not begun.
  Optional<Head> head() {
    String text = row.head == null ? "" : row.head;
    return Head.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many heads were followed to get there.
  int heads() {
    return row.heads;
  }

  /// The rows of entries from this index on are done.
  long left() {
    return row.left;
  }

  /// The next version: another restore, which begins later; also where the marker itself came back
  /// with a backup.
  Restoring again(Instant now) {
    Instant later = row.since.plusMillis(1);
    Instant since = now.isBefore(later) ? later : now;
    return new Restoring(new Row(LOG, since, "", 0, 0), version + 1);
  }

  /// The next version: followed up to this head.
  Restoring followed(Head head, int heads) {
    String text = new String(head.bytes(), StandardCharsets.UTF_8);
    return new Restoring(new Row(LOG, row.since, text, heads, head.size()), version + 1);
  }

  /// The next version: the rows of entries from this index on are done.
  Restoring reached(long index) {
    return new Restoring(new Row(LOG, row.since, row.head, row.heads, index), version + 1);
  }

  /// The next version: the log is done.
  Restoring ofLists() {
    return new Restoring(new Row(LISTS, row.since, "", 0, 0), version + 1);
  }

  /// The write that puts this version.
  Write write() {
    Item item = Item.of(KEY, version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  record Row(String state, Instant since, @Nullable String head, int heads, long left) {}
}
