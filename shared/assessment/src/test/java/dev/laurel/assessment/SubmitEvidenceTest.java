package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuers.AchievementRef;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SubmitEvidenceTest {
  private final World world = new World();

  private SubmitEvidence.Outcome submit(SubmitEvidence.Command command) {
    return world.submit().submit(command, Companion.none());
  }

  private SubmitEvidence.Command after(SubmissionId previous, Learner learner) {
    return new SubmitEvidence.Command(
        world.issuer,
        learner,
        world.achievement,
        List.of(new EvidenceDraft.Link("Site", "", "https://example.org/2")),
        List.of(previous));
  }

  @Test
  void submit_withFiles_invitesForEach() {
    SubmitEvidence.Outcome.Created created = world.create(world.twoFiles());
    assertThat(created.record().submission().state()).isEqualTo(Submission.State.AWAITING_EVIDENCE);
    assertThat(created.uploads()).extracting(Upload::evidence).containsExactly(1, 2);
    assertThat(world.whole(created.record().submission().id())).isEqualTo(created.record());
    world.check();
  }

  @Test
  void submit_linkAndText_isSubmittedAtOnce() {
    String text = "What I did:\nI wrote tests. \u2713";
    SubmitEvidence.Outcome.Created created =
        world.create(
            world.command(
                new EvidenceDraft.Link("Site", "", "https://example.org/"),
                new EvidenceDraft.Text("Essay", "short", text)));
    SubmissionRecord record = world.whole(created.record().submission().id());
    assertThat(record.submission().state()).isEqualTo(Submission.State.SUBMITTED);
    assertThat(created.uploads()).isEmpty();
    StoredObject stored = record.stored(2).orElseThrow();
    assertThat(world.objects.bytes(stored.name())).hasValue(text.getBytes(StandardCharsets.UTF_8));
    assertThat(record.stored(1)).isEmpty();
    world.check();
  }

  @Test
  void submit_nothingElseHoldsThePerson() {
    world.create(
        world.command(World.file("Report", World.REPORT), new EvidenceDraft.Text("E", "", "gh7")));
    for (Item item : world.memory.all()) {
      if (!item.key().sort().equals("LEARNER")) {
        assertThat(item.body()).doesNotContain("zoe@", "O'Neil", "gh7");
      }
    }
  }

  @Test
  @Tag("check-57")
  void submit_forAnAchievementOfAnotherIssuer_isUnknown() {
    IssuerId other = IssuerId.random(world.random);
    SubmitEvidence.Command mine = world.twoFiles();
    SubmitEvidence.Command theirs =
        new SubmitEvidence.Command(
            other, mine.learner(), mine.achievement(), mine.evidence(), List.of());
    assertThat(submit(theirs)).isEqualTo(new SubmitEvidence.Outcome.UnknownAchievement());
    AchievementRef later = new AchievementRef(world.achievement.id(), 2);
    SubmitEvidence.Command unknownVersion =
        new SubmitEvidence.Command(world.issuer, mine.learner(), later, mine.evidence(), List.of());
    assertThat(submit(unknownVersion)).isEqualTo(new SubmitEvidence.Outcome.UnknownAchievement());
  }

  @Test
  void submit_afterNotYet_isTheNextAttempt() {
    SubmissionId first = world.submitted();
    world.grade(first, "low");
    SubmitEvidence.Outcome.Created second = world.create(after(first, World.LEARNER));
    assertThat(second.record().submission().attempt()).isEqualTo(2);
    assertThat(second.record().submission().resubmissionOf()).hasValue(first);
    assertThat(world.whole(first).submission().successor())
        .hasValue(second.record().submission().id());
    assertThat(submit(after(first, World.LEARNER)))
        .isEqualTo(new SubmitEvidence.Outcome.NotFollowable(SubmitEvidence.Reason.FOLLOWED));
    world.check();
  }

  @Test
  void submit_afterAnAttemptThatMayNotBeFollowed_saysWhy() {
    SubmissionId waiting = world.submitted();
    assertThat(submit(after(waiting, World.LEARNER)))
        .isEqualTo(new SubmitEvidence.Outcome.NotFollowable(SubmitEvidence.Reason.STATE));
    Learner other = new Learner("Another", "another@example.org");
    world.grade(waiting, "low");
    assertThat(submit(after(waiting, other)))
        .isEqualTo(new SubmitEvidence.Outcome.NotFollowable(SubmitEvidence.Reason.LEARNER));
    assertThat(submit(after(SubmissionId.random(world.random), World.LEARNER)))
        .isEqualTo(new SubmitEvidence.Outcome.UnknownPrevious());
  }

  @Test
  @Tag("check-92")
  void submit_secondAttemptFromTwoAtOnce_oneWins() {
    for (int seed = 0; seed < 200; seed++) {
      World fresh = new World();
      SubmissionId first = fresh.submitted();
      fresh.grade(first, "low");
      SubmitEvidence.Command command =
          new SubmitEvidence.Command(
              fresh.issuer,
              World.LEARNER,
              fresh.achievement,
              List.of(new EvidenceDraft.Text("Essay", "", "again")),
              List.of(first));
      List<SubmitEvidence.Outcome> outcomes =
          new Schedule(seed)
              .run(
                  fresh.memory,
                  List.of(
                      store -> again(fresh, store, command),
                      store -> again(fresh, store, command)));
      assertThat(outcomes).filteredOn(SubmitEvidence.Outcome.Created.class::isInstance).hasSize(1);
      assertThat(fresh.orphans()).as("objects without a row").isEmpty();
      assertThat(fresh.pending()).isEmpty();
      fresh.check();
    }
  }

  private static SubmitEvidence.Outcome again(
      World fresh, dev.laurel.storage.ItemStore store, SubmitEvidence.Command command) {
    return new SubmitEvidence(store, fresh.objects, fresh.clock, fresh.random)
        .submit(command, Companion.none());
  }
}
