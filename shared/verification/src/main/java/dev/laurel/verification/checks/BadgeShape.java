package dev.laurel.verification.checks;

import dev.laurel.verification.checks.Faults.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What Open Badges 3.0 demands of an AchievementCredential beyond the data model.
final class BadgeShape {
  private BadgeShape() {}

  static void check(JsonNode root, Faults faults) {
    faults.url(root, "", "id", true);
    String from = Nodes.fromName(root);
    if (!root.has(from)) {
      faults.add("/" + from, "is required");
    }
    JsonNode issuer = root.get("issuer");
    if (issuer != null && issuer.isObject()) {
      faults.demandType(issuer, "/issuer", "Profile");
    }
    List<Place> entries = Faults.places(root, "credentialStatus", "");
    long purposes =
        entries.stream()
            .map(entry -> entry.node().path("statusPurpose").toString())
            .distinct()
            .count();
    if (purposes < entries.size()) {
      // OB 3.0 has one entry; one more for another purpose says nothing that contradicts it.
      faults.add("/credentialStatus", "must be one object, or one for each purpose");
    }
    for (Place evidence : Faults.places(root, "evidence", "")) {
      faults.demandType(evidence.node(), evidence.pointer(), "Evidence");
    }
    List<Place> subjects = Faults.places(root, "credentialSubject", "");
    if (subjects.size() != 1) {
      faults.add("/credentialSubject", "must be exactly one");
      return;
    }
    subject(subjects.get(0), faults);
  }

  private static void subject(Place subject, Faults faults) {
    JsonNode node = subject.node();
    String at = subject.pointer();
    faults.demandType(node, at, "AchievementSubject");
    if (!node.has("id") && !node.has("identifier")) {
      faults.add(at, "must have id or identifier");
    }
    for (Place identity : Faults.places(node, "identifier", at)) {
      faults.demandType(identity.node(), identity.pointer(), "IdentityObject");
      faults.demandText(identity.node(), identity.pointer(), "identityHash");
      faults.demandText(identity.node(), identity.pointer(), "identityType");
      JsonNode hashed = identity.node().get("hashed");
      if (hashed == null || !hashed.isBoolean()) {
        faults.add(identity.pointer() + "/hashed", "must be true or false");
      }
    }
    List<Place> achievements = Faults.places(node, "achievement", at);
    if (achievements.size() != 1 || !achievements.get(0).node().isObject()) {
      faults.add(at + "/achievement", "must be exactly one object");
      return;
    }
    achievement(achievements.get(0), faults);
    results(node, at, achievements.get(0).node(), faults);
  }

  private static void achievement(Place achievement, Faults faults) {
    JsonNode node = achievement.node();
    String at = achievement.pointer();
    faults.url(node, at, "id", true);
    faults.demandType(node, at, "Achievement");
    faults.demandText(node, at, "name");
    faults.demandText(node, at, "description");
    JsonNode criteria = node.get("criteria");
    if (criteria == null || !(criteria.has("id") || criteria.has("narrative"))) {
      faults.add(at + "/criteria", "must have id or narrative");
    }
    for (Place description : Faults.places(node, "resultDescription", at)) {
      faults.url(description.node(), description.pointer(), "id", true);
      faults.demandType(description.node(), description.pointer(), "ResultDescription");
      faults.demandText(description.node(), description.pointer(), "name");
      faults.demandText(description.node(), description.pointer(), "resultType");
    }
  }

  /// OB 3.0 Result: resultDescription and achievedLevel name parts of the same achievement.
  private static void results(JsonNode subject, String at, JsonNode achievement, Faults faults) {
    Map<String, Set<String>> levels = new HashMap<>();
    for (Place description : Faults.places(achievement, "resultDescription", "")) {
      levels.put(
          Nodes.text(description.node(), "id").orElse(""),
          Faults.places(description.node(), "rubricCriterionLevel", "").stream()
              .flatMap(level -> Nodes.text(level.node(), "id").stream())
              .collect(Collectors.toSet()));
    }
    for (Place result : Faults.places(subject, "result", at)) {
      faults.demandType(result.node(), result.pointer(), "Result");
      Optional<String> description = Nodes.text(result.node(), "resultDescription");
      Optional<String> level = Nodes.text(result.node(), "achievedLevel");
      faults.url(result.node(), result.pointer(), "resultDescription", false);
      faults.url(result.node(), result.pointer(), "achievedLevel", false);
      if (description.isPresent() && !levels.containsKey(description.get())) {
        faults.add(result.pointer() + "/resultDescription", "names no part of the achievement");
      } else if (description.isPresent()
          && level.isPresent()
          && !levels.getOrDefault(description.get(), Set.of()).contains(level.get())) {
        faults.add(result.pointer() + "/achievedLevel", "names no level of its criterion");
      }
    }
  }
}
