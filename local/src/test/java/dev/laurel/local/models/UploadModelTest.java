package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Invitation;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Schedules;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two invitations and how they become SUBMITTED: clients, arrivals, the end of the invitations and
/// the cleaner in every order, dying anywhere, with bytes smuggled past the store's own checks.
final class UploadModelTest {
  private static Explored explore(
      int preemptions, int faults, Function<UploadModel, List<Runnable>> tasks) {
    return Schedules.exhaustive(
        preemptions,
        faults,
        () -> {
          UploadModel model = UploadModel.next();
          return new Scenario(tasks.apply(model), model::end);
        });
  }

  private static void print(String what, Explored explored) {
    System.out.println("uploads, " + what + ": " + explored);
  }

  /// A client that puts and completes, another invocation that looks at the same time, and the
  /// sweep after the end of the invitations.
  private static List<Runnable> lifeAndEnd(UploadModel model) {
    return List.of(
        () -> {
          model.put(0);
          model.put(1);
          model.complete();
        },
        model::complete,
        () -> {
          model.pass(Invitation.LIFE);
          model.sweep();
        });
  }

  /// Two arrivals at the same moment; the sweep is for certainty.
  private static List<Runnable> twoArrivals(UploadModel model) {
    model.objects.upload(model.uploads.get(0).invitation(), UploadModel.FILES.get(0));
    return List.of(
        model::complete,
        () -> {
          model.put(1);
          model.complete();
        });
  }

  /// Wrong bytes land before or after the right ones, and somebody asks for new invitations.
  private static List<Runnable> smuggledAndRenewed(UploadModel model) {
    model.objects.upload(model.uploads.get(1).invitation(), UploadModel.FILES.get(1));
    return List.of(
        () -> {
          model.put(0);
          model.smuggle(0);
          model.smuggle(1);
        },
        model::complete,
        () -> {
          model.renew();
          model.pass(Invitation.LIFE);
          model.sweep();
        });
  }

  @Test
  @Tag("check-86")
  @Tag("check-90")
  void arrivals_atTheSameMoment_submitOnce() {
    Explored explored = explore(Depth.of(3, 9), 0, UploadModelTest::twoArrivals);
    print("two arrivals", explored.and(explore(2, Depth.of(1, 2), UploadModelTest::twoArrivals)));
    assertThat(explored.schedules()).isGreaterThan(100);
  }

  @Test
  @Tag("check-86")
  @Tag("check-90")
  void invitation_endsWhileFilesArrive_losesNothing() {
    Explored explored = explore(Depth.of(2, 3), 0, UploadModelTest::lifeAndEnd);
    print("life and end", explored.and(explore(1, Depth.of(1, 2), UploadModelTest::lifeAndEnd)));
    assertThat(explored.schedules()).isGreaterThan(100);
  }

  @Test
  @Tag("check-86")
  @Tag("check-90")
  void otherBytes_smuggledAtAnyMoment_neverCount() {
    Explored explored = explore(Depth.of(1, 2), 0, UploadModelTest::smuggledAndRenewed);
    print("smuggled", explored.and(explore(1, 1, UploadModelTest::smuggledAndRenewed)));
    assertThat(explored.schedules()).isGreaterThan(100);
  }
}
