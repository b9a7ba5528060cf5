package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Copies of the context 3.0.3 in the field differ in the terms `endorsementJwt` and `jti`, so a
/// proof over them holds with one reader and not with the next.
final class SameTermsEverywhere implements Rule {
  private static final List<String> DIFFERENT = List.of("endorsementJwt", "jti");

  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    walk(patient.document(), "", advice);
    return advice;
  }

  // The parser bounds the depth.
  private static void walk(JsonNode node, String at, List<Advice> advice) {
    for (String name : DIFFERENT) {
      if (node.has(name)) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "same-terms-everywhere",
                at + "/" + name,
                "Embed the endorsement as JSON with a proof of its own instead."));
      }
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), at + "/" + i, advice);
      }
    } else {
      node.properties().forEach(entry -> walk(entry.getValue(), at + "/" + entry.getKey(), advice));
    }
  }
}
