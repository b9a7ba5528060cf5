package dev.laurel.verification.interop;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.verification.reading.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the rules look at: the document, the JWS around it where there is one, the canonical form
/// of what it says, and the issuer's DID document where that was found.
record Patient(
    JsonNode document,
    List<Wrapper> around,
    Canonicalization claims,
    List<DidDocument> issuerDocument) {

  /// A value with the JSON Pointer to it.
  record Place(JsonNode node, String pointer) {}

  boolean isBadge() {
    return isOfType("AchievementCredential") || isOfType("OpenBadgeCredential");
  }

  boolean isOfType(String type) {
    return all(document, "type", "").stream()
        .anyMatch(place -> place.node().asString("").equals(type));
  }

  /// The values of a member that may stand alone or in an array.
  static List<Place> all(JsonNode node, String name, String at) {
    JsonNode value = node.path(name);
    String pointer = at + "/" + name;
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      return List.of(new Place(value, pointer));
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      places.add(new Place(value.get(i), pointer + "/" + i));
    }
    return places;
  }

  List<Place> proofs() {
    return all(document, "proof", "");
  }

  List<Place> subjects() {
    return all(document, "credentialSubject", "");
  }

  List<Place> achievements() {
    return subjects().stream()
        .flatMap(subject -> all(subject.node(), "achievement", subject.pointer()).stream())
        .toList();
  }

  String issuer() {
    JsonNode issuer = document.path("issuer");
    return (issuer.isObject() ? issuer.path("id") : issuer).asString("");
  }

  /// The text of a member, where it is one.
  static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }
}
