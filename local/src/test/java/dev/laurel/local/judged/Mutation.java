package dev.laurel.local.judged;

import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One way to change a signed badge. Some leave it as good as it was: whoever refuses those is
/// wrong too.
enum Mutation {
  NOTHING,
  ORDER_OF_MEMBERS,
  ORDER_OF_TAGS,
  ORDER_OF_ALIGNMENTS,
  LONG_WAY_TO_WRITE_A_NUMBER,
  ESCAPED_TEXT,
  TEXT_CHANGED,
  TEXT_NORMALISED,
  NUMBER_CHANGED,
  BOOLEAN_CHANGED,
  MEMBER_REMOVED,
  ENTRY_REMOVED,
  ENTRY_REPEATED,
  UNDEFINED_MEMBER_ADDED,
  DEFINED_MEMBER_ADDED,
  ORDER_OF_ALLOWED_VALUES,
  PROOF_CREATED,
  PROOF_PURPOSE,
  PROOF_SUITE,
  PROOF_METHOD,
  PROOF_VALUE,
  PROOF_VALUE_CUT,
  PROOF_VALUE_PREFIX,
  PROOF_REMOVED,
  PROOF_EMPTY,
  CONTEXTS_SWAPPED,
  CONTEXT_REMOVED,
  CONTEXT_UNKNOWN,
  CONTEXT_INLINE,
  CONTEXT_NESTED,
  ISSUER_CHANGED,
  SUBJECT_CHANGED,
  STATUS_INDEX_CHANGED,
  STATUS_REMOVED,
  VALID_UNTIL_REMOVED_OR_ADDED;

  /// The changed document in bytes.
  byte[] apply(ObjectNode signed, RandomGenerator random) {
    ObjectNode badge = signed.deepCopy();
    JsonNode proof = badge.at("/proof/0");
    switch (this) {
      case NOTHING -> {}
      case ORDER_OF_MEMBERS -> {
        return Json.bytes(shuffled(badge, random));
      }
      case ORDER_OF_TAGS -> reverse(badge.at("/credentialSubject/achievement/tag"));
      case ORDER_OF_ALIGNMENTS -> reverse(badge.at("/credentialSubject/achievement/alignment"));
      case LONG_WAY_TO_WRITE_A_NUMBER -> {
        return Json.write(badge)
            .replaceAll("(\"creditsAvailable\":[0-9]+)([,}])", "$1.000$2")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      }
      case ESCAPED_TEXT -> {
        return Json.write(badge)
            .replace("é", "\\u00e9")
            .replace("微", "\\u5fae")
            .replace("/", "\\/")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      }
      case TEXT_CHANGED -> change(badge, random, JsonNode::isString);
      case TEXT_NORMALISED -> badge.put("name", "e\u0301" + badge.path("name").stringValue());
      case NUMBER_CHANGED -> change(badge, random, JsonNode::isNumber);
      case BOOLEAN_CHANGED -> change(badge, random, JsonNode::isBoolean);
      case MEMBER_REMOVED -> {
        Place place = pick(places(badge), random);
        place.parent.remove(place.name);
      }
      case ENTRY_REMOVED -> pick(lists(badge), random).remove(0);
      case ENTRY_REPEATED -> {
        ArrayNode list = pick(lists(badge), random);
        list.add(list.get(0).deepCopy());
        change(badge, random, JsonNode::isString);
      }
      case UNDEFINED_MEMBER_ADDED -> pick(places(badge), random).parent.put("laurelUndefined", "x");
      case DEFINED_MEMBER_ADDED ->
          pick(places(badge), random).parent.put("narrative", "added afterwards");
      case ORDER_OF_ALLOWED_VALUES -> {
        for (JsonNode each : badge.at("/credentialSubject/achievement/resultDescription")) {
          reverse(each.path("allowedValue"));
        }
      }
      case PROOF_CREATED -> ((ObjectNode) proof).put("created", "2026-10-01T10:00:01Z");
      case PROOF_PURPOSE -> ((ObjectNode) proof).put("proofPurpose", "authentication");
      case PROOF_SUITE -> ((ObjectNode) proof).put("cryptosuite", "ecdsa-rdfc-2019");
      case PROOF_METHOD -> {
        String other = JudgedKey.make().method();
        ((ObjectNode) proof).put("verificationMethod", other);
      }
      case PROOF_VALUE -> {
        String value = proof.path("proofValue").stringValue();
        int place = 2 + random.nextInt(value.length() - 2);
        char other = value.charAt(place) == '2' ? '3' : '2';
        ((ObjectNode) proof)
            .put("proofValue", value.substring(0, place) + other + value.substring(place + 1));
      }
      case PROOF_VALUE_CUT -> {
        String value = proof.path("proofValue").stringValue();
        ((ObjectNode) proof).put("proofValue", value.substring(0, value.length() - 3));
      }
      case PROOF_VALUE_PREFIX -> {
        String value = proof.path("proofValue").stringValue();
        ((ObjectNode) proof).put("proofValue", "u" + value.substring(1));
      }
      case PROOF_REMOVED -> badge.remove("proof");
      case PROOF_EMPTY -> badge.putArray("proof");
      case CONTEXTS_SWAPPED -> reverse(badge.path("@context"));
      case CONTEXT_REMOVED -> ((ArrayNode) badge.path("@context")).remove(1);
      case CONTEXT_UNKNOWN ->
          ((ArrayNode) badge.path("@context")).add("https://unknown.example/context.json");
      case CONTEXT_INLINE ->
          ((ArrayNode) badge.path("@context"))
              .addObject()
              .put("name", "https://attacker.example/name");
      case CONTEXT_NESTED ->
          ((ObjectNode) badge.path("credentialSubject"))
              .putObject("@context")
              .put("laurelUndefined", "https://attacker.example/term");
      case ISSUER_CHANGED ->
          ((ObjectNode) badge.path("issuer")).put("id", JudgedKey.make().did().text());
      case SUBJECT_CHANGED ->
          ((ObjectNode) badge.path("credentialSubject")).put("id", "urn:example:somebody-else");
      case STATUS_INDEX_CHANGED ->
          ((ObjectNode) badge.path("credentialStatus")).put("statusListIndex", "7");
      case STATUS_REMOVED -> badge.remove("credentialStatus");
      case VALID_UNTIL_REMOVED_OR_ADDED -> {
        if (badge.has("validUntil")) {
          badge.remove("validUntil");
        } else {
          badge.put("validUntil", "2199-01-01T00:00:00Z");
        }
      }
    }
    return Json.bytes(badge);
  }

  private record Place(ObjectNode parent, String name) {
    JsonNode value() {
      return parent.get(name);
    }
  }

  private static <T> T pick(List<T> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  private static void change(ObjectNode badge, RandomGenerator random, Predicate<JsonNode> kind) {
    List<Place> leaves = places(badge).stream().filter(place -> kind.test(place.value())).toList();
    if (leaves.isEmpty()) {
      badge.put("name", "nothing of that kind was there");
      return;
    }
    Place place = pick(leaves, random);
    JsonNode value = place.value();
    if (value.isNumber()) {
      place.parent.put(place.name, value.decimalValue().add(java.math.BigDecimal.ONE));
    } else if (value.isBoolean()) {
      place.parent.put(place.name, !value.booleanValue());
    } else {
      place.parent.put(place.name, value.stringValue() + "x");
    }
  }

  /// Every member of every object below, but for proof and contexts.
  private static List<Place> places(ObjectNode badge) {
    List<Place> places = new ArrayList<>();
    walk(badge, places, new ArrayList<>());
    return places;
  }

  private static List<ArrayNode> lists(ObjectNode badge) {
    List<ArrayNode> lists = new ArrayList<>();
    walk(badge, new ArrayList<>(), lists);
    return lists;
  }

  private static void walk(JsonNode node, List<Place> places, List<ArrayNode> lists) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getKey().equals("proof") && !member.getKey().equals("@context")) {
          places.add(new Place(object, member.getKey()));
          walk(member.getValue(), places, lists);
        }
      }
    } else if (node instanceof ArrayNode list) {
      if (!list.isEmpty()) {
        lists.add(list);
      }
      list.forEach(each -> walk(each, places, lists));
    }
  }

  private static void reverse(JsonNode list) {
    if (list instanceof ArrayNode array) {
      List<JsonNode> entries = new ArrayList<>();
      array.forEach(entries::add);
      Collections.reverse(entries);
      array.removeAll();
      array.addAll(entries);
    }
  }

  private static JsonNode shuffled(JsonNode node, RandomGenerator random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      Collections.shuffle(names, new Random(random.nextLong()));
      ObjectNode other = Json.object();
      names.forEach(name -> other.set(name, shuffled(object.get(name), random)));
      return other;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode other = Json.object().putArray("list");
      array.forEach(each -> other.add(shuffled(each, random)));
      return other;
    }
    return node instanceof StringNode text ? StringNode.valueOf(text.stringValue()) : node;
  }
}
