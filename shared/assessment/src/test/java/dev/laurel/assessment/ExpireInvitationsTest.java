package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.RenewInvitations.Outcome;
import dev.laurel.storage.Companion;
import dev.laurel.storage.ItemStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ExpireInvitationsTest {
  private static final byte[] WRONG = "rubbish".getBytes(StandardCharsets.UTF_8);

  private final World world = new World();
  private final SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
  private final SubmissionId id = created.record().submission().id();

  private Outcome renew() {
    return world.renew().renew(world.issuer, id, Companion.none());
  }

  private List<Upload> renewed() {
    return ((Outcome.Renewed) renew()).uploads();
  }

  @Test
  void sweep_beforeTheTime_leavesInvitationsOpen() {
    world.clock.advance(Invitation.LIFE.minusSeconds(1));
    assertThat(world.expire().sweep()).isZero();
    assertThat(world.whole(id).invitations()).allMatch(Invitation::isOpen);
  }

  @Test
  void sweep_afterTheTime_expiresWhatDidNotCome() {
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    assertThat(world.whole(id).invitations())
        .extracting(Invitation::state)
        .containsOnly(Invitation.State.EXPIRED);
    world.check();
  }

  @Test
  void sweep_afterACompletionThatDied_submits() {
    world.upload(created.uploads().get(0), World.REPORT);
    world.upload(created.uploads().get(1), World.PHOTO);
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    assertThat(world.whole(id).submission().state()).isEqualTo(Submission.State.SUBMITTED);
    world.check();
  }

  @Test
  void sweep_wrongBytes_areRemovedOnlyOnceExpired() {
    world.smuggle(created.record().invitations().getFirst(), WRONG);
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    assertThat(world.objects.names()).isEmpty();
    world.check();
  }

  @Test
  void sweep_uploadThatLandsLate_isRemovedInTheEnd() {
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    world.smuggle(created.record().invitations().getFirst(), World.REPORT);
    world.clock.advance(Invitation.LANDING);
    world.expire().sweep();
    assertThat(world.objects.names()).isEmpty();
    assertThat(world.whole(id).submission().due()).isEqualTo(Submission.NEVER);
    assertThat(world.expire().sweep()).isZero();
  }

  @Test
  void renew_afterExpiry_opensUnderFreshNames() {
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    List<Upload> uploads = renewed();
    world.upload(uploads.get(0), World.REPORT);
    world.upload(uploads.get(1), World.PHOTO);
    assertThat(world.complete(id)).isInstanceOf(CompleteSubmission.Outcome.Complete.class);
    world.clock.advance(Invitation.LIFE.multipliedBy(3));
    world.expire().sweep();
    assertThat(world.orphans()).isEmpty();
    assertThat(world.objects.names()).hasSize(2);
    world.check();
  }

  @Test
  void renew_wrongBytes_areReplacedAndRemoved() {
    world.upload(created.uploads().get(1), World.PHOTO);
    world.smuggle(created.record().invitations().getFirst(), WRONG);
    List<Upload> uploads = renewed();
    assertThat(uploads).extracting(Upload::evidence).containsExactly(1);
    world.upload(uploads.getFirst(), World.REPORT);
    assertThat(world.complete(id)).isInstanceOf(CompleteSubmission.Outcome.Complete.class);
    assertThat(world.objects.names()).hasSize(2);
    world.check();
  }

  @Test
  void renew_whenEverythingArrivedUnannounced_submits() {
    world.upload(created.uploads().get(0), World.REPORT);
    world.upload(created.uploads().get(1), World.PHOTO);
    assertThat(renew())
        .isInstanceOfSatisfying(
            Outcome.Renewed.class,
            done -> {
              assertThat(done.uploads()).isEmpty();
              assertThat(done.submission().state()).isEqualTo(Submission.State.SUBMITTED);
            });
    assertThat(renew()).isEqualTo(new Outcome.NotAwaiting(Submission.State.SUBMITTED));
    world.check();
  }

  @Test
  @Tag("check-86")
  void renew_theOldUrl_bringsNothingIntoTheSubmission() {
    List<Upload> uploads = renewed();
    world.upload(created.uploads().getFirst(), World.REPORT);
    assertThat(world.complete(id)).isInstanceOf(CompleteSubmission.Outcome.Incomplete.class);
    world.upload(uploads.get(0), World.REPORT);
    world.upload(uploads.get(1), World.PHOTO);
    assertThat(world.objects.upload(uploads.get(0).invitation(), World.REPORT))
        .as("second put")
        .isFalse();
    assertThat(world.complete(id)).isInstanceOf(CompleteSubmission.Outcome.Complete.class);
    world.clock.advance(Invitation.LIFE.plus(Invitation.LANDING));
    world.expire().sweep();
    assertThat(world.objects.names()).as("the old name is cleared").hasSize(2);
    world.check();
  }

  @Test
  void renew_tooOften_isRefusedUntilOldNamesAreCleared() {
    for (int i = 0; i < Invitation.MAX_DISCARDED; i++) {
      assertThat(renew()).isInstanceOf(Outcome.Renewed.class);
    }
    assertThat(renew()).isEqualTo(new Outcome.TooOften());
    world.clock.advance(Invitation.LIFE.plus(Invitation.LANDING));
    world.expire().sweep();
    assertThat(renew()).isInstanceOf(Outcome.Renewed.class);
    world.check();
  }

  @Test
  @Tag("check-89")
  void sweepCompletionAndRenewal_atOnce_loseNothing() {
    for (int seed = 0; seed < 500; seed++) {
      World fresh = new World();
      SubmitEvidence.Outcome.Created made = fresh.create(fresh.twoFiles());
      SubmissionId submission = made.record().submission().id();
      fresh.upload(made.uploads().get(0), World.REPORT);
      fresh.upload(made.uploads().get(1), World.PHOTO);
      fresh.clock.advance(Invitation.LIFE);
      new Schedule(seed)
          .run(
              fresh.memory,
              List.<java.util.function.Function<ItemStore, Object>>of(
                  store -> new ExpireInvitations(store, fresh.objects, fresh.clock).sweep(),
                  store -> new ExpireInvitations(store, fresh.objects, fresh.clock).sweep(),
                  store ->
                      new CompleteSubmission(store, fresh.objects, fresh.clock)
                          .complete(fresh.issuer, submission, Companion.none()),
                  store ->
                      new RenewInvitations(store, fresh.objects, fresh.clock, fresh.random)
                          .renew(fresh.issuer, submission, Companion.none())));
      fresh.check();
      assertThat(fresh.whole(submission).submission().state())
          .isEqualTo(Submission.State.SUBMITTED);
    }
  }
}
