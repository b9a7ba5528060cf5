package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.StaleItemStore;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The sequencer in normal life.
final class SequencerTest {
  @Test
  void run_onFirstEntries_logsThemInOneBatch() {
    LogWorld world = new LogWorld();
    List<EntryId> ids = world.queue(3);

    Integrated integrated = world.sequencer().run(ids);

    assertThat(integrated).isEqualTo(new Integrated(3, 3, 0, false));
    assertThat(world.published().size()).isEqualTo(3);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_withoutHints_takesWhatTheIndexNames() {
    LogWorld world = new LogWorld();
    world.queue(20);

    assertThat(world.sequencer().run(List.of()).logged()).isEqualTo(20);

    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_again_changesNothing() {
    LogWorld world = new LogWorld().grown(3);
    long drawn = world.random.drawn();

    Integrated integrated = world.sequencer().run(List.of());

    assertThat(integrated).isEqualTo(new Integrated(3, 0, 0, false));
    assertThat(world.faults.names()).doesNotContain("write", "putIfAbsent", "replace", "sign");
    assertThat(world.random.drawn()).isEqualTo(drawn);
  }

  @Test
  void run_onSingleEntry_asksForFewCalls() {
    LogWorld world = new LogWorld(false).grown(1);
    List<EntryId> ids = world.queue(1);
    Sequencer sequencer = world.sequencer();
    sequencer.run(List.of(new EntryId("00".repeat(32))));
    world.grown(0).queue(1);
    world.faults.reset();

    sequencer.run(ids);

    assertThat(world.faults.calls("write")).as("swap, and LOGGED with its checkpoint").isEqualTo(2);
    assertThat(world.faults.calls("sign")).isEqualTo(1);
    assertThat(world.faults.calls("putIfAbsent")).as("staging, head, tile, bundle").isEqualTo(4);
    assertThat(world.faults.calls("replace")).isEqualTo(1);
  }

  @Test
  void run_ofManySizes_publishesEveryTileOfEachSize() {
    LogWorld world = new LogWorld(false);
    for (int size : List.of(1, 1, 1, 5, 120, 127, 1, 1, 3, 250, 4, 300)) {
      world.grown(size);
    }

    assertThat(world.published().size()).isEqualTo(814);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onMoreThanABatch_takesSeveralBatches() {
    LogWorld world = new LogWorld(false);
    world.maxBatch = 7;
    List<EntryId> hints = world.queue(30);
    world.queue(8);

    Integrated integrated = world.sequencer().run(hints);

    assertThat(integrated).isEqualTo(new Integrated(38, 38, 0, false));
    assertThat(world.objects.published()).hasSize(6);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onMoreThanItsBound_saysSo() {
    LogWorld world = new LogWorld(false);
    world.maxBatch = 1;
    world.queue(40);

    Integrated integrated = world.sequencer().run(List.of());

    assertThat(integrated.more()).isTrue();
    assertThat(integrated.size()).isEqualTo(integrated.logged());
    assertThat(world.sequencer().run(List.of()).more()).isFalse();
    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_inParallel_doesTheSame() {
    LogWorld world = new LogWorld(false);
    world.parallel = 16;
    world.queue(700);

    world.sequencer().run(List.of());

    LogInvariants.checkAtRest(world);
  }

  @Test
  void run_onEntriesOfABatch_ordersThemByNameNotByArrival() {
    LogWorld world = new LogWorld(false);
    List<EntryId> ids = new ArrayList<>(world.queue(20));
    Collections.reverse(ids);

    world.sequencer().run(ids);

    List<String> log = LogInvariants.log(world, 20).stream().map(EntryId::hex).toList();
    assertThat(log).isSorted();
  }

  @Test
  void run_onUnknownHintAndOldHint_takesNeither() {
    LogWorld world = new LogWorld(false);
    List<EntryId> old = world.queue(1);
    world.sequencer().run(old);
    List<EntryId> hints = new ArrayList<>(old);
    hints.add(new EntryId("ab".repeat(32)));

    assertThat(world.sequencer().run(hints)).isEqualTo(new Integrated(1, 0, 0, false));
  }

  @Test
  void run_onStaleIndexInPoorPages_logsNothingTwice() {
    LogWorld world = new LogWorld(false);
    StaleItemStore stale = new StaleItemStore(world.items, world.clock, StaleItemStore.FOR_EVER);
    List<EntryId> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Issue entry = world.issue();
      stale.write(List.of(EntryRow.pending(entry, "award:s:1", world.clock.instant()).create()));
      ids.add(entry.id());
    }
    stale.catchUp();
    Sequencer sequencer = world.sequencer(stale, world.objects, world.key, world.clock);

    sequencer.run(List.of());
    sequencer.run(List.of());

    LogInvariants.checkAtRest(world);
    assertThat(world.head().size()).isEqualTo(12);
  }

  @Test
  void run_onRowThatHoldsNoEntry_refusesIt() {
    LogWorld world = new LogWorld(false);
    EntryRow good = EntryRow.pending(world.issue(), "award:s:1", world.clock.instant());
    EntryId id = EntryId.of(new byte[] {1});
    Item bad =
        new Item(
            EntryRow.key(id),
            1,
            good.item().body(),
            good.item().indexes(),
            good.item().counters(),
            Item.NEVER);
    world.rows.write(List.of(Write.create(bad)));

    Integrated integrated = world.sequencer().run(List.of());

    assertThat(integrated).isEqualTo(new Integrated(0, 0, 1, false));
    assertThat(world.row(id).state()).isEqualTo(EntryRow.State.REFUSED);
    assertThat(world.row(id).reason()).isEqualTo("the row holds no entry");
    assertThat(world.rows.get(EntryRow.key(id), Read.CONSISTENT).orElseThrow().indexes())
        .doesNotContainKey(Index.DUE);
  }

  @Test
  void run_onListsAndCredentials_writesTheListsRowsFirst() {
    LogWorld world = new LogWorld(false);
    world.queue(150);
    StatusList list =
        new StatusList(
            List.of("did:web:issuer.example#key-1"),
            "https://issuer.example/status/1",
            1,
            new byte[64],
            world.clock.instant());
    EntryId id = world.queue(list);
    List<ItemKey> written = new ArrayList<>();
    world.rows.onChange(change -> written.add(change.key()));

    world.sequencer().run(List.of());

    int first = written.indexOf(CheckpointRow.key(151));
    assertThat(written.get(first + 1)).isEqualTo(EntryRow.key(id));
    LogInvariants.checkAtRest(world);
  }

  /// A restore, or the end of a key, fixes a version while another one waits.
  @Test
  void run_onVersionsOfAListThatWaitTogether_takesThemInTheirOrder() {
    LogWorld world = new LogWorld(false);
    List<EntryId> waiting = new ArrayList<>();
    for (int list = 0; list < 8; list++) {
      for (long n : List.of(2L, 3L, 1L)) {
        waiting.add(
            world.queue(
                new StatusList(
                    List.of("did:web:issuer.example#key-1"),
                    "https://issuer.example/status/" + list,
                    n,
                    new byte[64],
                    world.clock.instant())));
      }
    }

    assertThat(world.sequencer().run(waiting)).isEqualTo(new Integrated(24, 24, 0, false));

    Map<String, List<Long>> numbers = new HashMap<>();
    for (EntryId id : LogInvariants.log(world, 24)) {
      StatusList list = (StatusList) LogEntry.parse(world.row(id).entry()).orElseThrow();
      numbers.computeIfAbsent(list.list(), any -> new ArrayList<>()).add(list.n());
    }
    assertThat(numbers.values()).hasSize(8).containsOnly(List.of(1L, 2L, 3L));
    LogInvariants.checkAtRest(world);
  }

  @Test
  void proof_ofLoggedEntry_staysUnderItsFirstCheckpoint() {
    LogWorld world = new LogWorld().grown(4);
    EntryId id = LogInvariants.log(world, 4).get(2);
    LoggedProof before = world.lookup().proof(id).orElseThrow();
    world.grown(3);

    LoggedProof after = world.lookup().proof(id).orElseThrow();

    assertThat(after.index()).isEqualTo(2);
    assertThat(after.path()).isEqualTo(before.path()).hasSize(2);
    assertThat(after.checkpoint()).isEqualTo(before.checkpoint());
    assertThat(LogEntry.parse(after.entry()).orElseThrow().id()).isEqualTo(id);
    assertThat(world.lookup().proof(world.queue(1).getFirst())).isEmpty();
    assertThat(world.lookup().checkpoint(5)).isEmpty();
  }

  @Test
  void checkpoint_published_carriesBothSignatures() {
    LogWorld world = new LogWorld().grown(2);

    List<NoteSignature> lines = world.published().note().signatures();

    assertThat(lines).as("with two of grease").hasSize(4);
    for (VerifierKey key : world.key.keys()) {
      assertThat(lines).anyMatch(key::names);
    }
    VerifierKey mlDsa = world.key.keys().get(1);
    NoteSignature cosigned = lines.stream().filter(mlDsa::names).findFirst().orElseThrow();
    assertThat(mlDsa.time(cosigned)).contains(Instant.ofEpochSecond(world.head().time() / 1000));
  }

  @Test
  void began_firstRun_keepsOriginTimeAndKeys() {
    LogWorld world = new LogWorld();
    world.sequencer().run(List.of());
    world.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
    world.grown(1);

    Began began = world.lookup().began().orElseThrow();

    assertThat(began.origin()).isEqualTo(FakeLogKey.ORIGIN);
    assertThat(began.at()).isEqualTo(Instant.parse("2026-11-01T10:20:30Z"));
    assertThat(began.keys()).isEqualTo(world.key.keys());
  }

  @Test
  void run_withAnotherOriginOrAKeyLess_isRefused() {
    LogWorld world = new LogWorld().grown(1);
    Sequencer other =
        new Sequencer(
            world.rows,
            world.files,
            world.key,
            List.of(),
            world.clock,
            world.random,
            SequencerSettings.of("other.example/log", 1, ""));
    Sequencer poorer =
        world.sequencer(
            world.items, world.objects, new FakeLogKey(world.files, false), world.clock);

    assertThatThrownBy(() -> other.run(List.of()))
        .isInstanceOf(LogStopped.class)
        .hasMessageContaining("origin");
    assertThatThrownBy(() -> poorer.run(List.of()))
        .isInstanceOf(LogStopped.class)
        .hasMessageContaining("key");
  }

  @Test
  void run_withTheRealReader_believesItsOwnCheckpoints() {
    LogWorld world = new LogWorld();
    Sequencer sequencer =
        new Sequencer(
            world.items,
            world.objects,
            world.key,
            List.of(),
            world.clock,
            world.random,
            SequencerSettings.of(FakeLogKey.ORIGIN, 4, ""));
    sequencer.run(world.queue(2));
    sequencer.run(world.queue(2));

    LogInvariants.checkAtRest(world);
    assertThat(world.published()).isInstanceOf(SignedCheckpoint.class);
  }

  @Test
  @Tag("check-111")
  void run_twoAtOnce_logEverythingOnce() throws Exception {
    LogWorld world = new LogWorld(false);
    world.maxBatch = 5;
    List<EntryId> ids = world.queue(200);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        List<EntryId> hints = new ArrayList<>(ids);
        if (i == 1) {
          Collections.reverse(hints);
        }
        runs.add(threads.submit(() -> drain(world, hints)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }

    LogInvariants.checkAtRest(world);
    assertThat(world.head().size()).isEqualTo(200);
    assertThat(world.rows.all(Table.LOG)).isNotEmpty();
  }

  /// The same process again and again, as long as the store says to try again.
  private static void drain(LogWorld world, List<EntryId> hints) {
    Sequencer sequencer = world.sequencer();
    boolean more = true;
    for (int i = 0; more && i < 200; i++) {
      try {
        more = sequencer.run(i == 0 ? hints : List.of()).more();
      } catch (StoreUnavailable e) {
        assertThat(e).isNotInstanceOf(LogStopped.class);
      }
    }
    assertThat(more).isFalse();
  }
}
