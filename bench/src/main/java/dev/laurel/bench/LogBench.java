package dev.laurel.bench;

import dev.laurel.embedded.Durability;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.embedded.FolderObjectStore;
import dev.laurel.embedded.FolderSettings;
import dev.laurel.embedded.H2ItemStore;
import dev.laurel.embedded.TableLayout;
import dev.laurel.storage.Index;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.entry.Commitment;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogSigner;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Prints how many entries a second one sequencer integrates, in memory and on this machine's disk,
/// from entries that wait to LOGGED rows under a signed checkpoint; and as a multiple of SHA-256
/// over one entry, measured in the same run.
final class LogBench {
  private static final String ORIGIN = "localhost/log";
  private static final String METHOD = "did:web:badges.example:issuers:bench#key-1";
  private static final InstantSource CLOCK = InstantSource.system();

  /// Batches of which the median is told, after as many to warm up.
  private static final int BATCHES = 5;

  private final Random random = new Random(1);

  static void measure(PrintStream out) throws IOException, NoSuchAlgorithmException {
    new LogBench().run(out);
  }

  private void run(PrintStream out) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] entry = entry(CLOCK.instant()).entry();
    double floor = Stopwatch.medianMicros(() -> sha256.digest(entry));
    out.printf(
        Locale.ROOT,
        "%nThe log, entries of %d bytes (SHA-256 of one: %.2f us)%n",
        entry.length,
        floor);
    Path folder = Files.createTempDirectory("laurel-bench");
    try {
      FileLogKeys keys =
          FileLogKeys.open(folder.resolve("keys"), "local", ORIGIN, new SecureRandom());
      for (int size : List.of(SequencerSettings.MAX_BATCH, 256, 1)) {
        row(
            out,
            floor,
            "in memory",
            size,
            median(memory(), new MemoryObjectStore(CLOCK), keys, size));
      }
      for (int size : List.of(SequencerSettings.MAX_BATCH, 1)) {
        Path store = folder.resolve("store-" + size);
        try (H2ItemStore items = disk(store)) {
          row(out, floor, "on disk", size, median(items, objects(store), keys, size));
        }
      }
    } finally {
      remove(folder);
    }
  }

  private static void row(PrintStream out, double floor, String where, int size, double seconds) {
    out.printf(
        Locale.ROOT,
        "  integrate %6d a batch, %-10s %11.0f entries/s  %9.1f x%n",
        size,
        where,
        size / seconds,
        seconds * 1e6 / size / floor);
  }

  private static ItemStore memory() {
    return new MemoryItemStore(CLOCK);
  }

  private static H2ItemStore disk(Path store) {
    List<TableLayout> tables =
        Stream.of(Table.values()).map(table -> new TableLayout(table, Set.of(Index.DUE))).toList();
    return H2ItemStore.file(store.resolve("items"), tables, CLOCK, Durability.PROCESS);
  }

  private static ObjectStore objects(Path store) {
    return FolderObjectStore.plain(
        store.resolve("public"),
        store.resolve("objects"),
        new FolderSettings(
            "log", URI.create("http://localhost"), Durability.PROCESS, CLOCK, new SecureRandom()));
  }

  /// Seconds of one batch from waiting to LOGGED.
  private double median(ItemStore items, ObjectStore log, LogSigner signer, int size) {
    Sequencer sequencer =
        new Sequencer(
            items, log, signer, List.of(), CLOCK, random, SequencerSettings.of(ORIGIN, 1, ""));
    double[] seconds = new double[BATCHES];
    for (int batch = 0; batch < 2 * BATCHES; batch++) {
      queue(items, size);
      long start = System.nanoTime();
      int logged = sequencer.run(List.of()).logged();
      if (logged != size) {
        throw new IllegalStateException("logged " + logged + " of " + size);
      }
      seconds[batch % BATCHES] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[BATCHES / 2];
  }

  private void queue(ItemStore items, int size) {
    Instant now = CLOCK.instant();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      writes.add(entry(now).create());
      if (writes.size() == ItemStore.MAX_WRITES || i == size - 1) {
        if (!(items.write(writes) instanceof WriteResult.Written)) {
          throw new IllegalStateException("an entry is there already");
        }
        writes.clear();
      }
    }
  }

  private EntryRow entry(Instant now) {
    byte[] commit = new byte[Commitment.LENGTH];
    random.nextBytes(commit);
    return EntryRow.pending(new Issue(List.of(METHOD), commit, now), "award:bench:1", now);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
