package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Companion;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.FixedClock;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Texts of a submission that does not come about: nothing of them stays, and nothing goes that a
/// submission names.
final class PendingTextsTest {
  private static SubmitEvidence.Command texts(World world) {
    return world.command(
        new EvidenceDraft.Text("Essay", "", "What I did."),
        new EvidenceDraft.Link("Site", "", "https://example.org/"),
        new EvidenceDraft.Text("Diary", "", "What I thought."));
  }

  private static int callsOfSubmit() {
    World world = new World();
    world.create(texts(world));
    return world.faults.calls();
  }

  /// A world in which the process died with all texts stored and no submission.
  private static World abandoned() {
    World world = new World();
    world.faults.dieBefore(callsOfSubmit());
    assertThatThrownBy(() -> world.create(texts(world))).isInstanceOf(StoreUnavailable.class);
    world.faults.reset();
    assertThat(world.objects.names()).hasSize(2);
    return world;
  }

  private static void isClean(World world) {
    world.check();
    assertThat(world.pending()).isEmpty();
    assertThat(world.orphans()).isEmpty();
  }

  @Test
  void submit_withTexts_leavesNoPendingRow() {
    World world = new World();
    world.create(texts(world));
    assertThat(world.objects.names()).hasSize(2);
    isClean(world);
  }

  @Test
  void submit_withoutTexts_writesOnce() {
    World world = new World();
    world.create(world.twoFiles());
    assertThat(world.faults.calls("write")).isEqualTo(1);
  }

  @Test
  @Tag("check-90")
  void submit_failsAnywhere_theSweepLeavesNothingThatNoSubmissionNames() {
    int calls = callsOfSubmit();
    assertThat(calls).isGreaterThanOrEqualTo(5);
    for (int call = 1; call <= calls; call++) {
      for (int kind = 0; kind < 4; kind++) {
        World world = new World();
        switch (kind) {
          case 0 -> world.faults.before(call);
          case 1 -> world.faults.after(call);
          case 2 -> world.faults.dieBefore(call);
          default -> world.faults.dieAfter(call);
        }
        assertThatThrownBy(() -> world.create(texts(world))).isInstanceOf(StoreUnavailable.class);
        world.faults.reset();
        world.check();
        world.clock.advance(PendingTexts.LIFE);
        world.expire().sweep();
        isClean(world);
      }
    }
  }

  @Test
  void sweep_beforeTheTime_leavesTheTexts() {
    World world = abandoned();
    world.clock.advance(PendingTexts.LIFE.minusSeconds(1));
    world.expire().sweep();
    assertThat(world.objects.names()).hasSize(2);
    assertThat(world.pending()).hasSize(1);
  }

  @Test
  @Tag("check-90")
  void sweep_diesAnywhere_theNextOneFinishes() {
    World undisturbed = abandoned();
    undisturbed.clock.advance(PendingTexts.LIFE);
    undisturbed.expire().sweep();
    int calls = undisturbed.faults.calls();
    isClean(undisturbed);
    assertThat(undisturbed.objects.names()).isEmpty();
    for (int call = 1; call <= calls; call++) {
      for (boolean after : List.of(false, true)) {
        World world = abandoned();
        world.clock.advance(PendingTexts.LIFE);
        if (after) {
          world.faults.dieAfter(call);
        } else {
          world.faults.dieBefore(call);
        }
        assertThatThrownBy(() -> world.expire().sweep()).isInstanceOf(StoreUnavailable.class);
        world.faults.reset();
        assertThat(world.objects.names().isEmpty() || !world.pending().isEmpty())
            .as("what is left is named")
            .isTrue();
        world.expire().sweep();
        isClean(world);
        assertThat(world.objects.names()).isEmpty();
      }
    }
  }

  @Test
  void sweep_pendingRowOfASubmissionThatExists_removesTheRowAlone() {
    World world = new World();
    SubmissionRecord record = world.create(texts(world)).record();
    StoredObject first = record.stored(1).orElseThrow();
    PendingTexts pending =
        PendingTexts.of(record.submission().id(), List.of(first.name()), world.clock.instant());
    assertThat(world.memory.write(List.of(pending.create())))
        .isInstanceOf(WriteResult.Written.class);
    world.clock.advance(PendingTexts.LIFE);
    world.expire().sweep();
    assertThat(world.objects.names()).hasSize(2);
    isClean(world);
  }

  @Test
  @Tag("check-89")
  void sweepsAndAVerySlowSubmission_atOnce_keepAllTextsOrNone() {
    int made = 0;
    int runs = 300;
    for (int seed = 0; seed < runs; seed++) {
      World world = new World();
      FixedClock later = new FixedClock(world.clock.instant().plus(PendingTexts.LIFE));
      Function<ItemStore, Object> sweep =
          store -> {
            ExpireInvitations expire = new ExpireInvitations(store, world.objects, later);
            return expire.sweep() + expire.sweep();
          };
      List<Object> results =
          new Schedule(seed)
              .run(
                  world.memory,
                  List.of(
                      sweep,
                      sweep,
                      store ->
                          new SubmitEvidence(store, world.objects, world.clock, world.random)
                              .submit(texts(world), Companion.none())));
      if (results.getLast() instanceof SubmitEvidence.Outcome.Created) {
        made++;
      }
      world.check();
      new ExpireInvitations(world.memory, world.objects, later).sweep();
      isClean(world);
    }
    assertThat(made).as("both ends were seen").isPositive().isLessThan(runs);
  }
}
