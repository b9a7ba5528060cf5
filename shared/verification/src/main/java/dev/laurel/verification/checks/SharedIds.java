package dev.laurel.verification.checks;

import dev.laurel.json.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects of one document that share an id. In the graph that is signed they are one node, so what
/// one of them says could be moved to the other, and the signature would still hold. They are
/// allowed only where that changes nothing: of one type (or none given), and all that say more than
/// id and type say the same. A `relatedResource` (VCDM 2.0, Integrity of Related Resources) may
/// besides say about any object what only it may say: media type and digest.
///
/// A credential inside ([Inner]) has a proof of its own, so nothing can leave or enter it. But what
/// it says of an id could be repeated outside without a change of the graph; so the document may
/// not say the like of that id, except of the inner issuer, who speaks of itself there.
final class SharedIds {
  private static final List<String> IDS = List.of("id", "@id");
  private static final List<String> TYPES = List.of("type", "@type");
  private static final Set<String> RESOURCE_MEMBERS =
      Set.of("mediaType", "digestSRI", "digestMultibase");

  private static final Pattern RESOURCE = Pattern.compile("/relatedResource(/[0-9]+)?");

  private final Map<String, Described> described = new HashMap<>();
  private final List<Said> inner = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /// What was said of one id so far: by objects of the document, and by its related resources.
  private static final class Described {
    Set<String> types = Set.of();
    Map<String, JsonNode> content = Map.of();
    Map<String, JsonNode> resource = Map.of();
    Pointer pointer = Pointer.ROOT;
  }

  /// What a credential inside says of an id.
  private record Said(String id, Map<String, JsonNode> content, boolean ofItself) {}

  private SharedIds() {}

  /// What is wrong, in words; empty where no id stands for two things.
  static Optional<String> fault(JsonNode document) {
    SharedIds ids = new SharedIds();
    ids.walk(document, Pointer.ROOT);
    ids.inner.forEach(ids::compare);
    return ids.fault;
  }

  // The parser bounds the depth.
  private void walk(JsonNode node, Pointer pointer) {
    if (node instanceof ObjectNode object) {
      IDS.stream()
          .flatMap(name -> Nodes.text(object, name).stream())
          .forEach(id -> look(id, object, pointer));
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (Inner.MEMBERS.contains(entry.getKey())) {
          apart(entry.getValue(), pointer.at(entry.getKey()));
        } else {
          walk(entry.getValue(), pointer.at(entry.getKey()));
        }
      }
    } else if (node.isArray()) {
      int item = 0;
      for (JsonNode child : node) {
        walk(child, pointer.at(item++));
      }
    }
  }

  /// The values of a member that holds credentials.
  private void apart(JsonNode value, Pointer pointer) {
    if (value.isArray()) {
      int item = 0;
      for (JsonNode child : value) {
        apart(child, pointer.at(item++));
      }
    } else if (Inner.isSigned(value)) {
      listen(value, Nodes.issuerId(value).orElse(""));
    } else {
      walk(value, pointer);
    }
  }

  private void listen(JsonNode node, String issuer) {
    if (node instanceof ObjectNode object) {
      IDS.stream()
          .flatMap(name -> Nodes.text(object, name).stream())
          .forEach(id -> inner.add(new Said(id, content(object), id.equals(issuer))));
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (!entry.getKey().equals("proof")) {
          listen(entry.getValue(), issuer);
        }
      }
    } else if (node.isArray()) {
      node.forEach(child -> listen(child, issuer));
    }
  }

  private void compare(Said said) {
    Described outside = described.get(said.id());
    if (outside == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> content : said.content().entrySet()) {
      JsonNode same = outside.content.get(content.getKey());
      if (same != null && !(said.ofItself() && same.equals(content.getValue()))) {
        fault =
            fault.or(() ->
                Optional.of(
                    "A credential inside says the like of the same thing as the document, so it"
                        + " could be exchanged: "
                        + outside.pointer.at(content.getKey())));
      }
    }
  }

  private void look(String id, ObjectNode object, Pointer pointer) {
    Described before = described.computeIfAbsent(id, _ -> new Described());
    Set<String> types = types(object);
    Map<String, JsonNode> content = content(object);
    boolean resource = RESOURCE.matcher(pointer.toString()).matches();
    boolean agrees =
        resource
            ? agree(before.resource, content) && apart(before.content, content)
            : agree(before.content, content) && apart(content, before.resource);
    if (!agrees || !agree(before.types, types)) {
      Pointer first = before.pointer;
      fault =
          fault.or(() ->
              Optional.of(
                  "Two things have one id, so what is said of them could be exchanged: "
                      + first
                      + " and "
                      + pointer));
    }
    if (before.pointer.isRoot()) {
      before.pointer = pointer;
    }
    if (before.types.isEmpty()) {
      before.types = types;
    }
    if (resource && before.resource.isEmpty()) {
      before.resource = content;
    } else if (!resource && before.content.isEmpty()) {
      before.content = content;
    }
  }

  private static boolean agree(Map<String, JsonNode> one, Map<String, JsonNode> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  private static boolean agree(Set<String> one, Set<String> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /// Whether a related resource says its own only, and nothing else than the object does.
  private static boolean apart(Map<String, JsonNode> object, Map<String, JsonNode> resource) {
    return object.isEmpty()
        || resource.entrySet().stream()
            .allMatch(said ->
                RESOURCE_MEMBERS.contains(said.getKey())
                    && object.getOrDefault(said.getKey(), said.getValue()).equals(said.getValue()));
  }

  private static Set<String> types(ObjectNode object) {
    Set<String> types = new HashSet<>();
    for (String name : TYPES) {
      JsonNode type = object.path(name);
      (type.isArray() ? type.valueStream() : Stream.of(type))
          .filter(JsonNode::isString)
          .forEach(text -> types.add(text.stringValue()));
    }
    return types;
  }

  private static Map<String, JsonNode> content(ObjectNode object) {
    Map<String, JsonNode> content = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!IDS.contains(member.getKey()) && !TYPES.contains(member.getKey())) {
        content.put(member.getKey(), member.getValue());
      }
    }
    return content;
  }
}
