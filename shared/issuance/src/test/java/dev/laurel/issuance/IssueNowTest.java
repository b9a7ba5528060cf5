package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class IssueNowTest {
  private final World world = new World();
  private final SubmissionId submission = world.passed();

  private IssueNow.Outcome issue() {
    return world.room().issueNow().issue(world.issuer, submission);
  }

  @Test
  void issue_logAnswers_isIssued() {
    world.whilePausing = world.log::integrate;

    IssueNow.Outcome outcome = issue();

    Progress progress = ((IssueNow.Outcome.Issued) outcome).progress();
    assertThat(progress.state()).isEqualTo(Progress.State.PUBLISHED);
    assertThat(progress.credential()).isEqualTo(world.award(submission).credential().text());
    assertThat(issue()).as("again").isEqualTo(outcome);
  }

  @Test
  void issue_logSilent_isUnderwayAtTheDeadline() {
    Instant before = world.clock.instant();

    IssueNow.Outcome outcome = issue();

    assertThat(((IssueNow.Outcome.Underway) outcome).progress().state())
        .isEqualTo(Progress.State.INTENT);
    assertThat(world.clock.instant()).isBetween(before.plusSeconds(19), before.plusSeconds(20));
    world.settleLog();
    assertThat(issue()).isInstanceOf(IssueNow.Outcome.Issued.class);
  }

  @Test
  void issue_parkedOrRefused_standsAtOnce() {
    world.room().ladder().advance(submission);
    world.room().standing().park(submission, "the signer is broken");

    assertThat(issue()).isEqualTo(new IssueNow.Outcome.Stands("the signer is broken"));
    SubmissionId refused =
        world.passed(
            "Zoe me@example.org",
            new dev.laurel.assessment.EvidenceDraft.Link("Site", "", "https://example.org/"));
    assertThat(world.room().issueNow().issue(world.issuer, refused))
        .isEqualTo(new IssueNow.Outcome.Stands("the lint refused it: house/no-email-address"));
  }

  @Test
  @Tag("check-55")
  void issue_anotherIssuers_isUnknown() {
    IssuerId stranger = IssuerId.random(world.random);

    assertThat(world.room().issueNow().issue(stranger, submission))
        .isEqualTo(new IssueNow.Outcome.Unknown());
    assertThat(world.rows("AWARD")).isEmpty();
  }

  private boolean messageWaits() {
    return world
        .memory
        .get(DecideSubmission.award(submission).key(), Read.CONSISTENT)
        .filter(item -> item.indexes().containsKey(Index.DUE))
        .isPresent();
  }

  private void parkMessage() {
    Message tried = DecideSubmission.award(submission).tried();
    world.write(Write.update(tried.parked()));
    assertThat(messageWaits()).isFalse();
  }

  @Test
  void issue_messageParkedBefore_leavesItWaiting() {
    parkMessage();

    assertThat(issue()).isInstanceOf(IssueNow.Outcome.Underway.class);

    assertThat(messageWaits()).isTrue();
  }

  @Test
  void issue_messageGoneAndDying_leavesItWaitingWithTheIntent() {
    world.room().ladder().advance(submission);
    world.write(new Write.Delete(DecideSubmission.award(submission).key(), Condition.PRESENT));
    world.whilePausing = () -> world.faults.dieBefore(1);

    assertThatThrownBy(this::issue).isInstanceOf(StoreUnavailable.class);

    assertThat(messageWaits()).isTrue();
  }

  @Test
  void advance_messageParked_sendsItInTheIntentsTransaction() {
    parkMessage();

    world.room().ladder().advance(submission);

    assertThat(messageWaits()).isTrue();
    assertThat(world.faults.calls("write")).as("intent, and the list's version").isEqualTo(3);
  }
}
