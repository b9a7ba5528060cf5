package dev.laurel.tlog.entry;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Canonical JSON (RFC 8785) of the few shapes that entries have: objects, lists, whole numbers up
/// to 2^53 - 1 and printable ASCII.
final class Jcs {
  /// Largest whole number that every reader of JSON keeps exactly (RFC 8785 section 3.2.2.3).
  static final long MAX_NUMBER = (1L << 53) - 1;

  private Jcs() {}

  /// An object to put members into; they are written in the order of their names.
  static SortedMap<String, Object> object() {
    return new TreeMap<>();
  }

  static String write(Map<String, ?> object) {
    StringBuilder out = new StringBuilder(256);
    append(out, object);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        char separator = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.append(separator);
          append(out, member.getKey());
          append(out.append(':'), member.getValue());
          separator = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          append(i == 0 ? out : out.append(','), list.get(i));
        }
        out.append(']');
      }
      case String text -> appendText(out, text);
      case Long number -> out.append(number.longValue());
      default -> throw new IllegalArgumentException("no entry holds " + value.getClass());
    }
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /// The text itself, where it is printable ASCII of at most `max` characters.
  static String requireAscii(String what, String text, int max) {
    if (text.length() > max || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(what + " is not printable ASCII of at most " + max);
    }
    return text;
  }

  static long requireNumber(String what, long number) {
    if (number < 0 || number > MAX_NUMBER) {
      throw new IllegalArgumentException(what + " is not between 0 and 2^53 - 1");
    }
    return number;
  }
}
