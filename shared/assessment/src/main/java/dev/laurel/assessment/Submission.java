package dev.laurel.assessment;

import dev.laurel.issuers.AchievementRef;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One attempt of one learner at one version of an achievement.
///
/// Row `SUB#<id>` / `SUBMISSION`; `version` is the item's, and every change to anything of the
/// submission but its award and its audit moves it on. Listed under `<issuer>#grading` only while
/// [State#SUBMITTED]; due while its invitations have a time to look at.
///
/// - `submitted` is [#NEVER] until all evidence is there.
/// - `previous` and `next` are the ids of the attempts before and after, or empty.
/// - `due` is when the sweep looks at it, or [#NEVER].
public record Submission(
    SubmissionId id,
    IssuerId issuer,
    AchievementRef achievement,
    State state,
    int attempt,
    List<EvidenceItem> evidence,
    Instant created,
    Instant submitted,
    String previous,
    String next,
    Instant due,
    long version) {
  /// An instant that does not come.
  public static final Instant NEVER = Instant.MAX;

  /// Shards of the due index, so that one hot partition cannot hold up the sweep.
  public static final int SHARDS = 4;

  public Submission {
    evidence = List.copyOf(evidence);
    if (attempt < 1 || evidence.isEmpty() || evidence.size() > EvidenceItem.MAX_ITEMS) {
      throw new IllegalArgumentException("attempts count from 1, evidence has 1 to 10 items");
    }
  }

  /// Where a submission stands. The last three are decisions and final.
  public enum State {
    AWAITING_EVIDENCE("awaiting-evidence"),
    SUBMITTED("submitted"),
    PASSED("passed"),
    NOT_YET("not-yet"),
    REFUSED("refused");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// The name in JSON.
    public String text() {
      return text;
    }

    static State of(String text) {
      for (State state : values()) {
        if (state.text.equals(text)) {
          return state;
        }
      }
      throw new IllegalStateException("stored state is unknown: " + text);
    }
  }

  /// The key of the row.
  public static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.SUBMISSION);
  }

  /// The attempt that this one follows, or empty.
  public Optional<SubmissionId> resubmissionOf() {
    return SubmissionId.parse(previous);
  }

  /// The attempt that follows this one, or empty.
  public Optional<SubmissionId> successor() {
    return SubmissionId.parse(next);
  }

  /// The index partition that lists what an issuer's assessors have to grade.
  public static String gradingPartition(IssuerId issuer) {
    return issuer.text() + "#grading";
  }

  /// The partition of [Index#DUE] in which the submission stands.
  static String duePartition(int shard) {
    return "submission#" + shard;
  }

  static String duePartition(SubmissionId id) {
    return duePartition(Math.floorMod(id.text().hashCode(), SHARDS));
  }

  /// The sort key of [Index#DUE] for an instant; whole seconds, so that all have one length.
  static String dueSort(Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// The row with its places in the indexes.
  Item item() {
    Item item = Item.of(key(id), version, SubmissionRow.body(this));
    if (state == State.SUBMITTED) {
      item = item.indexed(Index.LIST, gradingPartition(issuer), submitted + "#" + id.text());
    }
    return due.equals(NEVER) ? item : item.indexed(Index.DUE, duePartition(id), dueSort(due));
  }

  Submission in(State newState) {
    return new Submission(
        id,
        issuer,
        achievement,
        newState,
        attempt,
        evidence,
        created,
        submitted,
        previous,
        next,
        due,
        version);
  }

  Submission submittedAt(Instant now) {
    return new Submission(
        id,
        issuer,
        achievement,
        State.SUBMITTED,
        attempt,
        evidence,
        created,
        now,
        previous,
        next,
        due,
        version);
  }

  Submission followedBy(SubmissionId successor) {
    return new Submission(
        id,
        issuer,
        achievement,
        state,
        attempt,
        evidence,
        created,
        submitted,
        previous,
        successor.text(),
        due,
        version);
  }

  /// The next version, due then.
  Submission changed(Instant newDue) {
    return new Submission(
        id,
        issuer,
        achievement,
        state,
        attempt,
        evidence,
        created,
        submitted,
        previous,
        next,
        newDue,
        version + 1);
  }
}
