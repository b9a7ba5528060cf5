package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every leaf of an issued credential is protected: changed, removed, or joined by another, the
/// document is refused. Not signed, and therefore tested to be the only exception: the order of
/// sets, such as that of the levels of a criterion, whose points carry the order.
///
/// No log is asked here: its entry covers the same bytes and would hide a hole in the signature.
@Tag("check-2")
final class LeavesTest {
  private final Samples samples = new Samples();

  @Test
  void verify_untouched_isValid() {
    VerificationReport report = samples.verify(samples.signed());
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_anyLeafChangedRemovedOrAdded_isRefused() {
    byte[] signed = samples.signed();
    List<String> pointers = new ArrayList<>();
    leaves(Json.parse(signed), "", pointers);
    List<String> accepted = new ArrayList<>();
    int tried = 0;
    for (String pointer : pointers) {
      for (Consumer<JsonNode> change : changes(pointer)) {
        ObjectNode document = Json.parse(signed).asObject();
        change.accept(document);
        tried++;
        if (samples.verify(Json.bytes(document)).verdict() == Verdict.VALID) {
          accepted.add(pointer);
        }
      }
    }
    System.out.println("leaves: " + pointers.size() + ", changes refused: " + tried);
    assertThat(accepted).isEmpty();
    assertThat(tried).isGreaterThan(300);
  }

  @Test
  void verify_levelsReordered_isValid() {
    byte[] reordered =
        samples.tampered(document -> {
          ArrayNode levels =
              (ArrayNode)
                  document.at(
                      "/credentialSubject/achievement/resultDescription/0"
                          + "/rubricCriterionLevel");
          levels.add(levels.remove(0));
        });
    assertThat(samples.verify(reordered).verdict()).isEqualTo(Verdict.VALID);
  }

  private static void leaves(JsonNode node, String pointer, List<String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> leaves(member.getValue(), pointer + Json.step(member.getKey()), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(node.get(i), pointer + "/" + i, into);
      }
    } else {
      into.add(pointer);
    }
  }

  private static List<Consumer<JsonNode>> changes(String pointer) {
    String parent = pointer.substring(0, pointer.lastIndexOf('/'));
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    return List.of(
        root -> set(root.at(parent), name, changed(root.at(pointer))),
        root -> remove(root.at(parent), name),
        root -> add(root.at(parent)));
  }

  private static JsonNode changed(JsonNode leaf) {
    ObjectNode holder = Json.object();
    if (leaf.isBoolean()) {
      holder.put("value", !leaf.booleanValue());
    } else if (leaf.isNumber()) {
      holder.put("value", leaf.doubleValue() + 1);
    } else {
      String text = leaf.stringValue();
      char last = text.charAt(text.length() - 1);
      holder.put("value", text.substring(0, text.length() - 1) + (last == 'a' ? 'b' : 'a'));
    }
    return holder.get("value");
  }

  private static void set(JsonNode parent, String name, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  private static void remove(JsonNode parent, String name) {
    if (parent instanceof ArrayNode array) {
      array.remove(Integer.parseInt(name));
    } else {
      ((ObjectNode) parent).remove(name);
    }
  }

  private static void add(JsonNode parent) {
    if (parent instanceof ArrayNode array) {
      array.add("added");
    } else {
      ((ObjectNode) parent).put("added", "leaf");
    }
  }
}
