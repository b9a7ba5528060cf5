package dev.laurel.issuance;

import dev.laurel.credentials.openbadges.Alignment;
import dev.laurel.credentials.openbadges.Criteria;
import dev.laurel.credentials.openbadges.Image;
import dev.laurel.credentials.openbadges.Related;
import dev.laurel.credentials.openbadges.ResultDescription;
import dev.laurel.credentials.openbadges.RubricCriterionLevel;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AnnouncedImage;
import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.RelatedAchievement;
import dev.laurel.issuers.Rubric;
import dev.laurel.issuers.SkillAlignment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The achievement as a credential shows it: one result description per criterion with its levels,
/// and one for the points in all.
///
/// The order of levels is told by `level` (1 is the lowest) and `points`, because a canonical graph
/// keeps no order (OB 3.0 RubricCriterionLevel).
final class DraftAchievement {
  // OB 3.0 LanguageCode, as the schema has it.
  private static final Pattern LANGUAGE =
      Pattern.compile("[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

  private DraftAchievement() {}

  /// `endorsements` as the credential carries them: of this very version.
  static dev.laurel.credentials.openbadges.Achievement of(
      Achievement achievement, String url, PublicSite site, List<JsonNode> endorsements) {
    AchievementContent content = achievement.content();
    Catalogue catalogue = content.inCatalogue();
    return new dev.laurel.credentials.openbadges.Achievement(
        url,
        content.name(),
        content.description(),
        new Criteria(unlessEmpty(content.criteriaUrl()), unlessEmpty(content.criteriaNarrative())),
        unlessEmpty(content.achievementType()),
        null,
        imageSha256(achievement).map(sha256 -> new Image(site.imageUrl(sha256), null)).orElse(null),
        language(content.language()),
        Integer.toString(achievement.ref().version()),
        amount(catalogue.creditsAvailable()),
        unlessEmpty(catalogue.fieldOfStudy()),
        unlessEmpty(catalogue.specialization()),
        unlessEmpty(catalogue.humanCode()),
        List.of(),
        catalogue.related().stream().map(DraftAchievement::related).toList(),
        content.tags(),
        content.alignments().stream().map(DraftAchievement::alignment).toList(),
        descriptions(content.rubric(), url),
        endorsements);
  }

  private static Related related(RelatedAchievement related) {
    return new Related(related.url(), language(related.language()), unlessEmpty(related.version()));
  }

  /// A language as the badge schema writes it (`en`, `pt-BR`, `zh-Hant`); left out where it cannot
  /// be written so, as with variants and extensions.
  private static @Nullable String language(String tag) {
    String canonical = Locale.forLanguageTag(tag).toLanguageTag();
    boolean fits = !canonical.equals("und") && LANGUAGE.matcher(canonical).matches();
    return fits ? canonical : null;
  }

  static @Nullable BigDecimal amount(String digits) {
    return digits.isEmpty() ? null : new BigDecimal(digits);
  }

  /// The digest of the image's bytes; empty where the achievement has none.
  static Optional<String> imageSha256(Achievement achievement) {
    return achievement.image() == Achievement.ImageState.ARRIVED
        ? achievement.content().announcedImage().map(AnnouncedImage::sha256)
        : Optional.empty();
  }

  static String criterionUrl(String achievementUrl, String criterionId) {
    return achievementUrl + "#" + criterionId;
  }

  static String levelUrl(String criterionUrl, String levelId) {
    return criterionUrl + "/" + levelId;
  }

  /// The id of the points in all. Ids of criteria have no underscore, so it meets none of them.
  static String totalUrl(String achievementUrl) {
    return achievementUrl + "#_total";
  }

  private static List<ResultDescription> descriptions(Rubric rubric, String url) {
    List<ResultDescription> descriptions = new ArrayList<>();
    int min = 0;
    int max = 0;
    for (Criterion criterion : rubric.criteria()) {
      List<Level> levels = criterion.levels();
      min += levels.getFirst().points();
      max += levels.getLast().points();
      descriptions.add(description(rubric, criterion, criterionUrl(url, criterion.id())));
    }
    descriptions.add(
        new ResultDescription(
            totalUrl(url),
            "Total",
            "RawScore",
            null,
            Integer.toString(rubric.passRule().minimumPoints()),
            List.of(),
            List.of(),
            Integer.toString(min),
            Integer.toString(max),
            List.of()));
    return descriptions;
  }

  private static ResultDescription description(Rubric rubric, Criterion criterion, String url) {
    String required = rubric.passRule().requiredLevels().get(criterion.id());
    List<RubricCriterionLevel> levels = new ArrayList<>();
    for (Level level : criterion.levels()) {
      levels.add(
          new RubricCriterionLevel(
              levelUrl(url, level.id()),
              level.name(),
              level.description(),
              Integer.toString(levels.size() + 1),
              Integer.toString(level.points()),
              List.of()));
    }
    return new ResultDescription(
        url,
        criterion.name(),
        "RubricCriterionLevel",
        required == null ? null : levelUrl(url, required),
        null,
        List.of(),
        levels,
        null,
        null,
        List.of());
  }

  private static Alignment alignment(SkillAlignment alignment) {
    return new Alignment(
        alignment.targetName(),
        alignment.targetUrl(),
        unlessEmpty(alignment.targetType()),
        unlessEmpty(alignment.targetFramework()),
        unlessEmpty(alignment.targetCode()),
        null);
  }

  static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
