package dev.laurel.verification.checks;

import dev.laurel.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A credential inside a document, with the object that carries it (OB 3.0 `endorsement`; VCDM 2.0
/// `verifiableCredential`, also of a learner's record). It has contexts and proofs of its own.
record Inner(JsonNode node, Pointer pointer, JsonNode carrier) {
  static final String ENDORSEMENT = "endorsement";
  static final String CREDENTIAL = "verifiableCredential";

  /// The members under which credentials stand.
  static final Set<String> MEMBERS = Set.of(ENDORSEMENT, CREDENTIAL);

  /// Whether it is one, as far as one sees: an object with contexts of its own.
  static boolean isCredential(JsonNode node) {
    return node.isObject() && node.has("@context");
  }

  /// Whether it is one whose content nobody can change unseen.
  static boolean isSigned(JsonNode node) {
    return isCredential(node) && node.has("proof");
  }

  /// All values of a member anywhere in the document, but not those inside a credential inside.
  static List<Inner> all(JsonNode document, String member) {
    List<Inner> found = new ArrayList<>();
    collect(document, Pointer.ROOT, member, found);
    return found;
  }

  // The parser bounds the depth.
  private static void collect(JsonNode node, Pointer at, String member, List<Inner> found) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at.at(i), member, found);
      }
      return;
    }
    node.properties()
        .forEach(entry -> {
          Pointer here = at.at(entry.getKey());
          if (entry.getKey().equals(member)) {
            spread(entry.getValue(), here, node, found);
          } else if (!MEMBERS.contains(entry.getKey())) {
            collect(entry.getValue(), here, member, found);
          }
        });
  }

  private static void spread(JsonNode value, Pointer at, JsonNode carrier, List<Inner> found) {
    if (!value.isArray()) {
      found.add(new Inner(value, at, carrier));
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      found.add(new Inner(value.get(i), at.at(i), carrier));
    }
  }

  /// The ids of what carries it: of the object, and where that is the document, of everything that
  /// a claim about the document could be about (OB 3.0 `endorsement` of a credential).
  Set<String> carriers(JsonNode document) {
    Stream<JsonNode> things =
        carrier.equals(document)
            ? Stream.of(
                document,
                document.path("issuer"),
                document.path("credentialSubject"),
                document.path("credentialSubject").path("achievement"))
            : Stream.of(carrier);
    Set<String> ids = new java.util.HashSet<>();
    things.forEach(thing ->
        (thing.isString() ? java.util.Optional.of(thing.stringValue()) : Nodes.text(thing, "id"))
            .ifPresent(ids::add));
    return ids;
  }
}
