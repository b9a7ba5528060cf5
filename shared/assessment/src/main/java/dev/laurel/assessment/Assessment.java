package dev.laurel.assessment;

import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rule that decides: a pure function of rubric, grade and attempt, in integers.
///
/// Passed if the points reach the rule's minimum and every required level is reached (levels are
/// ordered from lowest to highest); else not yet while the rule allows another attempt; else
/// refused.
public final class Assessment {
  private Assessment() {}

  /// What the rule says.
  public sealed interface Verdict {
    /// The grade fits the rubric.
    record Decided(
        Decision.Outcome outcome, int points, int maximum, List<Decision.CriterionResult> results)
        implements Verdict {
      public Decided {
        results = List.copyOf(results);
      }
    }

    /// The grade does not fit the rubric; nothing is decided.
    record Unfit(List<Misfit> misfits) implements Verdict {
      public Unfit {
        misfits = List.copyOf(misfits);
      }
    }
  }

  /// One place where a grade does not fit its rubric. `index` is that of the grade's levels.
  public sealed interface Misfit {
    /// The rubric has no such criterion.
    record UnknownCriterion(int index) implements Misfit {}

    /// The criterion has no such level.
    record UnknownLevel(int index, List<String> levels) implements Misfit {}

    /// The criterion was graded before.
    record Duplicate(int index) implements Misfit {}

    /// The criterion is not graded.
    record Missing(String criterion) implements Misfit {}
  }

  /// What follows from a grade on the given attempt, which counts from 1.
  public static Verdict decide(Rubric rubric, Grade grade, int attempt) {
    List<Misfit> misfits = misfits(rubric, grade);
    if (!misfits.isEmpty()) {
      return new Verdict.Unfit(misfits);
    }
    PassRule rule = rubric.passRule();
    List<Decision.CriterionResult> results = new ArrayList<>();
    int points = 0;
    boolean reached = true;
    for (Criterion criterion : rubric.criteria()) {
      Grade.CriterionGrade given = gradeOf(grade, criterion.id()).orElseThrow();
      int level = criterion.rank(given.level());
      int levelPoints = criterion.levels().get(level).points();
      points = Math.addExact(points, levelPoints);
      String required = rule.requiredLevels().get(criterion.id());
      reached &= required == null || level >= criterion.rank(required);
      results.add(
          new Decision.CriterionResult(
              criterion.id(), given.level(), levelPoints, given.feedback()));
    }
    Decision.Outcome outcome;
    if (reached && points >= rule.minimumPoints()) {
      outcome = Decision.Outcome.PASSED;
    } else if (attempt <= rule.resubmissions()) {
      outcome = Decision.Outcome.NOT_YET;
    } else {
      outcome = Decision.Outcome.REFUSED;
    }
    return new Verdict.Decided(outcome, points, rubric.maximumPoints(), results);
  }

  private static List<Misfit> misfits(Rubric rubric, Grade grade) {
    List<Misfit> misfits = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < grade.levels().size(); i++) {
      Grade.CriterionGrade given = grade.levels().get(i);
      Optional<Criterion> criterion = rubric.criterion(given.criterion());
      if (criterion.isEmpty()) {
        misfits.add(new Misfit.UnknownCriterion(i));
      } else if (!seen.add(given.criterion())) {
        misfits.add(new Misfit.Duplicate(i));
      } else if (criterion.get().level(given.level()).isEmpty()) {
        misfits.add(
            new Misfit.UnknownLevel(i, criterion.get().levels().stream().map(Level::id).toList()));
      }
    }
    for (Criterion criterion : rubric.criteria()) {
      if (!seen.contains(criterion.id())) {
        misfits.add(new Misfit.Missing(criterion.id()));
      }
    }
    return misfits;
  }

  private static Optional<Grade.CriterionGrade> gradeOf(Grade grade, String criterion) {
    return grade.levels().stream().filter(each -> each.criterion().equals(criterion)).findFirst();
  }
}
