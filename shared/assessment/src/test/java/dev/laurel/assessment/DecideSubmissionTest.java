package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.DecideSubmission.Outcome;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecideSubmissionTest {
  private static final String OTHER_KEY = "bb".repeat(16);

  private final World world = new World();

  @Test
  void decide_passed_sendsTheMessageInTheSameTransaction() {
    SubmissionId id = world.submitted();
    assertThat(world.grade(id, "high")).isInstanceOf(Outcome.Decided.class);
    SubmissionRecord record = world.whole(id);
    assertThat(record.submission().state()).isEqualTo(Submission.State.PASSED);
    assertThat(record.decision().orElseThrow().points()).isEqualTo(20);
    Item sent = world.outbox().getFirst();
    Message message = Message.from(sent).orElseThrow();
    assertThat(message.topic()).isEqualTo(Message.Topic.ISSUANCE);
    assertThat(message.type()).isEqualTo("award");
    assertThat(message.body()).isEqualTo("{\"submission\":\"" + id + "\"}");
    world.check();
  }

  @Test
  void decide_notYet_sendsNothing() {
    SubmissionId id = world.submitted();
    world.grade(id, "low");
    assertThat(world.whole(id).submission().state()).isEqualTo(Submission.State.NOT_YET);
    assertThat(world.outbox()).isEmpty();
    world.check();
  }

  @Test
  void decide_again_isTooLateAndAudited() {
    SubmissionId id = world.submitted();
    world.grade(id, "low");
    assertThat(world.grade(id, "high")).isEqualTo(new Outcome.TooLate(Submission.State.NOT_YET));
    assertThat(world.audit(id))
        .extracting(Audit::result)
        .containsExactlyInAnyOrder(Audit.Result.NOT_YET, Audit.Result.TOO_LATE);
    world.check();
  }

  @ParameterizedTest
  @Tag("check-58")
  @ValueSource(strings = {"zoe@example.org", "zoe@EXAMPLE.org", "Zoe@example.ORG"})
  void decide_ownSubmission_isRefusedAndAudited(String assessor) {
    SubmissionId id = world.submitted();
    DecideSubmission.Command command = world.command(id, World.ASSESSOR_KEY, assessor, "high");
    assertThat(world.decide().decide(command, Companion.none()))
        .isEqualTo(new Outcome.SelfAssessment());
    assertThat(world.whole(id).submission().state()).isEqualTo(Submission.State.SUBMITTED);
    assertThat(world.audit(id))
        .extracting(Audit::result)
        .containsExactly(Audit.Result.SELF_ASSESSMENT);
    world.check();
  }

  @Test
  void decide_gradeThatDoesNotFit_changesNothing() {
    SubmissionId id = world.submitted();
    assertThat(world.grade(id, "superb")).isInstanceOf(Outcome.Unfit.class);
    assertThat(world.whole(id).submission().state()).isEqualTo(Submission.State.SUBMITTED);
    assertThat(world.audit(id)).isEmpty();
  }

  @Test
  void decide_anotherIssuers_isUnknown() {
    SubmissionId id = world.submitted();
    DecideSubmission.Command mine = world.command(id, World.ASSESSOR_KEY, "a@example.org", "high");
    DecideSubmission.Command theirs =
        new DecideSubmission.Command(
            IssuerId.random(world.random),
            id,
            mine.assessorKey(),
            mine.assessorEmail(),
            mine.grade());
    assertThat(world.decide().decide(theirs, Companion.none())).isEqualTo(new Outcome.Unknown());
    assertThat(world.audit(id)).isEmpty();
  }

  @Test
  @Tag("check-91")
  void decide_byTwoAtOnce_oneWinsAndBothAreAudited() {
    for (int seed = 0; seed < 1_000; seed++) {
      World fresh = new World();
      SubmissionId id = fresh.submitted();
      List<Outcome> outcomes =
          new Schedule(seed)
              .run(
                  fresh.memory,
                  List.of(
                      grader(fresh, fresh.command(id, World.ASSESSOR_KEY, "a@example.org", "high")),
                      grader(fresh, fresh.command(id, OTHER_KEY, "b@example.org", "low"))));
      assertThat(outcomes).filteredOn(Outcome.Decided.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Outcome.TooLate.class::isInstance).hasSize(1);
      assertThat(fresh.audit(id))
          .extracting(Audit::assessorKey)
          .containsExactlyInAnyOrder(World.ASSESSOR_KEY, OTHER_KEY);
      fresh.check();
    }
  }

  private static Function<ItemStore, Outcome> grader(
      World fresh, DecideSubmission.Command command) {
    return store ->
        new DecideSubmission(store, fresh.clock, fresh.random).decide(command, Companion.none());
  }
}
