package dev.laurel.verification.checks;

import dev.laurel.json.Json;
import dev.laurel.json.Pointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Collects what is wrong with the shape of a document, each with the place as a JSON Pointer.
final class Faults {
  /// Most faults that are told: enough to mend a document, too few to make a report large.
  private static final int MOST_TOLD = 8;

  private final List<String> told = new ArrayList<>();
  private int found;

  void add(String pointer, String what) {
    if (++found <= MOST_TOLD) {
      told.add((pointer.isEmpty() ? "The document" : pointer) + " " + what);
    }
  }

  /// The same for a place on the way down, which is only written where it is told.
  void add(Pointer pointer, String what) {
    add(found < MOST_TOLD ? pointer.toString() : "", what);
  }

  boolean none() {
    return found == 0;
  }

  String words() {
    int rest = found - MOST_TOLD;
    return String.join("; ", told) + (rest > 0 ? "; and " + rest + " more." : ".");
  }

  /// One value that may be given alone or in an array, as the values with their pointers.
  static List<Place> places(JsonNode node, String name, String pointer) {
    JsonNode value = node.get(name);
    String at = pointer + Json.step(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      return List.of(new Place(value, at));
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      places.add(new Place(value.get(i), at + "/" + i));
    }
    return places;
  }

  /// Whether `type` names this type; adds a fault where `type` is not one or more texts.
  boolean hasType(JsonNode node, String pointer, String type) {
    List<Place> types = places(node, "type", pointer);
    for (Place place : types) {
      if (!place.node().isString()) {
        add(place.pointer(), "must be text");
      }
    }
    return types.stream()
        .anyMatch(place -> place.node().isString() && place.node().stringValue().equals(type));
  }

  void demandType(JsonNode node, String pointer, String type) {
    if (!hasType(node, pointer, type)) {
      add(pointer + "/type", "must name " + type);
    }
  }

  /// Any type at all.
  void demandAnyType(JsonNode node, String pointer) {
    List<Place> types = places(node, "type", pointer);
    if (types.isEmpty() || types.stream().anyMatch(place -> !place.node().isString())) {
      add(pointer + "/type", "is required, as text");
    }
  }

  /// A text that is not empty.
  void demandText(JsonNode node, String pointer, String name) {
    Optional<String> text = Nodes.text(node, name);
    if (text.isEmpty() || text.get().isBlank()) {
      add(pointer + Json.step(name), "is required, as text");
    }
  }

  /// A URL, required or not.
  void url(JsonNode node, String pointer, String name, boolean required) {
    if (!node.has(name)) {
      if (required) {
        add(pointer + Json.step(name), "is required");
      }
    } else if (!isUrl(node.get(name))) {
      add(pointer + Json.step(name), "must be one absolute URL");
    }
  }

  static boolean isUrl(JsonNode node) {
    if (!node.isString()) {
      return false;
    }
    try {
      return new URI(node.stringValue()).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// A node and where it stands.
  record Place(JsonNode node, String pointer) {}
}
