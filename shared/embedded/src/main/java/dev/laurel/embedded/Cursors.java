package dev.laurel.embedded;

import dev.laurel.storage.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Cursors as text: the parts of the last key shown, in base64url. Parts of keys hold no space, so
/// a space parts them; the number of parts leads, so that a cursor of another kind is refused.
final class Cursors {
  private Cursors() {}

  static Cursor write(List<String> parts) {
    String text = parts.size() + " " + String.join(" ", parts);
    return new Cursor(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /// The parts, none for the start. Throws [IllegalArgumentException] where the cursor is no cursor
  /// with that many parts.
  static List<String> read(Cursor cursor, int parts) {
    if (cursor.equals(Cursor.START)) {
      return List.of();
    }
    byte[] bytes = Base64.getUrlDecoder().decode(cursor.text());
    List<String> words = List.of(new String(bytes, StandardCharsets.US_ASCII).split(" ", -1));
    boolean readable =
        words.size() == parts + 1
            && words.getFirst().equals(Integer.toString(parts))
            && words.stream().noneMatch(String::isEmpty);
    if (!readable) {
      throw new IllegalArgumentException("unreadable cursor");
    }
    return words.subList(1, words.size());
  }
}
