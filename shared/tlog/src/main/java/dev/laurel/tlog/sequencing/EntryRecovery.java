package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.SubtreeHashes;
import dev.laurel.tlog.TileHashes;
import dev.laurel.tlog.TilePath;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Brings the rows of a head's entries up to the log, bundle by bundle from its end to its
/// beginning: whoever meets an issue entry then has met the `abandon` entry that ends it, and no
/// bundle is read twice.
///
/// What was ended stands in rows of its own, `log` / `ENDED#<commitment>`, for the calls that
/// follow.
final class EntryRecovery {
  private static final String ENDED_PREFIX = "ENDED#";

  /// Most rows of one page.
  private static final int PAGE = 1_000;

  private final Sequencer sequencer;
  private final Head head;
  private final SubtreeHashes hashes;
  private final Map<String, Long> ends = new HashMap<>();
  private final Map<Long, Boolean> checkpoints = new ConcurrentHashMap<>();
  private Optional<Set<String>> waiting = Optional.empty();
  private final LongAdder logged = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder abandoned = new LongAdder();

  /// @param head one whose tiles and checkpoint are published
  EntryRecovery(Sequencer sequencer, Head head) {
    this.sequencer = sequencer;
    this.head = head;
    this.hashes =
        new TileHashes(
            head.size(),
            tile -> sequencer.objects.tile(tile).orElseThrow(() -> stopped(tile + " is missing")));
    readEnds();
  }

  /// What was done so far.
  Restored done(int heads, long left, boolean more) {
    return new Restored(head.size(), heads, logged.sum(), ended.sum(), abandoned.sum(), left, more);
  }

  /// Brings the last bundle of the first `size` entries up; answers how many are left.
  long restore(long size) {
    long index = (size - 1) / TilePath.FULL_WIDTH;
    long first = index * TilePath.FULL_WIDTH;
    int width = (int) Math.min(TilePath.FULL_WIDTH, head.size() - first);
    List<Entry> entries = entries(TilePath.entries(index, width));
    entries.forEach(this::meetEnd);
    List<Entry> keys = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    for (Entry entry : entries) {
      (isOfKey(entry.entry()) ? keys : others).add(entry);
    }
    sequencer.lanes.map(others, this::restore);
    // Several may be of one key.
    keys.reversed().forEach(this::restore);
    return first;
  }

  /// An entry, where it is and the row it has.
  private record Entry(long index, Hash leaf, LogEntry entry, Optional<EntryRow> row) {}

  private List<Entry> entries(TilePath path) {
    List<byte[]> bundle =
        sequencer
            .objects
            .tile(path)
            .flatMap(bytes -> EntryBundle.parse(bytes, path.width()))
            .orElseThrow(() -> stopped(path + " is missing or damaged"));
    List<Optional<EntryRow>> rows = sequencer.lanes.map(bundle, bytes -> row(EntryId.of(bytes)));
    return IntStream.range(0, bundle.size())
        .mapToObj(i -> {
          byte[] bytes = bundle.get(i);
          LogEntry entry =
              LogEntry.parse(bytes).orElseThrow(() -> stopped("an entry cannot be read"));
          return new Entry(path.first() + i, Hash.leaf(bytes), entry, rows.get(i));
        })
        .toList();
  }

  private static boolean isOfKey(LogEntry entry) {
    return switch (entry) {
      case KeyAdd _, KeyRetire _ -> true;
      case Issue _, Abandon _, StatusList _ -> false;
    };
  }

  private Optional<EntryRow> row(EntryId id) {
    return sequencer.items.get(EntryRow.key(id), Read.CONSISTENT).map(EntryRow::from);
  }

  /// Answers true, so that it can be a call among others.
  private boolean restore(Entry entry) {
    if (entry.entry() instanceof Issue issue) {
      Optional<Long> end = Optional.ofNullable(ends.get(text(issue.commit())));
      if (end.isPresent()) {
        end(entry, end.get());
        return true;
      }
      if (entry.row().isEmpty()) {
        abandon(entry, issue);
        return true;
      }
    }
    if (entry.row().filter(this::isWhole).isEmpty()) {
      log(entry);
    }
    return true;
  }

  /// Whether nothing is to be done: a row of an invocation that outlived the restore may say LOGGED
  /// under a checkpoint whose row is gone.
  private boolean isWhole(EntryRow row) {
    return switch (row.state()) {
      case PENDING -> false;
      case REFUSED -> true;
      case LOGGED ->
          checkpoints.computeIfAbsent(
              row.size(), size -> CheckpointRow.read(sequencer.items, size).isPresent());
    };
  }

  private void log(Entry entry) {
    List<Hash> path = proven(entry);
    Write row =
        entry
            .row()
            .map(there -> there.logged(entry.index(), head.size(), path).update())
            .orElseGet(
                () -> EntryRow.restored(entry.entry(), entry.index(), head.size(), path).create());
    List<Write> writes = new ArrayList<>(List.of(row));
    KeyRow.before(sequencer.items, entry.entry(), entry.index())
        .ifPresent(key -> writes.add(key.write()));
    write(writes);
    logged.increment();
  }

  /// Its end is in the log, so nobody may sign for it any more, whatever its row says.
  private void end(Entry entry, long by) {
    if (entry.row().filter(EntryRow::isEnded).isPresent()) {
      return;
    }
    List<Hash> _ = proven(entry);
    String why = "entry " + by + " of the log ended it";
    write(
        List.of(
            entry
                .row()
                .map(row -> row.ended(why).update())
                .orElseGet(() -> EntryRow.ended(entry.entry(), why).create())));
    ended.increment();
  }

  /// Nothing here knows whether its credential was signed. The end is the same entry whenever this
  /// is run: its time is the issue entry's.
  private void abandon(Entry entry, Issue issue) {
    List<Hash> _ = proven(entry);
    Abandon end = Abandon.of(issue, issue.at());
    String cause = EntryRow.RESTORED + issue.id().hex();
    List<Write> writes = new ArrayList<>();
    writes.add(EntryRow.ended(issue, "a restore lost its row").create());
    boolean queued = row(end.id()).isPresent() || waitingEnds().contains(text(issue.commit()));
    if (!queued) {
      writes.add(EntryRow.pending(end, cause, sequencer.clock.instant()).create());
    }
    write(writes);
    ended.increment();
    if (!queued) {
      abandoned.increment();
    }
  }

  private List<Hash> proven(Entry entry) {
    List<Hash> path = MerkleTree.inclusion(entry.index(), head.size(), hashes);
    if (!MerkleTree.verifyInclusion(entry.leaf(), entry.index(), head.size(), path, head.root())) {
      throw stopped("entry " + entry.index() + " is damaged");
    }
    return path;
  }

  private void write(List<Write> writes) {
    if (!(sequencer.items.write(writes) instanceof WriteResult.Written)) {
      throw new StoreUnavailable("somebody else writes rows of the log");
    }
  }

  /// Remembers an `abandon` entry for the issue entry before it, which a later call may meet.
  private void meetEnd(Entry entry) {
    if (entry.entry() instanceof Abandon abandon && !ends.containsKey(text(abandon.commit()))) {
      List<Hash> _ = proven(entry);
      String commit = text(abandon.commit());
      ItemKey key = ItemKey.log("log", ENDED_PREFIX + commit);
      write(List.of(Write.create(Item.of(key, 1, Json.write(new Ended(entry.index()))))));
      ends.put(commit, entry.index());
    }
  }

  private void readEnds() {
    Cursor after = Cursor.START;
    do {
      Page<Item> page =
          sequencer.items.query(
              Table.LOG,
              "log",
              SortRange.prefix(ENDED_PREFIX),
              ItemReader.Order.ASCENDING,
              PAGE,
              after,
              Read.CONSISTENT);
      for (Item item : page.entries()) {
        ends.put(
            item.key().sort().substring(ENDED_PREFIX.length()),
            Json.read(item.body(), Ended.class).index);
      }
      after = page.next();
    } while (!after.equals(Cursor.START));
  }

  /// The commitments that entries end which wait for the log; read where first asked for.
  private synchronized Set<String> waitingEnds() {
    if (waiting.isEmpty()) {
      Set<String> commits = new HashSet<>();
      Set<EntryId> ids = Candidates.find(sequencer.items, List.of(), Integer.MAX_VALUE).ids();
      for (Optional<EntryRow> row : sequencer.lanes.map(ids, this::row)) {
        row.filter(there -> there.state() == EntryRow.State.PENDING)
            .flatMap(there -> LogEntry.parse(there.entry()))
            .ifPresent(entry -> {
              if (entry instanceof Abandon abandon) {
                commits.add(text(abandon.commit()));
              }
            });
      }
      waiting = Optional.of(commits);
    }
    return waiting.get();
  }

  private static String text(byte[] commit) {
    return HexFormat.of().formatHex(commit);
  }

  private LogStopped stopped(String why) {
    return new LogStopped("log of size " + head.size() + " cannot be restored: " + why);
  }

  record Ended(long index) {}
}
