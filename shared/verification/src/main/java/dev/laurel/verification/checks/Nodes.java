package dev.laurel.verification.checks;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads members of JSON from outside, where anything may be of any type.
final class Nodes {
  private Nodes() {}

  /// The text of a member; empty where it is absent or not text.
  static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  /// The id of the issuer, given as text or as an object.
  static Optional<String> issuerId(JsonNode document) {
    JsonNode issuer = document.get("issuer");
    if (issuer == null) {
      return Optional.empty();
    }
    return issuer.isString() ? Optional.of(issuer.stringValue()) : text(issuer, "id");
  }

  /// The types that the document says it is of.
  static Set<String> types(JsonNode document) {
    return Faults.places(document, "type", "").stream()
        .map(place -> place.node().isString() ? place.node().stringValue() : "")
        .collect(Collectors.toSet());
  }

  /// Whether the document says that it is of this type.
  static boolean isOfType(JsonNode document, String type) {
    return types(document).contains(type);
  }

  /// Whether the document says that it is an Open Badge. OB 3.0 AchievementCredential, whose alias
  /// is OpenBadgeCredential.
  static boolean isBadge(JsonNode document) {
    return isOfType(document, "AchievementCredential") || isOfType(document, "OpenBadgeCredential");
  }
}
