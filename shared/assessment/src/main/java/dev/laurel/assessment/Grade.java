package dev.laurel.assessment;

import java.util.List;

/// What an assessor gives: a level for each criterion of the rubric, with feedback. Ids are taken
/// as they came and are checked against the rubric by [Assessment]. `award` counts only where the
/// submission passes.
public record Grade(List<CriterionGrade> levels, String feedback, AwardDetails award) {
  /// Longest feedback on the whole, in code points: two printed pages.
  public static final int MAX_FEEDBACK = 4_000;

  /// Longest feedback on one criterion, in code points: with 20 criteria all of it fits into one
  /// item also where every code point takes four bytes.
  public static final int MAX_CRITERION_FEEDBACK = 2_000;

  /// A grade without details of the award.
  public Grade(List<CriterionGrade> levels, String feedback) {
    this(levels, feedback, AwardDetails.NONE);
  }

  public Grade {
    levels = List.copyOf(levels);
  }

  /// The level for one criterion; `feedback` may be empty.
  public record CriterionGrade(String criterion, String level, String feedback) {}
}
