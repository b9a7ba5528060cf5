package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.testkit.RememberedSignatures;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Schedules;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The issuance ladder: two invocations, the sequencer, park, abandon, resume and revoke in every
/// order, dying anywhere. Stages of the ladder are told from a copy of a world that has come so
/// far.
final class LadderModelTest {
  private static IssuanceModel approved;
  private static IssuanceModel intended;
  private static IssuanceModel logged;

  @BeforeAll
  static void begin() {
    RememberedSignatures.install();
    approved = new IssuanceModel();
    intended = approved.copy();
    intended.room().ladder().advance(intended.submission);
    logged = intended.copy();
    logged.sequencer(() -> {}).run(List.of());
  }

  @AfterAll
  static void end() {
    RememberedSignatures.remove();
  }

  private static Explored explore(
      IssuanceModel stage,
      int preemptions,
      int faults,
      Function<LadderModel, List<Runnable>> tasks) {
    return Schedules.exhaustive(
        preemptions,
        faults,
        () -> {
          LadderModel model = new LadderModel(stage);
          return new Scenario(tasks.apply(model), model::end);
        });
  }

  private static void print(String what, Explored explored) {
    System.out.println("ladder, " + what + ": " + explored);
    assertThat(explored.schedules()).isGreaterThan(30);
  }

  private static Runnable all(Runnable... steps) {
    return () -> List.of(steps).forEach(Runnable::run);
  }

  @Test
  @Tag("check-90")
  void approval_deliveredTwiceAtOnce_hasOneIntent() {
    Function<LadderModel, List<Runnable>> tasks =
        model -> List.of(model::invocation, model::invocation);
    print(
        "approved",
        explore(approved, Depth.of(2, 3), 0, tasks)
            .and(explore(approved, Depth.of(0, 1), 1, tasks)));
  }

  @Test
  @Tag("check-90")
  void logged_withTwoInvocations_isPublishedOnce() {
    Function<LadderModel, List<Runnable>> tasks =
        model -> List.of(model::invocation, model::invocation);
    print(
        "logged",
        explore(logged, Depth.of(2, 3), 0, tasks).and(explore(logged, Depth.of(0, 1), 1, tasks)));
  }

  /// An invocation may hold the bytes before the signer while all of this happens.
  @Test
  @Tag("check-90")
  void abandon_whileAnInvocationSigns_leavesNothingValid() {
    Function<LadderModel, List<Runnable>> two =
        model -> List.of(model::invocation, all(model::park, model::abandon));
    Function<LadderModel, List<Runnable>> three =
        model ->
            List.of(
                model::invocation,
                all(model::park, model::abandon, model::resume),
                all(model::sequencer, model::resume));
    Function<LadderModel, List<Runnable>> hasty =
        model -> List.of(model::invocation, all(model::abandon, model::invocation));
    print(
        "abandon at signing",
        explore(logged, Depth.of(2, 3), 0, two)
            .and(explore(logged, 0, 1, two))
            .and(explore(logged, 1, 0, hasty))
            .and(explore(logged, Depth.of(1, 2), 0, three))
            .and(explore(logged, 0, Depth.of(0, 1), three)));
  }

  @Test
  @Tag("check-90")
  void abandon_beforeTheEntryIsLogged_endsItAfterwards() {
    Function<LadderModel, List<Runnable>> tasks =
        model -> List.of(all(model::park, model::abandon), model::sequencer, model::invocation);
    print(
        "abandon before the log",
        explore(intended, Depth.of(1, 2), 0, tasks)
            .and(explore(intended, 0, Depth.of(0, 1), tasks)));
  }

  @Test
  @Tag("check-90")
  void resume_atAnyMoment_goesOnOnce() {
    Function<LadderModel, List<Runnable>> tasks =
        model -> List.of(all(model::park, model::resume), model::sequencer, model::invocation);
    print(
        "resume",
        explore(intended, Depth.of(1, 2), 0, tasks)
            .and(explore(intended, 0, Depth.of(0, 1), tasks)));
  }

  @Test
  @Tag("check-90")
  void revoke_duringIssuance_isNeverLost() {
    Function<LadderModel, List<Runnable>> two = model -> List.of(model::invocation, model::revoke);
    Function<LadderModel, List<Runnable>> three =
        model -> List.of(model::invocation, model::revoke, model::sequencer);
    print(
        "revoke",
        explore(logged, Depth.of(2, 3), 0, two)
            .and(explore(logged, 0, 1, two))
            .and(explore(logged, Depth.of(1, 2), 0, three)));
  }
}
