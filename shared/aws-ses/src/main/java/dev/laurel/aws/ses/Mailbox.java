package dev.laurel.aws.ses;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A sender as a header field takes it: `name <address>` (RFC 5322 3.4). SES encodes subjects and
/// bodies by itself, but wants a sender's name in 7 bits already.
final class Mailbox {
  /// UTF-8 bytes in one encoded word: 45 make 60 characters of Base64, and with the 12 around them
  /// stay below the 75 of RFC 2047 section 2.
  private static final int WORD_BYTES = 45;

  private Mailbox() {}

  static String of(String name, String address) {
    if (name.isBlank()) {
      return address;
    }
    boolean ascii = name.chars().allMatch(c -> c >= ' ' && c <= '~');
    // A plain name that looks like an encoded word would be decoded by whoever reads it.
    return (ascii && !name.contains("=?") ? quoted(name) : encoded(name)) + " <" + address + ">";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Encoded words of whole characters (RFC 2047 section 5: none may be split between words).
  private static String encoded(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int size = 0;
    for (int codePoint : name.codePoints().toArray()) {
      String character = Character.toString(codePoint);
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      if (size + bytes > WORD_BYTES) {
        words.add(base64(word));
        word.setLength(0);
        size = 0;
      }
      word.append(character);
      size += bytes;
    }
    words.add(base64(word));
    return String.join(" ", words);
  }

  private static String base64(CharSequence word) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
