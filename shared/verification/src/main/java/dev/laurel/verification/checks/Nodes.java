package dev.laurel.verification.checks;

import java.util.Optional;
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

  /// Whether the document says that it is of this type.
  static boolean isOfType(JsonNode document, String type) {
    return Faults.places(document, "type", "").stream()
        .anyMatch(place -> place.node().isString() && place.node().stringValue().equals(type));
  }

  /// Whether the document says that it is an Open Badge. OB 3.0 AchievementCredential, whose alias
  /// is OpenBadgeCredential.
  static boolean isBadge(JsonNode document) {
    return isOfType(document, "AchievementCredential") || isOfType(document, "OpenBadgeCredential");
  }
}
