package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a sequencer does when an answer is lost, the clock is wrong, the key answers garbage, or
/// the bucket contradicts the lock row.
final class SequencerFaultsTest {
  private static final int SWAP_OF_FIRST_RUN = 2;

  @Test
  @Tag("check-112")
  void swap_persistedWithAnswerLost_isSettledByTheNextRun() {
    LogWorld world = new LogWorld();
    List<EntryId> ids = world.queue(2);
    world.faults.after(write(world, SWAP_OF_FIRST_RUN));

    assertThatThrownBy(() -> world.sequencer().run(ids)).isInstanceOf(StoreUnavailable.class);

    assertThat(world.head().size()).isEqualTo(2);
    assertThat(world.key.signedSizes()).as("nothing is signed on a guess").isEmpty();
    assertThat(world.sequencer().run(ids)).isEqualTo(new Integrated(2, 0, 0, false));
    LogInvariants.checkAtRest(world);
  }

  @Test
  @Tag("check-112")
  void swap_notPersistedWithAnswerLost_isDoneByTheNextRun() {
    LogWorld world = new LogWorld();
    List<EntryId> ids = world.queue(2);
    world.faults.before(write(world, SWAP_OF_FIRST_RUN));

    assertThatThrownBy(() -> world.sequencer().run(ids)).isInstanceOf(StoreUnavailable.class);

    assertThat(world.head().size()).isEqualTo(0);
    assertThat(world.sequencer().run(ids)).isEqualTo(new Integrated(2, 2, 0, false));
    LogInvariants.checkAtRest(world);
  }

  @Test
  void swap_lostToAnother_takesTheRestOnTopOfIt() {
    LogWorld world = new LogWorld();
    List<EntryId> ids = world.queue(4);
    Sequencer fast = world.sequencer(world.items, world.objects, world.key, world.clock);
    List<Boolean> ran = new ArrayList<>();
    HookedObjectStore hooked =
        new HookedObjectStore(
            world.objects,
            name -> {
              if (name.text().startsWith("staging/") && ran.isEmpty()) {
                ran.add(true);
                fast.run(ids.subList(0, 2));
              }
            });
    Sequencer slow = world.sequencer(world.items, hooked, world.key, world.clock);

    Integrated integrated = slow.run(ids);

    assertThat(ran).hasSize(1);
    assertThat(integrated.size()).isEqualTo(4);
    LogInvariants.checkAtRest(world);
  }

  @Test
  void batch_stagedForAnotherPredecessor_isNotMistakenForThisOne() {
    LogWorld world = new LogWorld(false).grown(254);
    LogWorld ordered = world.copy();
    List<EntryId> ids = ordered.queue(3);
    List<EntryId> sorted = ids.stream().sorted((a, b) -> a.hex().compareTo(b.hex())).toList();
    // The whole batch is staged, and its swap fails.
    ordered.faults.before(write(ordered, SWAP_OF_FIRST_RUN - 1));
    Sequencer first = ordered.sequencer();
    assertThatThrownBy(() -> first.run(ids)).isInstanceOf(StoreUnavailable.class);
    // The same tree grows in two steps instead.
    ordered.faults.reset();
    ordered.maxBatch = 2;
    ordered.sequencer().run(sorted);

    assertThat(ordered.head().size()).isEqualTo(257);
    LogInvariants.checkAtRest(ordered);
  }

  @Test
  @Tag("check-104")
  void time_withAnyClock_neverGoesBack() {
    LogWorld world = new LogWorld();
    List<Long> times = new ArrayList<>();
    for (int minutes : List.of(0, 10, 0, 0, -10, -10, 11, 10, 30, 0, 40)) {
      world.clock.set(Instant.parse("2026-11-01T10:20:30Z").plus(Duration.ofMinutes(minutes)));
      world.queue(1);
      try {
        world.sequencer().run(List.of());
      } catch (StoreUnavailable e) {
        assertThat(e).hasMessageContaining("clock");
      }
      times.add(world.head().time());
    }

    assertThat(times).isSorted();
    assertThat(world.head().size()).as("all of them in the end").isEqualTo(11);
    LogInvariants.checkAtRest(world);
  }

  @Test
  @Tag("check-104")
  void time_onStandingClock_goesOnByOneMillisecond() {
    LogWorld world = new LogWorld().grown(1);
    long first = world.head().time();
    world.grown(1);

    assertThat(first).isEqualTo(world.clock.millis());
    assertThat(world.head().time()).isEqualTo(first + 1);
  }

  @Test
  @Tag("check-104")
  void clock_farBehindTheLog_isRefusedUntilItCaughtUp() {
    LogWorld world = new LogWorld().grown(1);
    world.queue(1);
    world.clock.advance(Duration.ofMillis(-2_001));

    assertThatThrownBy(() -> world.sequencer().run(List.of()))
        .isInstanceOf(StoreUnavailable.class)
        .isNotInstanceOf(LogStopped.class)
        .hasMessageContaining("clock");

    world.clock.advance(Duration.ofMillis(1));
    assertThat(world.sequencer().run(List.of()).size()).isEqualTo(2);
  }

  @Test
  void signature_thatDoesNotVerify_isNeverPublished() {
    LogWorld world = new LogWorld();
    LogSigner garbage =
        new LogSigner() {
          @Override
          public List<VerifierKey> keys() {
            return world.key.keys();
          }

          @Override
          public byte[] sign(VerifierKey key, CommittedHead head) {
            byte[] signature = world.key.sign(key, head).clone();
            signature[5] ^= 1;
            return signature;
          }
        };
    List<EntryId> ids = world.queue(1);
    Sequencer sequencer = world.sequencer(world.items, world.objects, garbage, world.clock);

    assertThatThrownBy(() -> sequencer.run(ids))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("does not verify");

    assertThat(world.objects.published()).isEmpty();
    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
  }

  @Test
  void lockRow_rolledBack_isSeenAndNothingIsSigned() {
    LogWorld world = new LogWorld().grown(2);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(2);
    world.rows.restore(Table.LOG, backup);
    world.queue(1);

    assertThatThrownBy(() -> world.sequencer().run(List.of()))
        .isInstanceOf(LogStopped.class)
        .hasMessageContaining("checkpoint of size 4");

    assertThat(world.key.signedSizes()).containsExactlyInAnyOrder(2, 4);
    LogInvariants.checkLog(world);
  }

  @Test
  void lockRow_gone_isSeen() {
    LogWorld world = new LogWorld().grown(2);
    world.rows.write(List.of(new Write.Delete(Head.KEY, Condition.PRESENT)));
    world.queue(1);

    assertThatThrownBy(() -> world.sequencer().run(List.of())).isInstanceOf(LogStopped.class);
  }

  @Test
  void head_committedAfterARollback_isNeverSigned() {
    LogWorld world = new LogWorld().grown(1);
    MemoryItemStore backup = world.rows.copy(world.clock);
    // Committed and put down in heads/, not yet published.
    List<EntryId> ids = world.queue(2);
    Sequencer dies = world.sequencer();
    world.faults.dieAfter(putOf(world, "heads/1", ids));
    assertThatThrownBy(() -> dies.run(ids)).isInstanceOf(StoreUnavailable.class);
    world.faults.reset();
    world.rows.restore(Table.LOG, backup);
    world.queue(1);

    assertThatThrownBy(() -> world.sequencer().run(List.of()))
        .isInstanceOf(LogStopped.class)
        .hasMessageContaining("heads/1");
    assertThatThrownBy(() -> world.sequencer().run(List.of())).isInstanceOf(LogStopped.class);

    assertThat(world.key.signedSizes()).containsExactly(1);
    LogInvariants.checkLog(world);
  }

  @Test
  void files_damagedOrGone_stopTheLog() {
    LogWorld grown = new LogWorld(false).grown(2).grown(3);
    for (String name : List.of("checkpoint", "tile/0/000.p/5", "tile/entries/000.p/5")) {
      ObjectName object = new ObjectName(name);
      for (boolean gone : List.of(true, false)) {
        LogWorld world = grown.copy();
        byte[] bytes = world.files.bytes(object).orElseThrow();
        bytes[30] ^= 1;
        world.files.delete(object);
        if (!gone) {
          world.files.overwrite(object, bytes, "application/octet-stream");
        }
        world.queue(1);

        assertThatThrownBy(() -> world.sequencer().run(List.of()))
            .as(name)
            .isInstanceOf(LogStopped.class);
        assertThat(world.key.signedSizes()).containsExactlyInAnyOrder(2, 5);
      }
    }
  }

  @Test
  void staging_goneOrWithOtherEntries_stopsTheLog() {
    for (boolean gone : List.of(true, false)) {
      LogWorld world = committed();
      ObjectName object = staged(world);
      byte[] bytes = world.files.bytes(object).orElseThrow();
      bytes[bytes.length - 60] ^= 1;
      world.files.delete(object);
      if (!gone) {
        world.files.overwrite(object, bytes, "application/octet-stream");
      }

      assertThatThrownBy(() -> world.sequencer().run(List.of()))
          .isInstanceOf(LogStopped.class)
          .hasMessageContaining("staging");
      assertThat(world.key.signedSizes()).containsExactly(1);
    }
  }

  @Test
  void staging_withAnyByteFlipped_publishesNothingWrong() {
    int length = committed().files.bytes(staged(committed())).orElseThrow().length;
    for (int flip = 0; flip < length; flip += 7) {
      LogWorld world = committed();
      byte[] bytes = world.files.bytes(staged(world)).orElseThrow();
      bytes[flip] ^= 1;
      world.files.overwrite(staged(world), bytes, "application/octet-stream");
      try {
        world.sequencer().run(List.of());
        LogInvariants.checkAtRest(world);
      } catch (LogStopped e) {
        LogInvariants.check(world);
      }
    }
  }

  /// Two entries on top of one are committed, and their sequencer died.
  private static LogWorld committed() {
    LogWorld world = new LogWorld(false).grown(1);
    world.queue(2);
    Sequencer dies = world.sequencer();
    world.faults.after(write(world, SWAP_OF_FIRST_RUN - 1));
    assertThatThrownBy(() -> dies.run(List.of())).isInstanceOf(StoreUnavailable.class);
    world.faults.reset();
    return world;
  }

  private static ObjectName staged(LogWorld world) {
    return world.files.names().stream()
        .filter(name -> name.startsWith("staging/3-"))
        .map(ObjectName::new)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void row_deletedAfterItWasCommitted_holdsUpNobody() {
    LogWorld world = new LogWorld(false);
    List<EntryId> ids = world.queue(3);
    Sequencer dies = world.sequencer();
    world.faults.after(write(world, SWAP_OF_FIRST_RUN));
    assertThatThrownBy(() -> dies.run(ids)).isInstanceOf(StoreUnavailable.class);
    world.faults.reset();
    Item gone = world.rows.get(EntryRow.key(ids.get(1)), Read.CONSISTENT).orElseThrow();
    world.rows.write(List.of(new Write.Delete(gone.key(), Condition.PRESENT)));

    world.sequencer().run(ids);

    assertThat(world.row(ids.get(0)).state()).isEqualTo(EntryRow.State.LOGGED);
    assertThat(world.row(ids.get(2)).state()).isEqualTo(EntryRow.State.LOGGED);
    LogInvariants.check(world);
  }

  /// Which call of a run on what is queued will be its n-th write.
  private static int write(LogWorld world, int n) {
    return nth(world, "write", n);
  }

  private static int nth(LogWorld world, String name, int n) {
    LogWorld rehearsal = world.copy();
    rehearsal.sequencer().run(List.of());
    List<String> names = rehearsal.faults.names();
    int found = 0;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name) && ++found == n) {
        return i + 1;
      }
    }
    throw new AssertionError("no such call in " + names);
  }

  /// Which call of a run puts the object.
  private static int putOf(LogWorld world, String object, List<EntryId> hints) {
    LogWorld rehearsal = world.copy();
    List<Integer> at = new ArrayList<>();
    HookedObjectStore hooked =
        new HookedObjectStore(
            new FaultyObjectStore(rehearsal.objects, rehearsal.faults),
            name -> {
              if (name.text().equals(object)) {
                at.add(rehearsal.faults.calls() + 1);
              }
            });
    rehearsal
        .sequencer(
            new FaultyItemStore(rehearsal.items, rehearsal.faults),
            hooked,
            rehearsal.key,
            rehearsal.clock)
        .run(hints);
    return at.getFirst();
  }
}
