package dev.laurel.issuance.rules;

import dev.laurel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// An unsigned document that stands before the rules: its tree, the number of its bytes, and the
/// time at which it is to be signed.
public record Candidate(JsonNode tree, int bytes, Instant now) {

  /// A document that is to be signed at no time in particular: what depends on the time is not
  /// found.
  public Candidate(JsonNode tree, int bytes) {
    this(tree, bytes, Instant.MIN);
  }

  /// The member at a JSON Pointer; a missing node where there is none.
  public JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /// Every value of the document with its JSON Pointer, parents first.
  public void each(BiConsumer<String, JsonNode> visitor) {
    walk("", tree, visitor);
  }

  /// Every member of that name, at any depth.
  public void each(String member, BiConsumer<String, JsonNode> visitor) {
    each((pointer, node) -> {
      if (node.isObject() && node.has(member)) {
        visitor.accept(pointer + Json.step(member), node.get(member));
      }
    });
  }

  /// The values at a member that holds one value, an array of them, or nothing.
  public List<Part> parts(String pointer) {
    return new Part(pointer, tree.at(pointer)).each();
  }

  /// Whether the document's `type` names this type.
  public boolean is(String type) {
    return parts("/type").stream().anyMatch(part -> part.node().stringValue("").equals(type));
  }

  /// A value and where it stands.
  public record Part(String pointer, JsonNode node) {
    /// A member of this value; a missing node where there is none.
    public Part member(String name) {
      return new Part(pointer + Json.step(name), node.path(name));
    }

    /// The values of an array, this value itself where it is no array, nothing where it is missing.
    public List<Part> each() {
      if (!node.isArray()) {
        return node.isMissingNode() ? List.of() : List.of(this);
      }
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        parts.add(new Part(pointer + "/" + i, node.get(i)));
      }
      return parts;
    }
  }

  // The depth is bounded by whoever parsed the document (Json.MAX_DEPTH) or by our own records.
  private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(pointer, node);
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        walk(pointer + Json.step(member.getKey()), member.getValue(), visitor);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(pointer + "/" + i, node.get(i), visitor);
      }
    }
  }
}
