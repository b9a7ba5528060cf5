package dev.laurel.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON mapper of the project. Every method may be called from any number of threads.
///
/// [#parse] is for text from strangers: what two readers could understand differently is refused.
/// [#read] and [#write] are for our own rows and messages. How many bytes are tolerated is the
/// caller's limit, checked before parsing.
public final class Json {
  /// Deepest nesting: credentials need about 10 levels; recursive code downstream stays far from
  /// the end of any stack.
  public static final int MAX_DEPTH = 64;

  /// Longest number in characters: an IEEE 754 double prints in at most 25; the rest is spare.
  public static final int MAX_NUMBER_LENGTH = 100;

  /// Largest decimal exponent: doubles end at 308, and expanding larger ones costs memory.
  public static final int MAX_EXPONENT = 400;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonInclude.Value UNLESS_EMPTY =
      JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);

  private static final JsonMapper PLAIN =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .withConfigOverride(Collection.class, Json::emptyForAbsent)
          .withConfigOverride(List.class, Json::emptyForAbsent)
          .withConfigOverride(Set.class, Json::emptyForAbsent)
          .withConfigOverride(Map.class, Json::emptyForAbsent)
          .build();

  private Json() {}

  private static void emptyForAbsent(MutableConfigOverride override) {
    override
        .setInclude(UNLESS_EMPTY)
        .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /// One JSON text from outside. Refused: anything but UTF-8 (also a byte order mark, overlong
  /// forms, UTF-16), duplicate members, depth over [#MAX_DEPTH], numbers over [#MAX_NUMBER_LENGTH]
  /// or [#MAX_EXPONENT], surrogates without their partner (raw or escaped), and anything after the
  /// text. Fractions keep their digits.
  public static JsonNode parse(byte[] utf8) {
    String text = decode(utf8);
    JsonNode node;
    try {
      node = STRICT.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new JsonRefused(
          "nested deeper than "
              + MAX_DEPTH
              + ", a number longer than "
              + MAX_NUMBER_LENGTH
              + " characters, or a member name that is too long"
              + place(e),
          pointer(e));
    } catch (JacksonException e) {
      throw refused(e);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new JsonRefused("a number is out of range", "");
    }
    if (node.isMissingNode()) {
      throw new JsonRefused("empty where JSON is expected", "");
    }
    checkValues(node, Pointer.ROOT);
    return node;
  }

  /// A record of ours from its JSON. Unknown members are ignored, absent lists, sets and maps are
  /// empty, absent numbers 0. Throws [IllegalStateException] where the text is not one: a damaged
  /// row is a bug.
  public static <T> T read(String trusted, Class<T> type) {
    try {
      return PLAIN.readValue(trusted, type);
    } catch (JacksonException e) {
      // Neither cause nor message: both may repeat the row's content.
      throw new IllegalStateException("stored JSON is not a " + type.getSimpleName() + place(e));
    }
  }

  /// Compact JSON of a record, map, list or [JsonNode]. Record components keep their order; null,
  /// empty lists, sets and maps are left out of records; instants are ISO 8601 in UTC.
  public static String write(Object value) {
    return PLAIN.writeValueAsString(value);
  }

  /// [#write] as UTF-8.
  public static byte[] bytes(Object value) {
    return PLAIN.writeValueAsBytes(value);
  }

  /// The tree of a record, map or list.
  public static JsonNode tree(Object value) {
    return PLAIN.valueToTree(value);
  }

  /// A new empty object.
  public static ObjectNode object() {
    return PLAIN.createObjectNode();
  }

  /// A member's name as a step of a JSON Pointer (RFC 6901 section 3), with its leading slash.
  public static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static String decode(byte[] utf8) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      if (text.startsWith("\uFEFF")) {
        throw new JsonRefused("begins with a byte order mark; JSON is sent without one", "");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new JsonRefused("not UTF-8", "");
    }
  }

  private static JsonRefused refused(JacksonException e) {
    String message = e.getOriginalMessage();
    String what =
        message != null && message.startsWith("Duplicate")
            ? "a member is given twice"
            : "not well-formed JSON";
    return new JsonRefused(what + place(e), pointer(e));
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private static String pointer(JacksonException e) {
    return e.processor() instanceof JsonParser parser && parser.streamReadContext() != null
        ? parser.streamReadContext().pathAsPointer().toString()
        : "";
  }

  /// Recursion is bounded by [#MAX_DEPTH].
  private static void checkValues(JsonNode node, Pointer pointer) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        checkText(member.getKey(), pointer);
        checkValues(member.getValue(), pointer.at(member.getKey()));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkValues(node.get(i), pointer.at(i));
      }
    } else if (node.isString()) {
      checkText(node.stringValue(), pointer);
    } else if (node.isFloatingPointNumber()) {
      BigDecimal number = node.decimalValue();
      long exponent = (long) number.precision() - number.scale() - 1;
      if (Math.abs(exponent) > MAX_EXPONENT) {
        throw new JsonRefused("a number's exponent is beyond " + MAX_EXPONENT, pointer.toString());
      }
      // Written again it must still be readable, and that form may be the longer one.
      if (number.toString().length() > MAX_NUMBER_LENGTH) {
        throw new JsonRefused(
            "a number longer than " + MAX_NUMBER_LENGTH + " characters", pointer.toString());
      }
    }
  }

  private static void checkText(String text, Pointer pointer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new JsonRefused("a surrogate without its partner", pointer.toString());
      }
    }
  }
}
