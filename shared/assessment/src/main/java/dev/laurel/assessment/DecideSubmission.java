package dev.laurel.assessment;

import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The use case that grades: an assessor's grade goes in, the pure rule of [Assessment] decides,
/// and decision, state, audit and, if passed, the message to issuance are one transaction. Of many
/// attempts one wins; each leaves its audit row.
public final class DecideSubmission {
  /// Until then the stream may deliver the message "award"; from then on the sweep does.
  private static final Duration STREAM_TIME = Duration.ofMinutes(1);

  /// The rows' keys are random: a conflict is another transaction in the way for a moment.
  private static final int AUDIT_TRIES = 5;

  private final ItemStore items;
  private final AchievementStore achievements;
  private final SubmissionStore submissions;
  private final InstantSource clock;
  private final RandomGenerator random;

  public DecideSubmission(ItemStore items, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.achievements = new AchievementStore(items);
    this.submissions = new SubmissionStore(items);
    this.clock = clock;
    this.random = random;
  }

  /// Who grades what, and how. `assessorKey` is the id of the key, `assessorEmail` the address of
  /// its assessor.
  public record Command(
      IssuerId issuer,
      SubmissionId submission,
      String assessorKey,
      String assessorEmail,
      Grade grade) {
    /// Without the address, so that no log line can show it.
    @Override
    public String toString() {
      return "Command[" + submission + "]";
    }
  }

  /// What became of it.
  public sealed interface Outcome {
    /// This attempt decided.
    record Decided(SubmissionRecord record, Decision decision) implements Outcome {}

    /// The grade does not fit the rubric. Nothing was decided, and nothing audited.
    record Unfit(List<Assessment.Misfit> misfits) implements Outcome {
      public Unfit {
        misfits = List.copyOf(misfits);
      }
    }

    /// It is not to be decided, or another attempt was faster.
    record TooLate(Submission.State state) implements Outcome {}

    /// The assessor is the learner.
    record SelfAssessment() implements Outcome {}

    /// The issuer has no such submission.
    record Unknown() implements Outcome {}

    /// The same request is being answered, or others were in the way.
    record Contended() implements Outcome {}
  }

  public Outcome decide(Command command, Companion<Outcome.Decided> companion) {
    for (int i = 0; i < Arrivals.MAX_CONFLICTS; i++) {
      Optional<SubmissionRecord> found =
          submissions.whole(command.submission(), command.issuer(), Read.CONSISTENT);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      Optional<Outcome> outcome = decide(command, found.get(), companion);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.Contended();
  }

  /// Empty where another change of the submission was in the way.
  private Optional<Outcome> decide(
      Command command, SubmissionRecord record, Companion<Outcome.Decided> companion) {
    Submission submission = record.submission();
    if (record.learner().hasAddress(command.assessorEmail())) {
      audit(command, Audit.Result.SELF_ASSESSMENT);
      return Optional.of(new Outcome.SelfAssessment());
    }
    if (submission.state() != Submission.State.SUBMITTED) {
      audit(command, Audit.Result.TOO_LATE);
      return Optional.of(new Outcome.TooLate(submission.state()));
    }
    Achievement achievement =
        achievements
            .get(submission.achievement(), Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("a submission without achievement"));
    return switch (Assessment.decide(
        achievement.content().rubric(), command.grade(), submission.attempt())) {
      case Assessment.Verdict.Unfit(List<Assessment.Misfit> misfits) ->
          Optional.of(new Outcome.Unfit(misfits));
      case Assessment.Verdict.Decided verdict -> write(command, record, verdict, companion);
    };
  }

  private Optional<Outcome> write(
      Command command,
      SubmissionRecord record,
      Assessment.Verdict.Decided verdict,
      Companion<Outcome.Decided> companion) {
    Instant now = clock.instant();
    SubmissionId id = command.submission();
    Decision decision =
        new Decision(
            verdict.outcome(),
            verdict.points(),
            verdict.maximum(),
            verdict.results(),
            command.grade().feedback(),
            command.assessorKey(),
            now,
            details(command.grade(), verdict.outcome()));
    SubmissionRecord.Change change = record.decided(decision);
    Outcome.Decided outcome = new Outcome.Decided(change.after(), decision);
    List<Write> writes = new ArrayList<>(change.writes());
    writes.add(
        new Audit(now, command.assessorKey(), Audit.of(verdict.outcome())).create(id, random));
    if (verdict.outcome() == Decision.Outcome.PASSED) {
      writes.add(award(id).send(now.plus(STREAM_TIME)));
    }
    writes.addAll(companion.writes(outcome));
    return switch (items.write(writes)) {
      case WriteResult.Written() -> Optional.of(outcome);
      case WriteResult.Conflict(List<ItemKey> keys) ->
          SubmissionRecord.isOf(id, keys) ? Optional.empty() : Optional.of(new Outcome.Contended());
    };
  }

  /// Only a passed submission is awarded, and only what was said is kept.
  private static @Nullable AwardDetails details(Grade grade, Decision.Outcome outcome) {
    boolean said = !grade.award().equals(AwardDetails.NONE);
    return said && outcome == Decision.Outcome.PASSED ? grade.award() : null;
  }

  /// The message that starts issuance; one submission cannot send it twice.
  public static Message award(SubmissionId id) {
    return Message.of(
        Message.Topic.ISSUANCE, id.text(), "award", Json.write(Map.of("submission", id.text())));
  }

  /// For an attempt without another effect.
  private void audit(Command command, Audit.Result result) {
    for (int i = 0; i < AUDIT_TRIES; i++) {
      Audit audit = new Audit(clock.instant(), command.assessorKey(), result);
      Write row = audit.create(command.submission(), random);
      if (items.write(List.of(row)) instanceof WriteResult.Written) {
        return;
      }
    }
    throw new StoreUnavailable(
        "an attempt could not be audited", new IllegalStateException("conflicts"));
  }
}
