package dev.laurel.functions.issuers;

import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.Rubric;
import dev.laurel.json.Json;
import dev.laurel.storage.UploadInvitation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An achievement as JSON for its issuer.
final class AchievementView {
  private final String publicObjectsUrl;

  AchievementView(String publicObjectsUrl) {
    this.publicObjectsUrl = publicObjectsUrl;
  }

  /// What creating a version answers, without its upload.
  Map<String, Object> brief(Achievement achievement) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", achievement.ref().id().text());
    view.put("version", achievement.ref().version());
    view.put("hash", achievement.hash());
    view.put("created", achievement.created());
    achievement
        .content()
        .announcedImage()
        .ifPresent(image -> view.put("image", Map.of("state", state(achievement))));
    return view;
  }

  /// Everything about a version.
  Map<String, Object> whole(Achievement achievement) {
    AchievementContent content = achievement.content();
    Map<String, Object> view = brief(achievement);
    view.put("name", content.name());
    view.put("description", content.description());
    Map<String, Object> criteria = new LinkedHashMap<>();
    criteria.put("narrative", content.criteriaNarrative());
    unlessEmpty(criteria, "url", content.criteriaUrl());
    view.put("criteria", criteria);
    view.put("achievementType", content.achievementType());
    view.put("tags", content.tags());
    view.put("alignments", content.alignments().stream().map(AchievementView::compact).toList());
    unlessEmpty(view, "language", content.language());
    view.put("validityMonths", content.validityMonths());
    catalogue(view, content.inCatalogue());
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("suspension", content.suspension());
    flags.put("refresh", content.refresh());
    flags.put("schema", content.schema());
    flags.forEach((name, set) -> {
      if (set) {
        view.put(name, true);
      }
    });
    content
        .announcedImage()
        .ifPresent(image -> {
          Map<String, Object> shown = new LinkedHashMap<>();
          shown.put("state", state(achievement));
          shown.put("mediaType", image.mediaType());
          shown.put("length", image.length());
          shown.put("sha256", image.sha256());
          if (achievement.image() == ImageState.ARRIVED) {
            shown.put("url", publicObjectsUrl + "/" + image.publicName());
          }
          view.put("image", shown);
        });
    view.put("rubric", rubric(content.rubric()));
    return view;
  }

  private static void catalogue(Map<String, Object> view, Catalogue catalogue) {
    if (!catalogue.creditsAvailable().isEmpty()) {
      view.put("creditsAvailable", new BigDecimal(catalogue.creditsAvailable()));
    }
    unlessEmpty(view, "fieldOfStudy", catalogue.fieldOfStudy());
    unlessEmpty(view, "specialization", catalogue.specialization());
    unlessEmpty(view, "humanCode", catalogue.humanCode());
    if (!catalogue.related().isEmpty()) {
      view.put("related", catalogue.related().stream().map(AchievementView::compact).toList());
    }
  }

  static Map<String, Object> upload(UploadInvitation invitation) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("method", invitation.method());
    view.put("url", invitation.url().toString());
    view.put("headers", invitation.headers());
    view.put("expires", invitation.expires());
    return view;
  }

  private static Map<String, Object> rubric(Rubric rubric) {
    List<Map<String, String>> required = new ArrayList<>();
    rubric
        .passRule()
        .requiredLevels()
        .forEach(
            (criterion, level) -> required.add(Map.of("criterion", criterion, "level", level)));
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("minimumPoints", rubric.passRule().minimumPoints());
    rule.put("requiredLevels", required);
    rule.put("resubmissions", rubric.passRule().resubmissions());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("criteria", rubric.criteria());
    view.put("maximumPoints", rubric.maximumPoints());
    view.put("passRule", rule);
    return view;
  }

  private static ObjectNode compact(Object value) {
    ObjectNode node = (ObjectNode) Json.tree(value);
    node.removeIf(member -> member.isString() && member.stringValue().isEmpty());
    return node;
  }

  private static void unlessEmpty(Map<String, Object> view, String name, String value) {
    if (!value.isEmpty()) {
      view.put(name, value);
    }
  }

  private static String state(Achievement achievement) {
    return achievement.image().name().toLowerCase(Locale.ROOT);
  }
}
