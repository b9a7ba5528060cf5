package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.tlog.entry.EntryId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sequencers that run although the log is being restored.
@Tag("check-107")
final class RestoringTest {
  private final LogWorld world = new LogWorld(false);

  @Test
  void run_whileItIsNotDone_noSequencerRunsAndNothingIsLoggedTwice() {
    world.grown(3);
    world.queue(300);
    MemoryItemStore backup = world.rows.copy(world.clock);
    world.grown(1);
    world.rows.restore(Table.LOG, backup);

    // A time-out after the first bundle.
    assertThat(recovery(1).run().more()).isTrue();

    assertThatThrownBy(() -> world.sequencer().run(List.of()))
        .isInstanceOf(StoreUnavailable.class)
        .isNotInstanceOf(LogStopped.class)
        .hasMessageContaining("being restored");
    assertThat(world.head().size()).as("the lock row comes last").isEqualTo(3);
    assertThat(Restoring.of(world.rows).orElseThrow().state()).isEqualTo("log");
    assertThat(recovery(1).run().more()).isFalse();
    assertThat(Restoring.of(world.rows).orElseThrow().state()).isEqualTo("lists");
    world.sequencer().run(List.of());
    LogInvariants.checkAtRest(world);
    assertThat(world.head().size()).as("one abandoned").isEqualTo(305);
    assertThat(world.rows.write(List.of(Restoring.of(world.rows).orElseThrow().done())))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(Restoring.of(world.rows)).isEmpty();
  }

  @Test
  void run_besideASequencerThatBeganBeforeIt_logsNothingTwice() {
    world.grown(1);
    List<EntryId> both = world.queue(2);
    MemoryItemStore backup = world.rows.copy(world.clock);
    // It read the lock row and no marker; before its swap the table comes back.
    Sequencer late =
        interrupted(() -> {
          world.sequencer().run(both);
          world.rows.restore(Table.LOG, backup);
          assertThat(recovery(0).run().more()).isTrue();
        });

    assertThatThrownBy(() -> late.run(both.subList(0, 1)))
        .as("it committed on top of an old head")
        .isInstanceOf(LogStopped.class);

    recovery(1_000).run();
    world.sequencer().run(both);
    LogInvariants.checkAtRest(world);
    assertThat(world.head().size()).isEqualTo(3);
  }

  @Test
  void run_withSequencerThatMeetsItsLockRow_holdsThatBack() {
    world.grown(1);
    MemoryItemStore backup = world.rows.copy(world.clock);
    List<EntryId> lost = world.queue(1);
    assertThatThrownBy(() -> world.beforePublishing().run(lost))
        .isInstanceOf(StoreUnavailable.class);
    world.rows.restore(Table.LOG, backup);
    List<EntryId> more = world.queue(1);
    // The last head was never signed, so that recovery has to move the lock row first.
    Sequencer late = interrupted(() -> assertThat(recovery(0).run().more()).isTrue());

    assertThatThrownBy(() -> late.run(more))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("being restored");

    assertThat(world.head().size()).isEqualTo(2);
    recovery(1_000).run();
    world.sequencer().run(more);
    LogInvariants.checkAtRest(world);
  }

  /// A sequencer in whose way something else comes when it swaps the lock row.
  private Sequencer interrupted(Runnable before) {
    ItemStore items = new InterruptedItems(world.items, Head.KEY, before);
    return world.sequencer(items, world.objects, world.key, world.clock);
  }

  private Recovery recovery(int mostEntries) {
    return new Recovery(world.sequencer(), mostEntries, 1_000);
  }
}
