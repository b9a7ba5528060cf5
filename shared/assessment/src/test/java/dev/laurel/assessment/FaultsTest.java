package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.Companion;
import dev.laurel.storage.StoreUnavailable;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every call to a port fails once before and once after its effect; then the process dies. The
/// invariants hold at that moment, and repeating the request or the sweep finishes the work.
final class FaultsTest {
  private interface Step {
    void in(World world);
  }

  private static boolean survives(World world, Step step) {
    try {
      step.in(world);
      return true;
    } catch (StoreUnavailable planned) {
      return false;
    }
  }

  /// Runs the step with a fault at each of its calls; `repair` must then lead to `goal`.
  private static int enumerate(Step prepare, Step step, Step repair, Step goal) {
    World undisturbed = new World();
    prepare.in(undisturbed);
    undisturbed.faults.reset();
    step.in(undisturbed);
    int calls = undisturbed.faults.calls();
    goal.in(undisturbed);
    for (int call = 1; call <= calls; call++) {
      for (boolean after : List.of(false, true)) {
        World world = new World();
        prepare.in(world);
        world.faults.reset();
        if (after) {
          world.faults.dieAfter(call);
        } else {
          world.faults.dieBefore(call);
        }
        assertThat(survives(world, step)).isFalse();
        world.faults.reset();
        world.check();
        repair.in(world);
        world.check();
        goal.in(world);
      }
    }
    return calls;
  }

  private static SubmissionId only(World world) {
    return world.memory.all().stream()
        .filter(item -> item.key().sort().equals(SubmissionRow.SUBMISSION))
        .map(item -> SubmissionRow.id(item.key()))
        .findFirst()
        .orElseThrow();
  }

  private static void uploaded(World world) {
    SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
    world.upload(created.uploads().get(0), World.REPORT);
    world.upload(created.uploads().get(1), World.PHOTO);
  }

  private static void isSubmitted(World world) {
    assertThat(world.whole(only(world)).submission().state()).isEqualTo(Submission.State.SUBMITTED);
  }

  @Test
  @Tag("check-90")
  void submit_diesAnywhere_leavesAllRowsOrNone() {
    Step submit =
        world ->
            world.create(
                world.command(
                    World.file("Report", World.REPORT), new EvidenceDraft.Text("E", "", "text")));
    int calls = enumerate(world -> {}, submit, submit, world -> only(world));
    assertThat(calls).isGreaterThanOrEqualTo(3);
  }

  @Test
  @Tag("check-90")
  void complete_diesAnywhere_repeatingItSubmits() {
    Step complete = world -> world.complete(only(world));
    int calls = enumerate(FaultsTest::uploaded, complete, complete, FaultsTest::isSubmitted);
    assertThat(calls).isGreaterThanOrEqualTo(5);
  }

  @Test
  @Tag("check-90")
  void complete_diesAnywhere_theSweepSubmits() {
    enumerate(
        FaultsTest::uploaded,
        world -> world.complete(only(world)),
        world -> {
          world.clock.advance(Invitation.LIFE);
          world.expire().sweep();
        },
        FaultsTest::isSubmitted);
  }

  @Test
  @Tag("check-90")
  void renew_diesAnywhere_nothingIsLostAndTheSweepClears() {
    enumerate(
        world -> {
          SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
          world.upload(created.uploads().get(1), World.PHOTO);
          world.smuggle(created.record().invitations().getFirst(), World.PHOTO);
        },
        world -> world.renew().renew(world.issuer, only(world), Companion.none()),
        world -> {
          RenewInvitations.Outcome renewed =
              world.renew().renew(world.issuer, only(world), Companion.none());
          Upload upload = ((RenewInvitations.Outcome.Renewed) renewed).uploads().getFirst();
          world.upload(upload, World.REPORT);
          world.complete(only(world));
        },
        world -> {
          if (world.whole(only(world)).submission().state() == Submission.State.SUBMITTED) {
            world.clock.advance(Invitation.LIFE.plus(Invitation.LANDING));
            world.expire().sweep();
            assertThat(world.objects.names()).hasSize(2);
          }
        });
  }

  @Test
  @Tag("check-90")
  void sweep_diesAnywhere_theNextOneFinishes() {
    int calls =
        enumerate(
            world -> {
              SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
              world.upload(created.uploads().get(1), World.PHOTO);
              world.smuggle(created.record().invitations().getFirst(), World.PHOTO);
              world.clock.advance(Invitation.LIFE);
            },
            world -> world.expire().sweep(),
            world -> {
              world.clock.advance(Invitation.LANDING);
              world.expire().sweep();
            },
            world -> {
              assertThat(world.objects.names()).hasSize(1);
              assertThat(world.whole(only(world)).missing()).containsExactly(1);
            });
    assertThat(calls).isGreaterThanOrEqualTo(8);
  }

  @Test
  @Tag("check-90")
  void decide_diesAnywhere_isDecidedOnceWithItsMessage() {
    Step grade = world -> world.grade(only(world), "high");
    enumerate(
        World::submitted,
        grade,
        grade,
        world -> {
          assertThat(world.whole(only(world)).submission().state())
              .isEqualTo(Submission.State.PASSED);
          assertThat(world.outbox()).hasSize(1);
        });
  }
}
