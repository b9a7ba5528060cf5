package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The log's table comes back from a backup.
@Tag("check-107")
final class RecoveryTest {
  private final LogWorld world = new LogWorld(false);

  @Test
  void run_onWholeLog_changesNothing() {
    world.grown(3).grown(300);
    List<Item> before = world.rows.all();

    assertThat(recovery().run()).isEqualTo(done(303, 0, 0, 0));

    List<Item> after = new ArrayList<>(world.rows.all());
    assertThat(after.removeIf(item -> item.key().equals(Restoring.KEY))).isTrue();
    assertThat(after).isEqualTo(before);
  }

  @Test
  void run_afterRestore_rollsForwardAlongHeads() {
    world.grown(2);
    world.queue(2);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(1).grown(5);
    Head last = world.head();
    world.rows.restore(Table.LOG, backup);

    Restored restored = recovery().run();

    assertThat(restored).isEqualTo(done(10, 2, 2, 6));
    assertThat(world.head().isSameAs(last)).isTrue();
    assertThat(world.published().size()).isEqualTo(10);
    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
    assertThat(world.head().size()).as("six abandoned").isEqualTo(16);
  }

  @Test
  void run_again_abandonsNothingTwice() {
    MemoryItemStore backup = world.rows.copy(world.clock);
    EntryId lost = world.queue(1).getFirst();
    world.sequencer().run(List.of());
    world.rows.restore(Table.LOG, backup);

    assertThat(recovery().run().abandoned()).isEqualTo(1);
    world.clock.advance(Duration.ofHours(5));
    assertThat(recovery().run().abandoned()).isEqualTo(0);
    world.sequencer().run(List.of());
    world.rows.restore(Table.LOG, backup);
    assertThat(recovery().run().abandoned()).isEqualTo(0);

    world.sequencer().run(List.of());
    List<LogEntry> log =
        NaiveLog.entries(world.files, world.head().size()).orElseThrow().stream()
            .map(bytes -> LogEntry.parse(bytes).orElseThrow())
            .toList();
    assertThat(log).hasSize(2);
    Issue issue = (Issue) log.getFirst();
    assertThat(issue.id()).isEqualTo(lost);
    assertThat(log.get(1)).isEqualTo(Abandon.of(issue, issue.at()));
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onEmptyTable_rebuildsKeysAndBeginning() {
    world.rootKey = TestKeys.ROOT.text();
    TestKeys keys = new TestKeys("did:web:issuer.example");
    KeyAdd first = keys.first("key-1");
    world.queue(first);
    world.sequencer().run(List.of());
    world.queue(keys.further("key-2", "key-1"));
    world.sequencer().run(List.of());
    world.queue(keys.retire("key-1", "key-2"));
    world.sequencer().run(List.of());
    List<KeyRow> before = KeyRow.readAll(world.rows, "did:web:issuer.example");
    List<LoggedKey> known = world.lookup().keys("did:web:issuer.example");
    assertThat(known).extracting(key -> key.add().index()).containsExactly(0L, 1L);
    assertThat(known.getFirst().retire().orElseThrow().index()).isEqualTo(2);
    assertThat(known.getFirst().retire().orElseThrow().entry().method())
        .isEqualTo(known.getFirst().method());
    assertThat(known.getLast().retire()).isEmpty();
    world.rows.restore(Table.LOG, new MemoryItemStore(world.clock));
    world.clock.advance(Duration.ofDays(2));

    assertThat(recovery().run()).isEqualTo(done(3, 3, 3, 0));

    assertThat(world.lookup().keys("did:web:issuer.example")).isEqualTo(known);
    assertThat(KeyRow.readAll(world.rows, "did:web:issuer.example")).isEqualTo(before);
    assertThat(world.lookup().began().orElseThrow().at())
        .isEqualTo(Instant.parse("2026-11-01T10:20:30Z"));
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onHeadThatWasCommittedAfterARollback_takesTheOneBefore() {
    world.grown(1);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(2);
    // Only the lock row is rolled back, and the published checkpoint with it is hidden: a sequencer
    // commits another head.
    byte[] published = world.files.bytes(new ObjectName("checkpoint")).orElseThrow();
    world.restoreLockRow(backup);
    Head old = world.head();
    Head foreign = Head.after(old, 2, Hash.leaf(new byte[] {1}), old.time() + 1, world.random);
    world.rows.write(List.of(foreign.over(old)));

    assertThat(recovery().run()).isEqualTo(done(3, 1, 0, 0));

    assertThat(world.files.bytes(new ObjectName("checkpoint"))).contains(published);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void swap_readBeforeARestore_neverSucceedsAfterIt() {
    world.grown(1);
    Head first = world.head();
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(1);
    Head read = world.head();
    world.rows.restore(Table.LOG, backup);
    Head again = Head.after(first, 2, read.root(), read.time(), world.random);
    world.rows.write(List.of(again.over(first)));

    Head zombie = Head.after(read, 3, read.root(), read.time() + 1, world.random);

    assertThat(world.rows.write(List.of(zombie.over(read))))
        .isInstanceOf(WriteResult.Conflict.class);
  }

  @Test
  void run_onDamagedFiles_stops() {
    world.grown(2).grown(2);
    for (String name : List.of("heads/0", "heads/2", "tile/entries/000.p/4")) {
      LogWorld copy = world.copy();
      copy.rows.restore(Table.LOG, new MemoryItemStore(copy.clock));
      byte[] bytes = copy.files.bytes(new ObjectName(name)).orElseThrow();
      bytes[12] ^= 1;
      copy.files.overwrite(new ObjectName(name), bytes, "application/octet-stream");

      assertThatThrownBy(() -> new Recovery(copy.sequencer()).run())
          .as(name)
          .isInstanceOf(LogStopped.class);
    }
  }

  @Test
  void run_onRowUnderACheckpointWithoutRow_provesItAgain() {
    world.grown(2).grown(1);
    world.rows.write(List.of(new Write.Delete(CheckpointRow.key(2), Condition.PRESENT)));

    assertThat(recovery().run()).isEqualTo(done(3, 0, 2, 0));

    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_inManyCalls_readsEachBundleOnceAndForgetsNoEnd() {
    List<EntryId> first = world.queue(2);
    world.sequencer().run(first);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(700);
    Issue given = (Issue) LogEntry.parse(world.row(first.getFirst()).entry()).orElseThrow();
    world.clock.advance(Duration.ofHours(3));
    world.queue(Abandon.of(given, world.clock.instant()));
    world.sequencer().run(List.of());
    world.grown(1);
    world.rows.restore(Table.LOG, backup);
    List<String> reads = new ArrayList<>();
    ObjectStore watched =
        new HookedObjectStore(world.objects, name -> {}, name -> reads.add(name.text()));
    List<Restored> calls = new ArrayList<>();
    do {
      Sequencer process = world.sequencer(world.items, watched, world.key, world.clock);
      calls.add(new Recovery(process, 1, 1).run());
    } while (calls.getLast().more());

    assertThat(calls.stream().mapToLong(Restored::abandoned).sum()).isEqualTo(701);
    assertThat(calls).as("three heads to follow, three bundles").hasSize(5);
    assertThat(calls.stream().map(Restored::left).toList()).containsSubsequence(512L, 256L, 0L);
    assertThat(reads.stream().filter(name -> name.startsWith("tile/entries")).toList())
        .containsExactlyInAnyOrder(
            "tile/entries/000", "tile/entries/001", "tile/entries/002.p/192");
    assertThat(world.row(given.id()).isEnded()).isTrue();
    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_againWithABackupFromWithin_looksAtEverythingThatFollowed() {
    world.grown(300);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(2);
    world.rows.restore(Table.LOG, backup);
    recovery(1).run();
    MemoryItemStore within = world.rows.copy(world.clock);
    while (recovery(1).run().more()) {}
    world.sequencer().run(List.of());
    world.grown(1);
    world.rows.restore(Table.LOG, within);

    while (recovery(1).run().more()) {}

    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
  }

  @ParameterizedTest
  @EnumSource(Before.class)
  void run_onEntryThatWasEndedInTheLog_givesItsRowUp(Before before) {
    MemoryItemStore empty = world.rows.copy(world.clock);
    Issue issue = world.issue();
    world.queue(issue);
    MemoryItemStore queued = world.rows.copy(world.clock);
    world.sequencer().run(List.of());
    MemoryItemStore logged = world.rows.copy(world.clock);
    world.clock.advance(Duration.ofHours(2));
    world.queue(Abandon.of(issue, world.clock.instant()));
    world.sequencer().run(List.of());
    world.rows.restore(
        Table.LOG,
        switch (before) {
          case GONE -> empty;
          case PENDING -> queued;
          case LOGGED -> logged;
        });

    Restored restored = recovery().run();

    assertThat(restored.abandoned()).as("it has its end").isZero();
    assertThat(restored.ended()).isEqualTo(1);
    EntryRow row = world.row(issue.id());
    assertThat(row.state()).isEqualTo(EntryRow.State.REFUSED);
    assertThat(row.reason()).startsWith("ended in the log");
    assertThat(world.lookup().proof(issue.id())).isEmpty();
    recovery().run();
    world.sequencer().run(List.of());
    assertThat(world.head().size()).isEqualTo(2);
    LogInvariants.checkAtRest(world);
  }

  enum Before {
    GONE,
    PENDING,
    LOGGED
  }

  @Test
  void run_onEntryWithoutRow_whoseEndWaits_queuesNoOther() {
    MemoryItemStore backup = world.rows.copy(world.clock);
    Issue issue = world.issue();
    world.queue(issue);
    world.sequencer().run(List.of());
    world.rows.restore(Table.LOG, backup);
    world.clock.advance(Duration.ofHours(2));
    world.queue(Abandon.of(issue, world.clock.instant()));

    assertThat(recovery().run().abandoned()).isZero();

    assertThat(world.row(issue.id()).reason()).startsWith("ended in the log");
    world.sequencer().run(List.of());
    assertThat(world.head().size()).isEqualTo(2);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onHeadThatWasCommittedAndNotSigned_signsIt() {
    world.grown(1);
    MemoryItemStore backup = world.rows.copy(world.clock);
    List<EntryId> ids = world.queue(2);
    assertThatThrownBy(() -> world.beforePublishing().run(ids))
        .isInstanceOf(StoreUnavailable.class);
    world.rows.restore(Table.LOG, backup);

    assertThat(recovery().run()).isEqualTo(done(3, 1, 0, 2));

    assertThat(world.published().size()).isEqualTo(3);
    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_afterItsEnd_isAnotherRestore() {
    world.grown(1);
    recovery().run();
    Instant first = Restoring.of(world.rows).orElseThrow().since();

    assertThat(recovery().run()).isEqualTo(done(1, 0, 0, 0));

    assertThat(Restoring.of(world.rows).orElseThrow().since()).isAfter(first);
  }

  private Recovery recovery() {
    return new Recovery(world.sequencer());
  }

  private Recovery recovery(int mostEntries) {
    return new Recovery(world.sequencer(), mostEntries, 1_000);
  }

  /// What a call that comes to the end answers where every issue entry without a row is new to it.
  private static Restored done(long size, int heads, long logged, long abandoned) {
    return new Restored(size, heads, logged, abandoned, abandoned, 0, false);
  }
}
