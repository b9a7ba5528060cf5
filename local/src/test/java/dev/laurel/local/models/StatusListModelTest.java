package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.testkit.RememberedSignatures;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Schedules;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bits of a status list and its signed form: two revokers, two signers that may be late, the
/// sequencer, and an entry of the log for each version.
final class StatusListModelTest {
  private static IssuanceModel signed;
  private static IssuanceModel pending;
  private static IssuanceModel logged;
  private static IssuanceModel suspended;

  @BeforeAll
  static void begin() {
    RememberedSignatures.install();
    signed = StatusListModel.published();
    StatusListModel revoked = new StatusListModel(signed);
    revoked.revoke(0);
    pending = revoked.world;
    logged = pending.copy();
    logged.sequencer(() -> {}).run(List.of());
    StatusListModel first = new StatusListModel(StatusListModel.published(true));
    // Bits that are taken back in the second that they were set are an older version's bytes.
    first.world.clock.advance(Duration.ofSeconds(1));
    first.suspend(0);
    first.end();
    suspended = first.world;
    suspended.clock.advance(Duration.ofSeconds(1));
  }

  @AfterAll
  static void end() {
    RememberedSignatures.remove();
  }

  private static Explored explore(
      IssuanceModel stage,
      int preemptions,
      int faults,
      Function<StatusListModel, List<Runnable>> tasks) {
    return Schedules.exhaustive(
        preemptions,
        faults,
        () -> {
          StatusListModel model = new StatusListModel(stage);
          return new Scenario(tasks.apply(model), model::end);
        });
  }

  private static void print(String what, Explored explored) {
    System.out.println("status list, " + what + ": " + explored);
    assertThat(explored.schedules()).isGreaterThan(30);
  }

  @Test
  @Tag("check-94")
  @Tag("check-90")
  void revocations_atTheSameMoment_areBothKept() {
    Function<StatusListModel, List<Runnable>> tasks =
        model -> List.of(() -> model.revoke(0), () -> model.revoke(1));
    print(
        "two revokers",
        explore(signed, Depth.of(2, 3), 0, tasks).and(explore(signed, Depth.of(0, 1), 1, tasks)));
  }

  /// A version is in the log; two signers take it from there.
  @Test
  @Tag("check-90")
  void signers_atTheSameMoment_publishOnce() {
    Function<StatusListModel, List<Runnable>> tasks =
        model -> List.of(model::signer, model::signer);
    print(
        "two signers",
        explore(logged, Depth.of(1, 3), 0, tasks).and(explore(logged, Depth.of(0, 1), 1, tasks)));
  }

  /// A signer is late by a whole version: another one is decided, logged, signed and public before
  /// it goes on.
  @Test
  @Tag("check-90")
  void signer_lateByAVersion_neverPublishesTheOlder() {
    Function<StatusListModel, List<Runnable>> tasks =
        model ->
            List.of(
                model::signer,
                () -> {
                  model.signer();
                  model.revoke(1);
                  model.sequencer();
                });
    print("late signer", explore(logged, Depth.of(1, 2), 0, tasks));
  }

  @Test
  @Tag("check-90")
  void bits_changedWhileAVersionIsOnItsWay_areInTheNext() {
    Function<StatusListModel, List<Runnable>> tasks =
        model -> List.of(() -> model.revoke(1), model::sequencer, model::signer);
    print(
        "on its way",
        explore(pending, Depth.of(1, 2), 0, tasks).and(explore(pending, 0, 1, tasks)));
  }

  @Test
  @Tag("check-90")
  void list_atHalfItsLife_isSignedAgainWithEveryBit() {
    Function<StatusListModel, List<Runnable>> tasks =
        model ->
            List.of(
                () -> {
                  model.halfALife();
                  model.signer();
                  model.sequencer();
                },
                () -> model.revoke(0));
    print(
        "half a life", explore(signed, Depth.of(1, 2), 0, tasks).and(explore(signed, 0, 1, tasks)));
  }

  /// One is reinstated while the other is suspended.
  @Test
  @Tag("check-94")
  @Tag("check-90")
  void flips_atTheSameMoment_areBothKept() {
    Function<StatusListModel, List<Runnable>> tasks =
        model -> List.of(() -> model.reinstate(0), () -> model.suspend(1));
    print(
        "two flips",
        explore(suspended, Depth.of(1, 2), 0, tasks)
            .and(explore(suspended, Depth.of(0, 1), 1, tasks)));
  }

  /// A credential is reinstated and revoked at once, and a version of each list goes its way.
  @Test
  @Tag("check-90")
  void reinstatedAndRevoked_atTheSameMoment_isRevoked() {
    Function<StatusListModel, List<Runnable>> tasks =
        model ->
            List.of(
                () -> model.reinstate(0),
                () -> {
                  model.revoke(1);
                  model.sequencer();
                });
    print("flip and revocation", explore(suspended, Depth.of(1, 2), 0, tasks));
  }
}
