package dev.laurel.issuers;

import dev.laurel.json.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON with one form only, for trees of objects, lists, strings, whole numbers and booleans.
final class CanonicalJson {
  private CanonicalJson() {}

  static String of(JsonNode node) {
    return Json.write(sorted(node));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      ObjectNode copy = Json.object();
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        copy.set(member.getKey(), member.getValue());
      }
      return copy;
    }
    if (node.isArray()) {
      var copy = Json.object().putArray("list");
      node.forEach(entry -> copy.add(sorted(entry)));
      return copy;
    }
    return node;
  }
}
