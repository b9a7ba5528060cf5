package dev.laurel.credentials.baking;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Text for a drawing: what can be shown of it, in lines that fit. Widths are estimated, as nobody
/// knows the reader's fonts; what is estimated too long ends in an ellipsis.
final class BadgeText {
  private static final String NARROW = "iIljtfr.,:;'|!()[] ";
  private static final String WIDE = "mwMW@%&";

  /// Scripts in which the first letters of words make an abbreviation.
  private static final Set<Character.UnicodeScript> ABBREVIATED =
      Set.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC);

  /// Longest text looked at, in UTF-16 units; three lines hold about sixty.
  private static final int MOST = 400;

  private BadgeText() {}

  /// The text without what XML or a reader would stumble over: control and formatting characters
  /// become spaces, lone surrogates go.
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .filter(c -> Character.getType(c) != Character.SURROGATE && (c & 0xfffe) != 0xfffe)
        .map(c -> isShown(c) ? c : ' ')
        .forEach(shown::appendCodePoint);
    return shown.toString().replaceAll("\\s+", " ").strip();
  }

  /// Joiners make letters and emoji; other formatting turns text around.
  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return (type != Character.CONTROL && type != Character.FORMAT) || c == 0x200c || c == 0x200d;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// One to three characters that stand for a name.
  static String initials(String name) {
    List<String> words =
        Arrays.stream(name.split("[\\s\\p{Punct}–—]+"))
            .filter(word -> !word.isEmpty() && Character.isLetterOrDigit(word.codePointAt(0)))
            .toList();
    if (words.isEmpty()) {
      return "★";
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(words.getFirst().codePointAt(0));
    if (!ABBREVIATED.contains(script)) {
      int count = Character.isIdeographic(words.getFirst().codePointAt(0)) ? 2 : 1;
      return first(words.getFirst(), count);
    }
    List<String> capitals =
        words.stream().filter(word -> Character.isUpperCase(word.codePointAt(0))).toList();
    StringBuilder initials = new StringBuilder();
    (capitals.isEmpty() ? words : capitals)
        .stream().limit(3).forEach(word -> initials.append(first(word, 1)));
    return initials.toString().toUpperCase(Locale.ROOT);
  }

  /// The first characters as a person counts them.
  private static String first(String word, int count) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(word);
    int end = characters.next(count);
    return end == BreakIterator.DONE ? word : word.substring(0, Math.min(end, 12));
  }

  /// Lines of at most `width` at this font size, at most `most` of them.
  static List<String> wrapped(String text, int size, int width, int most) {
    List<String> lines = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    StringBuilder line = new StringBuilder();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      String piece = text.substring(start, end);
      if (!line.isEmpty() && width(line + piece.stripTrailing(), size) > width) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(piece);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString().strip());
    }
    if (lines.size() > most) {
      List<String> shown = new ArrayList<>(lines.subList(0, most));
      shown.set(most - 1, shown.get(most - 1) + "…");
      lines = shown;
    }
    return lines.stream().map(one -> cut(one, size, width)).toList();
  }

  private static String cut(String line, int size, int width) {
    if (width(line, size) <= width) {
      return line;
    }
    int end = line.length();
    while (end > 1 && width(line.substring(0, end) + "…", size) > width) {
      end -= Character.isLowSurrogate(line.charAt(end - 1)) ? 2 : 1;
    }
    return line.substring(0, Math.max(end, 1)).strip() + "…";
  }

  private static double width(String text, int size) {
    return size * text.codePoints().mapToDouble(BadgeText::width).sum();
  }

  /// Of the font's size; between the usual sans-serif fonts.
  private static double width(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.33;
    }
    if (WIDE.indexOf(c) >= 0) {
      return 0.9;
    }
    if (c >= 0x1100 && (Character.isIdeographic(c) || c <= 0x11ff || c >= 0x3000)) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || c == 0x200c || c == 0x200d) {
      return 0;
    }
    return Character.isUpperCase(c) ? 0.74 : 0.61;
  }
}
