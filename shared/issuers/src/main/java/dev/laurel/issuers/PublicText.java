package dev.laurel.issuers;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What may not stand in a text that credentials carry into the open: they are copied to places
/// that nobody can clean up. Issuance refuses it once more, when it is too late to ask.
public final class PublicText {
  /// Completes "this ...".
  public static final String NO_ADDRESS =
      "must not hold an e-mail address: it becomes part of a credential that everyone can read";

  /// Completes "this ...".
  public static final String ONE_SCRIPT =
      "must not mix scripts within a word: with a letter from another alphabet one name looks like"
          + " another";

  private static final Set<UnicodeScript> ANY_SCRIPT =
      EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);

  private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

  // Lengths are bounded so that no text makes the search slow; longer ones are no addresses.
  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@([\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,63}");

  private PublicText() {}

  /// Whether the text holds what reads as an e-mail address, also percent-encoded in a URL.
  public static boolean holdsAddress(String text) {
    return ADDRESS.matcher(text).find() || ADDRESS.matcher(text.replace("%40", "@")).find();
  }

  /// Whether a word of the text mixes scripts (Unicode UTS 39, 5.2, held against each word): those
  /// that Japanese, Korean and Chinese write together count as one, and words of different scripts
  /// may stand side by side.
  public static boolean mixesScripts(String text) {
    return Stream.of(text.split("[^\\p{L}\\p{M}]+", -1)).anyMatch(PublicText::isMixed);
  }

  private static boolean isMixed(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(ANY_SCRIPT);
    return scripts.size() > 1
        && WRITTEN_TOGETHER.stream().noneMatch(together -> together.containsAll(scripts));
  }
}
