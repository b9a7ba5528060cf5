package dev.laurel.verification.checks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads members of JSON from outside, where anything may be of any type.
final class Nodes {
  /// The members that say when a document begins to be valid. The context of VC 1.1 defines both of
  /// them, so both count: the later one.
  static final List<String> BEGINNINGS = List.of("validFrom", "issuanceDate");

  /// The members that say when it ends to be valid; the earlier one counts.
  static final List<String> ENDS = List.of("validUntil", "expirationDate");

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

  /// The id of the holder of a presentation, given as text or as an object (VCDM 2.0, 4.13).
  static Optional<String> holderId(JsonNode presentation) {
    JsonNode holder = presentation.path("holder");
    return holder.isString() ? Optional.of(holder.stringValue()) : text(holder, "id");
  }

  /// Whether the document is of VC Data Model 1.1: its first context decides.
  static boolean isOlder(JsonNode document) {
    JsonNode contexts = document.path("@context");
    return (contexts.isArray() ? contexts.path(0) : contexts)
        .asString("")
        .equals(ContextsStep.OLDER_CREDENTIALS);
  }

  /// The name of the member that says when it begins to be valid; VC 1.1 calls it otherwise.
  static String fromName(JsonNode document) {
    return isOlder(document) ? "issuanceDate" : "validFrom";
  }

  /// When it begins to be valid, as its text.
  static Optional<String> validFrom(JsonNode document) {
    return text(document, fromName(document));
  }

  /// When it begins to be valid; dates that are none count as absent.
  static Optional<Instant> beginning(JsonNode document) {
    return dates(document, BEGINNINGS).max(Comparator.naturalOrder());
  }

  /// When it ends to be valid; dates that are none count as absent.
  static Optional<Instant> end(JsonNode document) {
    return dates(document, ENDS).min(Comparator.naturalOrder());
  }

  private static Stream<Instant> dates(JsonNode document, List<String> names) {
    return names.stream().flatMap(name -> text(document, name).flatMap(Timestamps::parse).stream());
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
