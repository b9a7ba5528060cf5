package dev.laurel.credentials.sdjwt;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The verifier's processing of disclosures (RFC 9901 section 7.1). Lives for one text.
final class Disclosures {
  /// Most digests in a payload: decoys count too.
  private static final int MAX_DIGESTS = 2_000;

  private static final String LIST = "_sd";
  private static final String ALGORITHM = "_sd_alg";
  private static final String ELEMENT = "...";

  /// The way out of the depth of a payload; it never leaves this class.
  private static final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Objection(String why) {
      super(why, null, false, false);
    }
  }

  /// A disclosure: salt, then name and value, or a value alone (name "").
  private record Disclosure(String text, String name, JsonNode value) {
    boolean ofElement() {
      return name.isEmpty();
    }
  }

  private final Map<String, Disclosure> byDigest = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, SdJwt.Disclosed> placed = new LinkedHashMap<>();

  private Disclosures() {}

  static SdJwt.Parsed read(String text) {
    if (text.length() > SdJwt.MAX_LENGTH) {
      return new SdJwt.Parsed.Malformed("longer than " + SdJwt.MAX_LENGTH + " characters");
    }
    List<String> parts = List.of(text.split("~", SdJwt.MAX_DISCLOSURES + 3));
    if (parts.size() < 2 || parts.size() - 2 > SdJwt.MAX_DISCLOSURES) {
      return new SdJwt.Parsed.Malformed(
          "an SD-JWT has a tilde after each part and at most "
              + SdJwt.MAX_DISCLOSURES
              + " disclosures");
    }
    return switch (CompactJws.parse(parts.getFirst())) {
      case CompactJws.Parsed.Malformed(String why) -> new SdJwt.Parsed.Malformed(why);
      case CompactJws.Parsed.Of(CompactJws jws) ->
          read(jws, parts, digest(text.substring(0, text.lastIndexOf('~') + 1)));
    };
  }

  private static SdJwt.Parsed read(CompactJws jws, List<String> parts, String sdHash) {
    Optional<CompactJws> keyBinding = Optional.empty();
    if (!parts.getLast().isEmpty()) {
      if (!(CompactJws.parse(parts.getLast()) instanceof CompactJws.Parsed.Of(CompactJws found))) {
        return new SdJwt.Parsed.Malformed("what follows the last tilde is no key binding JWT");
      }
      keyBinding = Optional.of(found);
    }
    try {
      if (!(Json.parse(jws.payload()) instanceof ObjectNode payload)) {
        return new SdJwt.Parsed.Malformed("the payload is not a JSON object");
      }
      Disclosures disclosures = new Disclosures();
      parts.subList(1, parts.size() - 1).forEach(disclosures::add);
      ObjectNode processed = disclosures.process(payload);
      return new SdJwt.Parsed.Of(
          new SdJwt(jws, processed, List.copyOf(disclosures.placed.values()), keyBinding, sdHash));
    } catch (JsonRefused refused) {
      return new SdJwt.Parsed.Malformed("its JSON is refused: " + refused.getMessage());
    } catch (Objection objection) {
      return new SdJwt.Parsed.Malformed(String.valueOf(objection.getMessage()));
    }
  }

  /// The digest of a disclosure, or of several: over the text, not over what it decodes to.
  static String digest(String disclosure) {
    return Base64Url.encode(Sha256.of(disclosure.getBytes(StandardCharsets.US_ASCII)));
  }

  private void add(String text) {
    byte[] json =
        Base64Url.decode(text, SdJwt.MAX_LENGTH)
            .filter(bytes -> bytes.length > 0)
            .orElseThrow(() -> new Objection("a disclosure is not base64url without padding"));
    JsonNode array = Json.parse(json);
    boolean element = array.isArray() && array.size() == 2;
    boolean member = array.isArray() && array.size() == 3 && array.get(1).isString();
    if ((!element && !member) || !array.get(0).isString()) {
      throw new Objection("a disclosure is a list of a salt, a name unless of an element, a value");
    }
    String name = member ? array.get(1).stringValue() : "";
    if (member && (name.isEmpty() || name.equals(LIST) || name.equals(ELEMENT))) {
      throw new Objection("a disclosure has a name that is reserved");
    }
    Disclosure disclosure = new Disclosure(text, name, array.get(member ? 2 : 1));
    if (byDigest.put(digest(text), disclosure) != null) {
      throw new Objection("a disclosure is given twice");
    }
  }

  private ObjectNode process(ObjectNode payload) {
    if (payload.has(ALGORITHM) && !payload.path(ALGORITHM).asString("").equals("sha-256")) {
      throw new Objection("the digests are not by SHA-256");
    }
    ObjectNode body = payload.deepCopy();
    body.remove(ALGORITHM);
    ObjectNode processed = object(body, Pointer.ROOT, 1);
    if (placed.size() != byDigest.size()) {
      throw new Objection("a disclosure has no digest in what was signed");
    }
    return processed;
  }

  private JsonNode value(JsonNode node, Pointer pointer, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw new Objection("nested deeper than " + Json.MAX_DEPTH);
    }
    return switch (node) {
      case ObjectNode object -> object(object, pointer, depth);
      case ArrayNode array -> array(array, pointer, depth);
      default -> node;
    };
  }

  private ObjectNode object(ObjectNode node, Pointer pointer, int depth) {
    if (node.has(ELEMENT) || node.has(ALGORITHM)) {
      throw new Objection("a member has a name that is reserved");
    }
    ObjectNode result = Json.object();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      if (!name.equals(LIST)) {
        result.set(name, value(member.getValue(), pointer.at(name), depth + 1));
      }
    }
    JsonNode digests = node.path(LIST);
    if (!digests.isMissingNode() && !digests.isArray()) {
      throw new Objection("_sd is not a list");
    }
    for (JsonNode entry : digests) {
      take(entry)
          .ifPresent(found -> {
            if (found.ofElement() || result.has(found.name())) {
              throw new Objection("a disclosure does not fit where its digest stands");
            }
            Pointer at = pointer.at(found.name());
            place(found, at);
            result.set(found.name(), value(found.value(), at, depth + 1));
          });
    }
    return result;
  }

  private ArrayNode array(ArrayNode node, Pointer pointer, int depth) {
    ArrayNode result = Json.object().putArray("list");
    for (JsonNode element : node) {
      Pointer at = pointer.at(result.size());
      if (!element.isObject() || !element.has(ELEMENT)) {
        result.add(value(element, at, depth + 1));
        continue;
      }
      if (element.size() != 1) {
        throw new Objection("a digest of an element stands alone");
      }
      Optional<Disclosure> found = take(element.get(ELEMENT));
      if (found.isPresent()) {
        if (!found.get().ofElement()) {
          throw new Objection("a disclosure does not fit where its digest stands");
        }
        place(found.get(), at);
        result.add(value(found.get().value(), at, depth + 1));
      }
    }
    return result;
  }

  private void place(Disclosure found, Pointer at) {
    placed.put(found.text(), new SdJwt.Disclosed(found.name(), at.toString()));
  }

  /// The disclosure of a digest, or empty where the holder kept it, or it is a decoy.
  private Optional<Disclosure> take(JsonNode digest) {
    if (!digest.isString()) {
      throw new Objection("a digest is a text");
    }
    if (!seen.add(digest.stringValue())) {
      throw new Objection("a digest is given twice");
    }
    if (seen.size() > MAX_DIGESTS) {
      throw new Objection("more than " + MAX_DIGESTS + " digests");
    }
    return Optional.ofNullable(byDigest.get(digest.stringValue()));
  }

  /// A disclosure of an element of an array, with this salt.
  static String ofElement(byte[] salt, JsonNode value) {
    ArrayNode array = Json.object().putArray("disclosure");
    array.add(Base64Url.encode(Arrays.copyOf(salt, salt.length))).add(value);
    return Base64Url.encode(Json.bytes(array));
  }

  /// What stands in an array in place of an element that is disclosed apart.
  static ObjectNode placeholder(String disclosure) {
    return Json.object().put(ELEMENT, digest(disclosure));
  }

  static List<String> reserved() {
    return new ArrayList<>(List.of(LIST, ALGORITHM, ELEMENT));
  }
}
