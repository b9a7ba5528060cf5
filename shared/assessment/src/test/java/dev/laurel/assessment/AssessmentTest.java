package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssessmentTest {
  /// Two criteria of the levels low (0 points), middle (5), high (10).
  private static Rubric rubric(int minimum, Map<String, String> required, int resubmissions) {
    return new Rubric(
        Achievements.rubric().criteria(), new PassRule(minimum, required, resubmissions));
  }

  private static Grade grade(String analysis, String writing) {
    return new Grade(
        List.of(
            new Grade.CriterionGrade("writing", writing, ""),
            new Grade.CriterionGrade("analysis", analysis, "well argued")),
        "");
  }

  @ParameterizedTest
  @CsvSource({
    // minimum, required level of analysis, resubmissions, attempt, analysis, writing -> outcome
    "10, '',     1, 1, middle, middle, PASSED",
    "11, '',     1, 1, middle, middle, NOT_YET",
    "11, '',     1, 2, middle, middle, REFUSED",
    "11, '',     0, 1, middle, middle, REFUSED",
    "10, middle, 1, 1, low,    high,   NOT_YET",
    "10, middle, 1, 1, middle, middle, PASSED",
    "10, middle, 1, 1, high,   low,    PASSED",
    "0,  '',     0, 1, low,    low,    PASSED",
    "20, '',     0, 1, high,   high,   PASSED",
    "0,  high,   9, 9, middle, high,   NOT_YET",
    "0,  high,   9, 10, middle, high,  REFUSED",
  })
  void decide_byPointsLevelsAndAttempts(
      int minimum,
      String required,
      int resubmissions,
      int attempt,
      String analysis,
      String writing,
      Decision.Outcome outcome) {
    Map<String, String> levels = required.isEmpty() ? Map.of() : Map.of("analysis", required);
    Assessment.Verdict verdict =
        Assessment.decide(
            rubric(minimum, levels, resubmissions), grade(analysis, writing), attempt);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Assessment.Verdict.Decided.class,
            decided -> assertThat(decided.outcome()).isEqualTo(outcome));
  }

  @Test
  void decide_resultsStandInTheOrderOfTheRubric() {
    Assessment.Verdict verdict =
        Assessment.decide(rubric(0, Map.of(), 0), grade("high", "middle"), 1);
    assertThat(verdict)
        .isEqualTo(
            new Assessment.Verdict.Decided(
                Decision.Outcome.PASSED,
                15,
                20,
                List.of(
                    new Decision.CriterionResult("analysis", "high", 10, "well argued"),
                    new Decision.CriterionResult("writing", "middle", 5, ""))));
  }

  @Test
  void decide_gradeThatDoesNotFit_namesEveryMisfit() {
    Grade grade =
        new Grade(
            List.of(
                new Grade.CriterionGrade("analysis", "superb", ""),
                new Grade.CriterionGrade("analysis", "low", ""),
                new Grade.CriterionGrade("spelling", "low", "")),
            "");
    assertThat(Assessment.decide(rubric(0, Map.of(), 0), grade, 1))
        .isEqualTo(
            new Assessment.Verdict.Unfit(
                List.of(
                    new Assessment.Misfit.UnknownLevel(0, List.of("low", "middle", "high")),
                    new Assessment.Misfit.Duplicate(1),
                    new Assessment.Misfit.UnknownCriterion(2),
                    new Assessment.Misfit.Missing("writing"))));
  }
}
