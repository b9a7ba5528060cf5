package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.tlog.entry.KeyAdd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every port call of the sequencer fails, before and after its effect, once and for good; then the
/// event is delivered twice again, and everything is as if nothing had happened.
final class SequencerCrashTest {
  private static final int DELIVERIES = 2;
  private static final int FEW_CALLS = 100;

  @Test
  @Tag("check-90")
  @Tag("check-112")
  void run_dyingAtAnyCallOnTheEmptyLog_logsEverythingOnce() {
    everywhere("the first batch", () -> new LogWorld(false), SequencerCrashTest::three);
  }

  @Test
  @Tag("check-90")
  @Tag("check-112")
  void run_dyingAtAnyCallWhereATileIsFilled_logsEverythingOnce() {
    everywhere(
        "a batch that fills a tile",
        () -> new LogWorld(true).grown(254),
        SequencerCrashTest::three);
  }

  @Test
  @Tag("check-90")
  void run_dyingAtAnyCallOfSeveralBatches_logsEverythingOnce() {
    everywhere(
        "batches of one",
        () -> {
          LogWorld world = new LogWorld(false).grown(1);
          world.maxBatch = 1;
          return world;
        },
        SequencerCrashTest::three);
  }

  @Test
  @Tag("check-90")
  void run_dyingAtAnyCallOfALargeBatch_logsEverythingOnce() {
    everywhere(
        "a batch of several transactions",
        () -> new LogWorld(false),
        world -> world.sequencer().run(world.queue(101)));
  }

  @Test
  @Tag("check-90")
  void run_dyingAtAnyCallWithKeyEntries_logsEverythingOnce() {
    // The same keys in every run: the order of entries, and so the calls, hang on their hashes.
    KeyAdd first = new TestKeys("did:web:issuer.example").first("key-1");
    everywhere(
        "key entries",
        () -> {
          LogWorld world = new LogWorld(false);
          world.rootKey = TestKeys.ROOT.text();
          return world;
        },
        world -> {
          world.queue(first);
          world.queue(first.with(List.of()));
          world.queue(2);
          world.sequencer().run(List.of());
        });
  }

  @Test
  @Tag("check-107")
  void recovery_dyingAtAnyCall_restoresEverything() {
    everywhere(
        "a restore",
        () -> {
          LogWorld world = new LogWorld(false).grown(2);
          MemoryItemStore backup = world.rows.copy(world.clock);
          world.clock.advance(Duration.ofMinutes(1));
          world.grown(1);
          world.clock.advance(Duration.ofMinutes(1));
          world.grown(2);
          world.rows.restore(Table.LOG, backup);
          world.restored = true;
          return world;
        },
        world -> new Recovery(world.sequencer()).run());
  }

  private static void three(LogWorld world) {
    world.sequencer().run(world.queue(3));
  }

  private static void everywhere(String what, Supplier<LogWorld> made, Consumer<LogWorld> work) {
    LogWorld world = made.get();
    Supplier<LogWorld> before = world::copy;
    int calls = run(before, work, faults -> {});
    assertThat(calls).isGreaterThan(15);
    int runs = 0;
    int reached = 0;
    for (int n = 1; n <= calls; n++) {
      int call = n;
      // A run ends with the first call that fails, so dying there is much the same; both are tried
      // where there are few calls.
      List<Consumer<Faults>> plans = new ArrayList<>();
      plans.add(faults -> faults.before(call));
      plans.add(faults -> faults.after(call));
      if (calls < FEW_CALLS || Depth.exhaustive()) {
        plans.add(faults -> faults.dieBefore(call));
        plans.add(faults -> faults.dieAfter(call));
      }
      for (Consumer<Faults> plan : plans) {
        assertThat(run(before, work, plan)).isGreaterThanOrEqualTo(call);
        runs++;
      }
      reached++;
    }
    assertThat(reached).isEqualTo(calls);
    System.out.println(
        "crash points of " + what + ": " + calls + " of " + calls + " calls, " + runs + " runs");
  }

  /// Answers how many port calls the work made.
  private static int run(
      Supplier<LogWorld> before, Consumer<LogWorld> work, Consumer<Faults> plan) {
    LogWorld world = before.get();
    plan.accept(world.faults.reset());
    try {
      work.accept(world);
    } catch (StoreUnavailable e) {
      assertThat(e).isNotInstanceOf(LogStopped.class);
    }
    int calls = world.faults.calls();
    world.faults.reset();
    for (int i = 0; i < DELIVERIES; i++) {
      world.clock.advance(Duration.ofSeconds(1));
      if (world.restored) {
        new Recovery(world.sequencer()).run();
      }
      world.sequencer().run(List.of());
    }
    LogInvariants.checkAtRest(world);
    return calls;
  }
}
