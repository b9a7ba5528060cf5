package dev.laurel.tlog.sequencing;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A log in memory, what can go wrong with it, and everything that was ever said of it.
final class LogWorld {
  /// What notes were found to be, for tests that read the same ones in each of many runs.
  private static final Map<String, SignedCheckpoint.Opened> OPENED = new ConcurrentHashMap<>();

  final FixedClock clock;
  final MemoryItemStore rows;
  final MemoryObjectStore files;
  final CountingRandom random;
  final FakeLogKey key;
  final WatchedItemStore items;
  final WatchedObjectStore objects;
  final Faults faults = new Faults();
  final List<KnownWitness> witnesses = new ArrayList<>();
  String rootKey = "";
  int maxBatch = SequencerSettings.MAX_BATCH;
  int parallel = 1;
  boolean restored;
  private int entries;

  LogWorld() {
    this(true);
  }

  LogWorld(boolean mlDsa) {
    clock = FixedClock.at("2026-11-01T10:20:30Z");
    rows = new MemoryItemStore(clock);
    files = new MemoryObjectStore(clock);
    random = new CountingRandom(7);
    key = new FakeLogKey(files, mlDsa);
    items = new WatchedItemStore(rows, key);
    objects = new WatchedObjectStore(files);
  }

  private LogWorld(LogWorld that) {
    clock = new FixedClock(that.clock.instant());
    rows = that.rows.copy(clock);
    files = that.files.copy(clock);
    random = new CountingRandom(8);
    key = that.key.copy(files);
    items = new WatchedItemStore(rows, key);
    objects = that.objects.copy(files);
    maxBatch = that.maxBatch;
    rootKey = that.rootKey;
    restored = that.restored;
    entries = that.entries;
  }

  /// A world of its own with the same log.
  LogWorld copy() {
    return new LogWorld(this);
  }

  /// A process with a sequencer, all of whose calls may fail as [#faults] says.
  Sequencer sequencer() {
    return sequencer(clock);
  }

  Sequencer sequencer(InstantSource itsClock) {
    LogSigner signer =
        new LogSigner() {
          @Override
          public List<VerifierKey> keys() {
            return key.keys();
          }

          @Override
          public byte[] sign(VerifierKey which, CommittedHead head) {
            return faults.call("sign", () -> key.sign(which, head));
          }
        };
    return sequencer(
        new FaultyItemStore(items, faults),
        new FaultyObjectStore(objects, faults),
        signer,
        itsClock);
  }

  Sequencer sequencer(
      ItemStore itsItems, ObjectStore itsObjects, LogSigner itsSigner, InstantSource itsClock) {
    return new Sequencer(
        itsItems,
        itsObjects,
        itsSigner,
        witnesses,
        itsClock,
        random,
        new SequencerSettings(FakeLogKey.ORIGIN, maxBatch, parallel, rootKey),
        this::open);
  }

  /// A sequencer that gets no further than to the checkpoint.
  Sequencer beforePublishing() {
    ObjectStore files =
        new HookedObjectStore(
            objects,
            name -> {
              if (name.text().equals("checkpoint")) {
                throw new StoreUnavailable("gone");
              }
            });
    return sequencer(items, files, key, clock);
  }

  /// A note read with the log's keys.
  SignedCheckpoint.Opened open(byte[] note) {
    return OPENED.computeIfAbsent(
        key.keys().size() + new String(note, StandardCharsets.UTF_8),
        text -> SignedCheckpoint.open(note, FakeLogKey.ORIGIN, key.keys()));
  }

  /// An entry like no other.
  Issue issue() {
    byte[] commit = new byte[32];
    commit[0] = (byte) entries;
    commit[1] = (byte) (entries >> 8);
    entries++;
    return new Issue(List.of("did:web:issuer.example#key-1"), commit, clock.instant());
  }

  /// Queues new entries.
  List<EntryId> queue(int many) {
    List<EntryId> ids = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      ids.add(queue(issue()));
    }
    return ids;
  }

  EntryId queue(LogEntry entry) {
    Instant due = clock.instant().plus(Duration.ofMinutes(1));
    rows.write(List.of(EntryRow.pending(entry, "award:s" + entries + ":1", due).create()));
    return entry.id();
  }

  /// A log of so many entries, integrated without faults.
  LogWorld grown(int many) {
    if (many > 0) {
      queue(many);
      sequencer().run(List.of());
    }
    faults.reset();
    return this;
  }

  /// Puts back the lock row of a backup and leaves everything else.
  void restoreLockRow(MemoryItemStore backup) {
    Optional<Item> old = backup.get(Head.KEY, Read.CONSISTENT);
    Write write =
        old.isPresent()
            ? new Write.Put(old.get(), Condition.PRESENT)
            : new Write.Delete(Head.KEY, Condition.PRESENT);
    if (head().size() > 0) {
      rows.write(List.of(write));
    }
  }

  LogLookup lookup() {
    return new LogLookup(rows);
  }

  EntryRow row(EntryId id) {
    return lookup().entry(id).orElseThrow();
  }

  /// All entry rows.
  List<EntryRow> entryRows() {
    List<EntryRow> found = new ArrayList<>();
    for (Item item : rows.all(Table.LOG)) {
      if (item.key().partition().startsWith(EntryRow.PARTITION_PREFIX)) {
        found.add(EntryRow.from(item));
      }
    }
    return found;
  }

  Head head() {
    return Head.read(rows);
  }

  /// The published checkpoint.
  SignedCheckpoint published() {
    byte[] note = files.bytes(new ObjectName("checkpoint")).orElseThrow();
    return switch (open(note)) {
      case SignedCheckpoint.Opened.Valid valid -> valid.checkpoint();
      case SignedCheckpoint.Opened.Refused refused -> throw new AssertionError(refused.why());
    };
  }
}
