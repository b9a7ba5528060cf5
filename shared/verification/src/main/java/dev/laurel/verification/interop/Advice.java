package dev.laurel.verification.interop;

import dev.laurel.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// One reason why one reader would refuse a credential: the rule as a short stable name, the place
/// as a JSON Pointer ("" for the whole), and what to change, as a sentence.
public record Advice(Reader reader, String rule, String pointer, String change) {
  /// The advice as routes and command line show it.
  public ObjectNode toJson() {
    return Json.object()
        .put("reader", reader.text())
        .put("rule", rule)
        .put("pointer", pointer)
        .put("change", change);
  }
}
