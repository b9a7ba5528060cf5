package dev.laurel.credentials.proof;

import com.apicatalog.jsonld.json.JsonProvider;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The way from our JSON tree to the one that the JSON-LD library reads. Recursion is bounded by
/// the depth that the document was checked for.
final class LinkedDataTree {
  private LinkedDataTree() {}

  static JsonValue of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        JsonObjectBuilder object = JsonProvider.instance().createObjectBuilder();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          object.add(member.getKey(), of(member.getValue()));
        }
        yield object.build();
      }
      case ARRAY -> {
        JsonArrayBuilder array = JsonProvider.instance().createArrayBuilder();
        for (JsonNode element : node) {
          array.add(of(element));
        }
        yield array.build();
      }
      case STRING -> JsonProvider.instance().createValue(node.stringValue());
      case NUMBER -> JsonProvider.instance().createValue(node.decimalValue());
      case BOOLEAN -> node.booleanValue() ? JsonValue.TRUE : JsonValue.FALSE;
      case NULL, MISSING, BINARY, POJO -> JsonValue.NULL;
    };
  }
}
