package dev.laurel.issuance;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.storage.IssuerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The use case of a caller who waits for a credential: the same ladder, looked at again and again
/// until it has arrived or the time is over. Whatever it leaves undone goes on by itself.
public final class IssueNow {
  /// How long a caller waits at most: an HTTP API on AWS answers within 30 s, and the log within a
  /// few.
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  /// Between two looks: a quarter of what an entry takes on a quiet log.
  static final Duration PAUSE = Duration.ofMillis(250);

  /// As many as fit into the deadline, whatever the clock says.
  private static final long MAX_LOOKS = DEADLINE.dividedBy(PAUSE);

  private final Ladder ladder;
  private final ProgressLookup awards;
  private final Outbox outbox;
  private final Pause pause;
  private final InstantSource clock;

  IssueNow(Ladder ladder, ProgressLookup awards, Outbox outbox, Pause pause, InstantSource clock) {
    this.ladder = ladder;
    this.awards = awards;
    this.outbox = outbox;
    this.pause = pause;
    this.clock = clock;
  }

  /// Waits. A port, so that no test sleeps.
  @FunctionalInterface
  public interface Pause {
    void take(Duration duration);
  }

  /// What became of it.
  public sealed interface Outcome {
    /// It is published, now or before.
    record Issued(Progress progress) implements Outcome {}

    /// It goes on by itself.
    record Underway(Progress progress) implements Outcome {}

    /// It stands until somebody looks: parked, abandoned, or refused by the lint.
    record Stands(String why) implements Outcome {}

    /// This issuer has no such submission, or it has not passed.
    record Unknown() implements Outcome {}
  }

  public Outcome issue(IssuerId issuer, SubmissionId id) {
    Optional<Progress> before = awards.of(issuer, id);
    if (before.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (goesOn(before.get())) {
      // Whoever dies from here on, or is told to come back later, has left this behind.
      outbox.ensure(DecideSubmission.award(id), clock.instant().plus(IntentStep.STREAM_GRACE));
    }
    Instant deadline = clock.instant().plus(DEADLINE);
    for (long look = 1; ; look++) {
      switch (ladder.advance(id)) {
        case Advance.Published published -> {
          return awards
              .of(issuer, id)
              .<Outcome>map(Outcome.Issued::new)
              .orElseGet(Outcome.Unknown::new);
        }
        case Advance.NotAwarded nothing -> {
          return new Outcome.Unknown();
        }
        case Advance.Refused(List<Finding> findings) -> {
          return new Outcome.Stands("the lint refused it: " + findings.getFirst().rule());
        }
        case Advance.Parked(String why) -> {
          return new Outcome.Stands(why);
        }
        case Advance.Abandoned(String why) -> {
          return new Outcome.Stands(why);
        }
        case Advance.Logging logging -> {}
        case Advance.Waiting waiting -> {}
      }
      if (look >= MAX_LOOKS || clock.instant().plus(PAUSE).isAfter(deadline)) {
        return awards
            .of(issuer, id)
            .<Outcome>map(Outcome.Underway::new)
            .orElseGet(Outcome.Unknown::new);
      }
      pause.take(PAUSE);
    }
  }

  /// Whether it may move by itself. What was refused before anything was begun is looked at anew,
  /// unless it was given up.
  private static boolean goesOn(Progress progress) {
    return progress.state() != Progress.State.PUBLISHED
        && (progress.attempt() == 0 ? progress.abandoned().isEmpty() : progress.parked().isEmpty());
  }
}
