package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was decided about a submission, on which levels, by which assessor's key, and when.
///
/// Row `SUB#<id>` / `DECISION`, written once. `award` is null where no details were given, as in
/// all rows from before there were any.
public record Decision(
    Outcome outcome,
    int points,
    int maximum,
    List<CriterionResult> results,
    String feedback,
    String assessorKey,
    Instant at,
    @Nullable AwardDetails award) {

  /// A decision without details of the award.
  public Decision(
      Outcome outcome,
      int points,
      int maximum,
      List<CriterionResult> results,
      String feedback,
      String assessorKey,
      Instant at) {
    this(outcome, points, maximum, results, feedback, assessorKey, at, null);
  }

  public Decision {
    results = List.copyOf(results);
  }

  /// The details of the award; all of them empty where none were given.
  public AwardDetails details() {
    return award == null ? AwardDetails.NONE : award;
  }

  /// How it ended.
  public enum Outcome {
    PASSED(Submission.State.PASSED),
    NOT_YET(Submission.State.NOT_YET),
    REFUSED(Submission.State.REFUSED);

    private final Submission.State state;

    Outcome(Submission.State state) {
      this.state = state;
    }

    /// The state that the submission goes to.
    public Submission.State state() {
      return state;
    }

    /// The name in JSON.
    public String text() {
      return state.text();
    }
  }

  /// The level reached on one criterion; the results stand in the order of the rubric.
  public record CriterionResult(String criterionId, String levelId, int points, String feedback) {}

  /// The key of the row.
  public static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.DECISION);
  }

  Write create(SubmissionId id) {
    return Write.create(Item.of(key(id), 1, Json.write(this)));
  }

  static Decision from(Item item) {
    return Json.read(item.body(), Decision.class);
  }
}
