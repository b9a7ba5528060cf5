package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.CompleteSubmission.Fault;
import dev.laurel.assessment.CompleteSubmission.Outcome;
import dev.laurel.assessment.CompleteSubmission.Reason;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompleteSubmissionTest {
  private final World world = new World();
  private final SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
  private final SubmissionId id = created.record().submission().id();

  private void uploadBoth() {
    world.upload(created.uploads().get(0), World.REPORT);
    world.upload(created.uploads().get(1), World.PHOTO);
  }

  @Test
  void complete_withAllBytes_isSubmitted() {
    uploadBoth();
    assertThat(world.complete(id))
        .isInstanceOfSatisfying(
            Outcome.Complete.class,
            complete ->
                assertThat(complete.submission().state()).isEqualTo(Submission.State.SUBMITTED));
    world.check();
  }

  @Test
  void complete_repeatedAfterDecision_staysAsItIs() {
    uploadBoth();
    world.complete(id);
    world.grade(id, "high");
    assertThat(world.complete(id))
        .isInstanceOfSatisfying(
            Outcome.Complete.class,
            complete ->
                assertThat(complete.submission().state()).isEqualTo(Submission.State.PASSED));
    world.check();
  }

  @Test
  void complete_withOneMissing_recordsTheOther() {
    world.upload(created.uploads().get(1), World.PHOTO);
    assertThat(world.complete(id))
        .isInstanceOfSatisfying(
            Outcome.Incomplete.class,
            incomplete ->
                assertThat(incomplete.faults()).containsExactly(new Fault(1, Reason.MISSING)));
    assertThat(world.whole(id).missing()).containsExactly(1);
    world.check();
  }

  @ParameterizedTest
  @Tag("check-99")
  @CsvSource({
    "the reporT,  SHA256",
    "the repor,  LENGTH",
    "the report!, LENGTH",
    "'', LENGTH",
  })
  void complete_withOtherBytes_saysWhatDiffersAndChangesNothing(String bytes, Reason reason) {
    world.upload(created.uploads().get(1), World.PHOTO);
    world.smuggle(
        created.record().invitations().getFirst(), bytes.getBytes(StandardCharsets.UTF_8));
    assertThat(world.complete(id))
        .isInstanceOfSatisfying(
            Outcome.Incomplete.class,
            incomplete -> assertThat(incomplete.faults()).containsExactly(new Fault(1, reason)));
    Invitation wrong = world.whole(id).invitation(1).orElseThrow();
    assertThat(wrong.state()).isEqualTo(Invitation.State.OPEN);
    world.check();
  }

  @Test
  @Tag("check-86")
  void complete_bytesOverwrittenLater_pinnedOnesStay() {
    uploadBoth();
    world.complete(id);
    StoredObject stored = world.whole(id).stored(1).orElseThrow();
    world.smuggle(
        created.record().invitations().getFirst(), "other".getBytes(StandardCharsets.UTF_8));
    assertThat(world.objects.open(stored.name(), stored.version()))
        .hasValueSatisfying(content -> assertThat(content.bytes()).hasBinaryContent(World.REPORT));
  }

  @Test
  void complete_pastTheHourButStillOpen_isTaken() {
    uploadBoth();
    world.clock.advance(Invitation.LIFE.multipliedBy(4));
    assertThat(world.complete(id)).isInstanceOf(Outcome.Complete.class);
    world.check();
  }

  @Test
  void complete_ofAnExpiredInvitation_asksForANewOne() {
    world.clock.advance(Invitation.LIFE);
    world.expire().sweep();
    assertThat(world.complete(id))
        .isInstanceOfSatisfying(
            Outcome.Incomplete.class,
            incomplete ->
                assertThat(incomplete.faults())
                    .containsExactly(new Fault(1, Reason.EXPIRED), new Fault(2, Reason.EXPIRED)));
  }

  @Test
  void complete_ofAnotherIssuers_isUnknown() {
    IssuerId other = IssuerId.random(world.random);
    assertThat(world.complete().complete(other, id, Companion.none()))
        .isEqualTo(new Outcome.Unknown());
    SubmissionId none = SubmissionId.random(world.random);
    assertThat(world.complete(none)).isEqualTo(new Outcome.Unknown());
  }

  @Test
  @Tag("check-92")
  void complete_from32Threads_isSubmittedOnce() {
    for (int seed = 0; seed < 20; seed++) {
      World fresh = new World();
      SubmitEvidence.Outcome.Created made = fresh.create(fresh.twoFiles());
      fresh.upload(made.uploads().get(0), World.REPORT);
      fresh.upload(made.uploads().get(1), World.PHOTO);
      SubmissionId submission = made.record().submission().id();
      Function<ItemStore, Outcome> actor =
          store ->
              new CompleteSubmission(store, fresh.objects, fresh.clock)
                  .complete(fresh.issuer, submission, Companion.none());
      List<Outcome> outcomes = new Schedule(seed).run(fresh.memory, Collections.nCopies(32, actor));
      assertThat(outcomes).allMatch(Outcome.Complete.class::isInstance);
      assertThat(fresh.whole(submission).submission().version())
          .as("one change per arrival")
          .isEqualTo(3);
      fresh.check();
    }
  }

  @Test
  @Tag("check-62")
  void complete_companion_isWrittenOnceWithTheEffect() {
    uploadBoth();
    Write row = Write.create(Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}"));
    assertThat(world.complete().complete(world.issuer, id, done -> List.of(row)))
        .isInstanceOf(Outcome.Complete.class);
    assertThat(world.complete().complete(world.issuer, id, done -> List.of(row)))
        .isEqualTo(new Outcome.Contended());
  }
}
