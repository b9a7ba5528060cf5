package dev.laurel.assessment;

import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// An achievement with two criteria of three levels (0, 5, 10 points), passed with 10 points and
/// one resubmission.
final class Achievements {
  private Achievements() {}

  static Rubric rubric() {
    return new Rubric(
        List.of(criterion("analysis"), criterion("writing")), new PassRule(10, Map.of(), 1));
  }

  private static Criterion criterion(String id) {
    return new Criterion(
        id,
        id,
        "",
        List.of(
            new Level("low", "Low", "", 0),
            new Level("middle", "Middle", "", 5),
            new Level("high", "High", "", 10)));
  }

  /// The same level for both criteria.
  static Grade grade(String level) {
    return new Grade(
        List.of(
            new Grade.CriterionGrade("analysis", level, "because"),
            new Grade.CriterionGrade("writing", level, "")),
        "All in all");
  }

  static AchievementRef seed(
      ItemStore items, IssuerId issuer, InstantSource clock, RandomGenerator random) {
    return seed(items, issuer, Achievement.ImageState.NONE, clock, random);
  }

  static AchievementRef seed(
      ItemStore items,
      IssuerId issuer,
      Achievement.ImageState image,
      InstantSource clock,
      RandomGenerator random) {
    AchievementContent content =
        new AchievementContent(
            "Data analysis",
            "Analyses data",
            "Analyse a data set",
            "",
            AchievementContent.DEFAULT_TYPE,
            List.of(),
            List.of(),
            "",
            0,
            null,
            rubric());
    AchievementRef ref = new AchievementRef(AchievementId.random(random), 1);
    Achievement achievement =
        new Achievement(ref, issuer, content.hash(), content, image, clock.instant());
    items.write(AchievementStore.create(achievement));
    return ref;
  }
}
