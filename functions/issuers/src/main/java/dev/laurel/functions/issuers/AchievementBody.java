package dev.laurel.functions.issuers;

import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AnnouncedImage;
import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.PublicText;
import dev.laurel.issuers.Rubric;
import dev.laurel.issuers.SkillAlignment;
import dev.laurel.runtime.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an achievement's content from a request, with every error at its place.
final class AchievementBody {
  /// Longest description of a criterion or level: an assessor reads many side by side.
  private static final int MAX_SHORT_TEXT = 1_000;

  /// Characters of a criterion's or level's id.
  private static final int MAX_ID = 40;

  private AchievementBody() {}

  /// The content. Throws [dev.laurel.runtime.ProblemException] with all errors. `baseUrlLength` is
  /// that of the deployment's public URL.
  static AchievementContent read(Fields body, int baseUrlLength) {
    String name = body.text("name", Fields.MAX_NAME);
    String description = body.lines("description", Fields.MAX_TEXT);
    Fields criteria = body.object("criteria");
    String narrative = criteria.lines("narrative", Fields.MAX_TEXT);
    String criteriaUrl = criteria.optionalUrl("url");
    String type =
        body.optionalParsed(
                "achievementType",
                Fields.MAX_NAME,
                text -> Optional.of(text).filter(AchievementContent::isType),
                "an achievement type of Open Badges 3.0, or begin with ext:")
            .orElse(AchievementContent.DEFAULT_TYPE);
    List<String> tags = body.texts("tags", AchievementContent.MAX_TAGS, AchievementContent.MAX_TAG);
    List<SkillAlignment> alignments =
        body.objects("alignments", 0, AchievementContent.MAX_ALIGNMENTS).stream()
            .map(AchievementBody::alignment)
            .toList();
    String language = CatalogueBody.language(body, "language");
    int months =
        body.optionalInteger("validityMonths", 0, AchievementContent.MAX_VALIDITY_MONTHS, 0);
    Optional<Image> image = body.optionalObject("image").map(AchievementBody::image);
    Catalogue catalogue = CatalogueBody.read(body);
    boolean suspension = body.flag("suspension", false);
    boolean refresh = body.flag("refresh", false);
    boolean schema = body.flag("schema", false);
    RubricParts parts = rubric(body.object("rubric"));
    body.refuseTexts(
        PublicText::holdsAddress,
        PublicText.NO_ADDRESS,
        "name",
        "description",
        "criteria",
        "tags",
        "alignments",
        "rubric",
        "fieldOfStudy",
        "specialization",
        "humanCode",
        "related");
    body.end();
    AchievementContent content =
        new AchievementContent(
            name,
            description,
            narrative,
            criteriaUrl,
            type,
            tags,
            alignments,
            language,
            months,
            image.map(i -> new AnnouncedImage(i.mediaType, i.length, i.sha256)).orElse(null),
            new Rubric(parts.criteria, parts.rule),
            catalogue.equals(Catalogue.NONE) ? null : catalogue,
            suspension,
            refresh,
            schema);
    int bytes = content.credentialBytes(baseUrlLength);
    if (bytes > AchievementContent.MAX_CREDENTIAL_BYTES) {
      body.reject(
          "",
          "is too large for a credential: it would take "
              + bytes
              + " of at most "
              + AchievementContent.MAX_CREDENTIAL_BYTES
              + " bytes; shorten texts, or have fewer criteria and levels");
      body.end();
    }
    return content;
  }

  private static SkillAlignment alignment(Fields fields) {
    Map<String, String> types = new LinkedHashMap<>();
    SkillAlignment.TYPES.stream().sorted().forEach(type -> types.put(type, type));
    String targetUrl = fields.url("targetUrl");
    if (!targetUrl.isEmpty() && !SkillAlignment.isFollowable(targetUrl)) {
      fields.reject("targetUrl", "must be " + SkillAlignment.FOLLOWABLE);
    }
    return new SkillAlignment(
        fields.text("targetName", Fields.MAX_NAME),
        targetUrl,
        fields.optionalText("targetFramework", Fields.MAX_NAME),
        fields.optionalText("targetCode", AchievementContent.MAX_CODE),
        fields.optionalChoice("targetType", types).orElse(""));
  }

  private record Image(String mediaType, int length, String sha256) {}

  private static Image image(Fields fields) {
    return new Image(
        fields.choice("mediaType", Map.of(AnnouncedImage.PNG, AnnouncedImage.PNG)),
        fields.integer("length", 1, AnnouncedImage.MAX_LENGTH),
        fields
            .parsed(
                "sha256",
                64,
                text -> Optional.of(text).filter(t -> t.matches("[0-9a-f]{64}")),
                "64 lower-case hexadecimal digits")
            .orElse(""));
  }

  private record RubricParts(List<Criterion> criteria, PassRule rule) {}

  private static RubricParts rubric(Fields fields) {
    List<Criterion> criteria = new ArrayList<>();
    for (Fields each : fields.objects("criteria", 1, Rubric.MAX_CRITERIA)) {
      String id = id(each, "criterion-" + (criteria.size() + 1));
      criteria.add(
          new Criterion(
              id,
              each.text("name", Fields.MAX_NAME),
              each.optionalLines("description", MAX_SHORT_TEXT),
              levels(each)));
    }
    Fields rule = fields.object("passRule");
    int minimum = rule.integer("minimumPoints", 0, Rubric.MAX_CRITERIA * Rubric.MAX_POINTS);
    Map<String, String> required = new LinkedHashMap<>();
    List<Fields> requirements = rule.objects("requiredLevels", 0, Rubric.MAX_CRITERIA);
    for (Fields each : requirements) {
      String criterion = each.text("criterion", MAX_ID);
      if (required.put(criterion, each.text("level", MAX_ID)) != null) {
        each.reject("criterion", "is given twice");
      }
    }
    int resubmissions = rule.optionalInteger("resubmissions", 0, Rubric.MAX_RESUBMISSIONS, 0);
    PassRule passRule = new PassRule(minimum, required, resubmissions);
    if (!fields.failed()) {
      // Required levels have places of their own, which the rubric's map does not know.
      requirements.forEach(each -> refuseUnknown(each, criteria));
      reject(fields, Rubric.faults(criteria, new PassRule(minimum, Map.of(), resubmissions)));
    }
    if (!fields.failed()) {
      reject(fields, Rubric.pointless(criteria, passRule));
    }
    return new RubricParts(criteria, passRule);
  }

  private static void reject(Fields rubric, List<Rubric.Fault> faults) {
    faults.forEach(fault -> rubric.rejectAt(fault.pointer(), fault.message()));
  }

  private static void refuseUnknown(Fields required, List<Criterion> criteria) {
    String id = required.text("criterion", MAX_ID);
    Optional<Criterion> found = criteria.stream().filter(c -> c.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      required.reject("criterion", "must be the id of a criterion of the rubric");
    } else if (found.get().level(required.text("level", MAX_ID)).isEmpty()) {
      required.reject("level", "must be the id of a level of its criterion");
    }
  }

  private static List<Level> levels(Fields criterion) {
    List<Level> levels = new ArrayList<>();
    for (Fields each : criterion.objects("levels", Rubric.MIN_LEVELS, Rubric.MAX_LEVELS)) {
      levels.add(
          new Level(
              id(each, "level-" + (levels.size() + 1)),
              each.text("name", Fields.MAX_NAME),
              each.optionalLines("description", MAX_SHORT_TEXT),
              each.integer("points", 0, Rubric.MAX_POINTS)));
    }
    return levels;
  }

  private static String id(Fields fields, String derived) {
    return fields.has("id") ? fields.text("id", MAX_ID) : derived;
  }
}
