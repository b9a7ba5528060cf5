package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every port call of the room fails, before and after its effect, for once and for good; then the
/// message comes again and the sweep runs, and everything is as if nothing had happened.
final class CrashTest {
  private static final int REDELIVERIES = 3;

  @Test
  @Tag("check-90")
  void advance_dyingAtAnyCall_endsWithOneCredential() {
    everywhere(
        "advance", world -> {}, (world, submission) -> world.room().ladder().advance(submission));
  }

  @Test
  @Tag("check-90")
  void revoke_dyingAtAnyCall_losesNoAcceptedRevocation() {
    everywhere("revoke", world -> {}, CrashTest::advanceAndRevoke);
  }

  @Test
  @Tag("check-90")
  void sweep_dyingAtAnyCall_renewsInTheEnd() {
    everywhere(
        "sweep",
        world -> {
          world.room().ladder().advance(world.passed());
          world.clock.advance(Duration.ofDays(4));
        },
        (world, submission) -> world.room().sweepStatusLists());
  }

  private static void advanceAndRevoke(World world, SubmissionId submission) {
    Issuance room = world.room();
    if (room.ladder().advance(submission) instanceof Advance.Published(CredentialId id)) {
      var outcome = room.revocation().revoke(world.issuer, id, "A mistake", Companion.none());
      assertThat(outcome).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
      assertThat(world.record(id).revocation()).as("accepted means kept").isPresent();
    }
  }

  private static void everywhere(
      String what, Consumer<World> before, BiConsumer<World, SubmissionId> work) {
    int calls = run(before, work, faults -> {});
    assertThat(calls).isGreaterThan(5);
    int runs = 0;
    for (int n = 1; n <= calls; n++) {
      int call = n;
      List<Consumer<Faults>> plans =
          List.of(
              faults -> faults.before(call),
              faults -> faults.after(call),
              faults -> faults.dieBefore(call),
              faults -> faults.dieAfter(call));
      for (Consumer<Faults> plan : plans) {
        run(before, work, plan);
        runs++;
      }
    }
    System.out.println("crash points of " + what + ": " + runs + " of " + 4 * calls);
  }

  /// Answers how many port calls the work made.
  private static int run(
      Consumer<World> before, BiConsumer<World, SubmissionId> work, Consumer<Faults> plan) {
    World world = new World();
    before.accept(world);
    SubmissionId submission = world.passed();
    plan.accept(world.faults);
    attempt(() -> work.accept(world, submission));
    int calls = world.faults.calls();
    Invariants.check(world);
    settle(world, submission);
    return calls;
  }

  /// The process comes back: the message is delivered again, and the sweep runs later on.
  private static void settle(World world, SubmissionId submission) {
    world.faults.reset();
    for (int i = 0; i < REDELIVERIES; i++) {
      world.room().ladder().advance(submission);
    }
    world.clock.advance(Duration.ofMinutes(5));
    world.room().sweepStatusLists();
    List<SubmissionId> all =
        world.rows("AWARD").stream()
            .map(item -> new SubmissionId(item.key().partition().substring("SUB#".length())))
            .toList();
    assertThat(all).contains(submission);
    Invariants.checkAtRest(world, all);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailable e) {
      // The process died.
    }
  }
}
