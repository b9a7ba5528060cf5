package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.json.Json;
import dev.laurel.json.Pointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// JSON in its one canonical form (RFC 8785): members in the order of their names' UTF-16 units, no
/// space, numbers as ECMAScript prints them. Recursion is bounded by the depth that the tree was
/// checked for.
public final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  /// From this exponent on ECMAScript prints digits, `e` and the exponent (ECMA-262,
  /// Number::toString).
  private static final int FIRST_LARGE_EXPONENT = 21;

  private static final int FIRST_SMALL_EXPONENT = -6;

  private CanonicalJson() {}

  /// The canonical form. Throws [IllegalArgumentException] for a surrogate without its partner, and
  /// for a number that no IEEE 754 double comes near.
  public static String write(JsonNode node) {
    StringBuilder out = new StringBuilder(256);
    append(out, node);
    return out.toString();
  }

  /// What the form would not keep, or empty where it keeps all: a number that other JSON readers
  /// would change, and surrogates without their partner.
  static Optional<Refused> objection(JsonNode node) {
    return objection(node, Pointer.ROOT, 1);
  }

  private static Optional<Refused> objection(JsonNode node, Pointer pointer, int depth) {
    if (depth > Json.MAX_DEPTH) {
      return refused(Reason.RESOURCE_LIMIT, "nested deeper than " + Json.MAX_DEPTH, pointer);
    }
    return switch (node.getNodeType()) {
      case OBJECT -> {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          Pointer at = pointer.at(member.getKey());
          Optional<Refused> found =
              lone(member.getKey())
                  ? refused(Reason.INVALID, "a surrogate without its partner", pointer)
                  : objection(member.getValue(), at, depth + 1);
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      case ARRAY -> {
        for (int i = 0; i < node.size(); i++) {
          Optional<Refused> found = objection(node.get(i), pointer.at(i), depth + 1);
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      case STRING ->
          lone(node.stringValue())
              ? refused(Reason.INVALID, "a surrogate without its partner", pointer)
              : Optional.empty();
      case NUMBER ->
          kept(node.decimalValue())
              ? Optional.empty()
              : refused(Reason.DROPPED_VALUE, "a number with more digits than are signed", pointer);
      case BOOLEAN, NULL -> Optional.empty();
      case MISSING, BINARY, POJO -> refused(Reason.INVALID, "not JSON", pointer);
    };
  }

  private static Optional<Refused> refused(Reason reason, String detail, Pointer pointer) {
    return Optional.of(new Refused(reason, detail, pointer.toString()));
  }

  private static boolean kept(BigDecimal number) {
    double nearest = number.doubleValue();
    return Double.isFinite(nearest) && new BigDecimal(number(nearest)).compareTo(number) == 0;
  }

  private static void append(StringBuilder out, JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        // String orders by UTF-16 units, as RFC 8785 section 3.2.3 does.
        TreeMap<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
          text(out.append(separator), member.getKey());
          append(out.append(':'), member.getValue());
          separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
          append(i == 0 ? out : out.append(','), node.get(i));
        }
        out.append(']');
      }
      case STRING -> text(out, node.stringValue());
      case NUMBER -> out.append(number(node.decimalValue().doubleValue()));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case MISSING, BINARY, POJO -> throw new IllegalArgumentException("not JSON");
    }
  }

  private static void text(StringBuilder out, String text) {
    if (lone(text)) {
      throw new IllegalArgumentException("a surrogate without its partner");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean lone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /// A double as ECMAScript prints it (ECMA-262, Number::toString): the shortest digits that lead
  /// back to it, which the JDK finds too (since 19).
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a number that JSON does not have");
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = shortest(Math.abs(value));
    BigInteger unscaled = decimal.unscaledValue();
    String digits = unscaled.toString();
    int exponent = digits.length() - decimal.scale();
    String text;
    if (digits.length() <= exponent && exponent <= FIRST_LARGE_EXPONENT) {
      text = digits + "0".repeat(exponent - digits.length());
    } else if (exponent > 0 && exponent <= FIRST_LARGE_EXPONENT) {
      text = digits.substring(0, exponent) + "." + digits.substring(exponent);
    } else if (exponent > FIRST_SMALL_EXPONENT && exponent <= 0) {
      text = "0." + "0".repeat(-exponent) + digits;
    } else {
      int power = exponent - 1;
      text =
          digits.charAt(0)
              + (digits.length() > 1 ? "." + digits.substring(1) : "")
              + "e"
              + (power < 0 ? "-" : "+")
              + Math.abs(power);
    }
    return value < 0 ? "-" + text : text;
  }

  /// The JDK prints two digits at least; among the smallest doubles one is enough (5e-324).
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = decimal.round(new MathContext(1, RoundingMode.HALF_UP)).stripTrailingZeros();
    return decimal.precision() == 2 && one.doubleValue() == value ? one : decimal;
  }
}
