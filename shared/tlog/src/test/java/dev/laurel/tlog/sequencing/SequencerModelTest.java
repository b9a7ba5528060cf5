package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Odds;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.testkit.schedule.ScheduledItemStore;
import dev.laurel.testkit.schedule.ScheduledObjectStore;
import dev.laurel.testkit.schedule.Schedules;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sequencer's protocol under schedules: two sequencers that interleave at every port call, die
/// there or lose the answer, indexes that answer from before, and a lock row that is restored with
/// its table or alone.
final class SequencerModelTest {
  private static final int SEEDS = Depth.of(1_000, 10_000);
  private static final int FEW_TURNS_SEEDS = Depth.of(1_500, 20_000);
  private static final Odds FEW_TURNS = new Odds(0.05, 0, 0);

  @Test
  @Tag("check-111")
  void twoSequencers_inEveryOrder_makeOneLog() {
    explore("two sequencers", 2, 0, () -> new Model(false).sideBySide());
  }

  @Test
  @Tag("check-111")
  @Tag("check-112")
  void twoSequencers_oneFailing_makeOneLog() {
    explore("two sequencers, failing", Depth.of(1, 2), 1, () -> new Model(false).sideBySide());
  }

  @Test
  @Tag("check-90")
  @Tag("check-112")
  void oneSequencer_failing_recovers() {
    explore("one sequencer in two runs", 0, Depth.of(1, 2), () -> new Model(false).inTurn());
  }

  @Test
  @Tag("check-111")
  void threeSequencers_underDrawnSchedules_makeOneLog() {
    Explored explored = Schedules.sample(1, SEEDS, Odds.ROUGH, () -> new Model(false).crowd());
    System.out.println("three sequencers, seeds 1 to " + SEEDS + ": " + explored);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("check-107")
  void lockRow_restored_isNeverSignedOver(Restore restore) {
    explore("restore of " + restore, Depth.of(1, 2), 0, () -> new Model(true).restored(restore));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("check-107")
  void lockRow_restoredUnderDrawnSchedules_isNeverSignedOver(Restore restore) {
    Explored explored =
        Schedules.sample(1, SEEDS, Odds.ROUGH, () -> new Model(true).restored(restore));
    System.out.println("restore of " + restore + ", seeds 1 to " + SEEDS + ": " + explored);
  }

  /// What needs few changes of turn, each at its place: a sequencer that read the lock row before
  /// the restored head was first followed, and one that read what followed it.
  @Test
  @Tag("check-107")
  void zombies_acrossARestore_logNothingTwice() {
    Explored explored =
        Schedules.sample(1, FEW_TURNS_SEEDS, FEW_TURNS, () -> new Model(true).zombies());
    System.out.println("zombies across a restore, seeds 1 to " + FEW_TURNS_SEEDS + ": " + explored);
  }

  private static void explore(
      String what, int preemptions, int faults, Supplier<Scenario> scenario) {
    Explored explored = Schedules.exhaustive(preemptions, faults, scenario);
    System.out.println(
        what + ", all with " + preemptions + " changes and " + faults + " faults: " + explored);
  }

  enum Restore {
    LOCK_ROW,
    TABLE
  }

  /// One log for one schedule.
  private static final class Model {
    /// One entry is in the log, so that there is an edge to go on from, and two wait.
    private static final LogWorld BEGUN = new LogWorld(false).grown(1);

    private static final List<EntryId> WAITING = new ArrayList<>(BEGUN.queue(1));

    /// Knows the first of the two.
    private static final MemoryItemStore BACKUP = BEGUN.rows.copy(BEGUN.clock);

    static {
      WAITING.addAll(BEGUN.queue(1));
    }

    private final LogWorld world = BEGUN.copy();
    private final List<LogStopped> alarms = new ArrayList<>();
    private final boolean restores;
    private final ItemStore items;
    private final ScheduledObjectStore objects = new ScheduledObjectStore(world.objects);
    private final LogSigner signer =
        new LogSigner() {
          @Override
          public List<VerifierKey> keys() {
            return world.key.keys();
          }

          @Override
          public byte[] sign(VerifierKey key, CommittedHead head) {
            return Scheduled.call("sign", () -> world.key.sign(key, head));
          }
        };

    Model(boolean restores) {
      this.restores = restores;
      // An index that stays behind: it names what is logged by now.
      items = new ScheduledItemStore(world.items, BEGUN.rows);
    }

    Scenario sideBySide() {
      return new Scenario(
          List.of(() -> sequence(WAITING.subList(0, 1)), () -> sequence(WAITING)), this::end);
    }

    Scenario inTurn() {
      return new Scenario(List.of(() -> sequence(WAITING), () -> sequence(List.of())), this::end);
    }

    Scenario crowd() {
      return new Scenario(
          List.of(
              () -> sequence(WAITING.subList(0, 1)),
              () -> sequence(WAITING.subList(1, 2)),
              () -> sequence(List.of())),
          this::end);
    }

    Scenario restored(Restore how) {
      return new Scenario(
          List.of(
              () -> sequence(WAITING.subList(0, 1)),
              () -> sequence(WAITING),
              () -> Scheduled.call("restore", () -> restore(how))),
          this::end);
    }

    Scenario zombies() {
      List<EntryId> hints = WAITING.subList(0, 1);
      return new Scenario(
          List.of(
              () -> sequence(hints),
              () -> {
                sequence(hints);
                sequence(hints);
              },
              () -> Scheduled.call("restore", () -> restore(Restore.TABLE))),
          this::end);
    }

    private void sequence(List<EntryId> hints) {
      try {
        world.sequencer(items, objects, signer, world.clock).run(hints);
      } catch (LogStopped alarm) {
        alarms.add(alarm);
      }
    }

    private boolean restore(Restore how) {
      switch (how) {
        case TABLE -> world.rows.restore(Table.LOG, BACKUP);
        case LOCK_ROW -> world.restoreLockRow(BACKUP);
      }
      return true;
    }

    /// The next events: nothing runs side by side and nothing fails any more.
    private void end() {
      if (restores) {
        LogInvariants.checkLog(world);
      } else {
        assertThat(alarms).as("false alarms").isEmpty();
        LogInvariants.check(world);
      }
      world.clock.advance(Duration.ofSeconds(1));
      if (restores) {
        new Recovery(world.sequencer()).run();
      }
      try {
        world.sequencer().run(List.of());
      } catch (StoreUnavailable e) {
        throw new AssertionError("the log does not go on", e);
      }
      LogInvariants.checkAtRest(world);
    }
  }
}
