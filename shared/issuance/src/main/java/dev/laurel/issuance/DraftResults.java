package dev.laurel.issuance;

import dev.laurel.assessment.Decision;
import dev.laurel.credentials.openbadges.Result;
import java.util.ArrayList;
import java.util.List;

/// The results of a credential: the level reached on each criterion, and the points in all.
/// Feedback stays between assessor and learner.
final class DraftResults {
  private DraftResults() {}

  static List<Result> of(Decision decision, String achievementUrl) {
    List<Result> results = new ArrayList<>();
    for (Decision.CriterionResult each : decision.results()) {
      String criterion = DraftAchievement.criterionUrl(achievementUrl, each.criterionId());
      results.add(
          new Result(
              criterion,
              DraftAchievement.levelUrl(criterion, each.levelId()),
              Integer.toString(each.points()),
              null,
              List.of()));
    }
    results.add(
        new Result(
            DraftAchievement.totalUrl(achievementUrl),
            null,
            Integer.toString(decision.points()),
            null,
            List.of()));
    return results;
  }
}
