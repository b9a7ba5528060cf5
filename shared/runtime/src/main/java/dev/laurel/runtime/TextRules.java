package dev.laurel.runtime;

import dev.laurel.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What text from outside may hold. Everything else survives as it came, byte for byte.
final class TextRules {
  private TextRules() {}

  /// What is wrong with the text, completing "this ..."; empty where nothing is.
  static Optional<String> fault(String text, int max, boolean multiLine) {
    if (text.codePoints().noneMatch(TextRules::isVisible)) {
      return Optional.of("must not be empty: it shows nothing");
    }
    if (text.codePointCount(0, text.length()) > max) {
      return Optional.of("must have at most " + max + " characters");
    }
    if (multiLine) {
      // Lines end as their author's system ends them: also with CR LF.
      return text.chars().anyMatch(c -> isControl(c) && c != '\n' && c != '\r' && c != '\t')
          ? Optional.of(
              "must not hold control characters (U+0000 to U+001F, U+007F) other than line ends"
                  + " and tab")
          : Optional.empty();
    }
    if (text.chars().anyMatch(c -> isControl(c) || isC1(c))) {
      return Optional.of(
          "must not hold control characters (U+0000 to U+001F, U+007F to U+009F): it is one line");
    }
    return text.chars().anyMatch(TextRules::breaksOrTurnsTheLine)
        ? Optional.of(
            "must not hold line separators (U+2028, U+2029) or direction overrides (U+202A to"
                + " U+202E)")
        : Optional.empty();
  }

  /// Every text in a value, at any depth, for which `test` holds, by its JSON Pointer. Recursion is
  /// bounded by [Json#MAX_DEPTH].
  static void each(String where, JsonNode node, Predicate<String> test, Consumer<String> found) {
    if (node.isString() && test.test(node.stringValue())) {
      found.accept(where);
    }
    int i = 0;
    for (JsonNode entry : node.isArray() ? node.values() : List.<JsonNode>of()) {
      each(where + "/" + i++, entry, test, found);
    }
    node.properties()
        .forEach(
            member -> each(where + Json.step(member.getKey()), member.getValue(), test, found));
  }

  private static boolean isControl(int c) {
    return c < ' ' || c == 0x7f;
  }

  private static boolean isC1(int c) {
    return c >= 0x80 && c <= 0x9f;
  }

  /// In a name that is shown in a sentence of ours, these would move or turn what follows. Marks
  /// and isolates, which right-to-left names need, do not.
  private static boolean breaksOrTurnsTheLine(int c) {
    return c >= 0x2028 && c <= 0x202e;
  }

  /// Whether a reader sees something: no space of any kind, no control or format character, none of
  /// the letters that are blank by design (Hangul fillers, the empty braille pattern).
  private static boolean isVisible(int c) {
    boolean blankLetter = c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
    int type = Character.getType(c);
    return !blankLetter
        && !Character.isSpaceChar(c)
        && !Character.isWhitespace(c)
        && type != Character.CONTROL
        && type != Character.FORMAT;
  }
}
