package dev.laurel.issuance.rules;

import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// An unsigned document that stands before the rules: its tree and the number of its bytes.
public record Candidate(JsonNode tree, int bytes) {

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

  /// The objects at a member that holds one object, an array of them, or nothing.
  public List<Part> parts(String pointer) {
    JsonNode node = tree.at(pointer);
    if (!node.isArray()) {
      return node.isMissingNode() ? List.of() : List.of(new Part(pointer, node));
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      parts.add(new Part(pointer + "/" + i, node.get(i)));
    }
    return parts;
  }

  /// A value and where it stands.
  public record Part(String pointer, JsonNode node) {}

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
