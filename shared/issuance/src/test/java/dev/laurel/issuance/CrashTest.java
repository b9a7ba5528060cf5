package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every port call of the room fails, before and after its effect, for once and for good; then the
/// message comes again and the sweep runs, and everything is as if nothing had happened.
final class CrashTest {
  private static final int REDELIVERIES = 3;

  private static final Set<String> READS = Set.of("get", "query", "queryIndex", "open");

  @Test
  @Tag("check-90")
  void advanceAndRevoke_dyingAtAnyCall_endsWithOneCredentialRevokedIfAccepted() {
    everywhere("advance and revoke", world -> {}, CrashTest::advanceAndRevoke);
  }

  @Test
  @Tag("check-90")
  void sweep_dyingAtAnyCall_renewsInTheEnd() {
    everywhere(
        "sweep",
        world -> {
          world.issued();
          world.clock.advance(Duration.ofDays(4));
        },
        (world, submission) -> {
          world.room().sweepStatusLists();
          world.log.integrate();
          world.room().sweepStatusLists();
        });
  }

  @Test
  @Tag("check-90")
  void abandon_dyingAtAnyCall_endsWithOneCredentialOfAnotherAttempt() {
    everywhere("abandon and resume", world -> {}, CrashTest::abandonAndResume);
  }

  @Test
  @Tag("check-90")
  void request_dyingAtAnyCall_endsWithOneCredentialInBothForms() {
    everywhere(
        "request in two forms",
        World::beginPostQuantum,
        (world, submission) -> requestAndIssue(world),
        CrashTest::requestAndIssue);
  }

  @Test
  @Tag("check-90")
  void renewal_dyingAtAnyCall_endsWithTheOldOneReplacedByOne() {
    everywhere(
        "renewal",
        world -> {},
        CrashTest::renew,
        world ->
            renew(
                world,
                new SubmissionId(
                    world
                        .rows("LEARNER")
                        .getFirst()
                        .key()
                        .partition()
                        .substring("SUB#".length()))));
  }

  /// Renews the submission's credential; another call of the same finds the first.
  private static void renew(World world, SubmissionId submission) {
    advance(world, submission);
    CredentialId id = world.award(submission).credential();
    world.room().renewals().renew(world.issuer, id, RenewCredential.REASON, Companion.none());
    advance(world, RenewCredential.request(id));
  }

  /// Repeated, it is the client's second try under the same key.
  private static void requestAndIssue(World world) {
    SubmissionId request =
        Requests.accepted(world, Requests.keyed(world, Requests.credential(world), "key", "f"));
    advance(world, request);
  }

  private static void abandonAndResume(World world, SubmissionId submission) {
    Issuance room = world.room();
    room.ladder().advance(submission);
    room.standing().park(submission, "The signer is broken");
    room.standing().abandon(world.issuer, submission, "Given up", Companion.none());
    world.settleLog();
    room.standing().resume(world.issuer, submission, Companion.none());
    room.ladder().advance(submission);
    world.settleLog();
    assertThat(world.award(submission).intent()).isEqualTo(2);
  }

  private static Advance advance(World world, SubmissionId submission) {
    world.room().ladder().advance(submission);
    world.settleLog();
    return world.room().ladder().advance(submission);
  }

  private static void advanceAndRevoke(World world, SubmissionId submission) {
    Issuance room = world.room();
    if (advance(world, submission) instanceof Advance.Published(CredentialId id)) {
      var outcome = room.revocation().revoke(world.issuer, id, "A mistake", Companion.none());
      assertThat(outcome).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
      assertThat(world.record(id).revocation()).as("accepted means kept").isPresent();
    }
  }

  private static void everywhere(
      String what, Consumer<World> before, BiConsumer<World, SubmissionId> work) {
    everywhere(what, before, work, world -> {});
  }

  /// `again` is what a caller does who got no answer.
  private static void everywhere(
      String what,
      Consumer<World> before,
      BiConsumer<World, SubmissionId> work,
      Consumer<World> again) {
    List<String> calls = run(before, work, again, faults -> {});
    assertThat(calls).hasSizeGreaterThan(5);
    int runs = 0;
    for (int n = 1; n <= calls.size(); n++) {
      int call = n;
      int made = run(before, work, again, faults -> faults.before(call)).size();
      runs++;
      if (made > call) {
        // The work went on after the failure. Dying after a call is dying before the next one.
        run(before, work, again, faults -> faults.dieBefore(call));
        runs++;
      }
      if (!READS.contains(calls.get(n - 1))) {
        // A read whose answer is lost is one that failed.
        run(before, work, again, faults -> faults.after(call));
        runs++;
      }
    }
    System.out.println("crash points of " + what + ": " + runs + " of " + calls.size() + " calls");
  }

  /// Answers the port calls that the work made.
  private static List<String> run(
      Consumer<World> before,
      BiConsumer<World, SubmissionId> work,
      Consumer<World> again,
      Consumer<Faults> plan) {
    World world = new World();
    before.accept(world);
    SubmissionId submission = world.passed();
    plan.accept(world.faults);
    attempt(() -> work.accept(world, submission));
    List<String> calls = world.faults.names();
    Invariants.check(world);
    world.faults.reset();
    again.accept(world);
    settle(world, submission);
    return calls;
  }

  /// The process comes back: the message is delivered again, and the sweep runs later on.
  private static void settle(World world, SubmissionId submission) {
    world.faults.reset();
    for (int i = 0; i < REDELIVERIES; i++) {
      world.room().standing().resume(world.issuer, submission, Companion.none());
      world.room().ladder().advance(submission);
      world.settleLog();
    }
    world.clock.advance(Duration.ofMinutes(5));
    world.room().sweepStatusLists();
    world.settleLog();
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
