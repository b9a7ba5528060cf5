package dev.laurel.embedded;

import dev.laurel.notification.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A letter as RFC 5322 and MIME write it: plain text and HTML as alternatives, both in base64.
final class InternetMessage {
  // RFC 2047, 2: an encoded word has at most 75 characters; 45 bytes make 60, and the frame 12.
  private static final int WORD_BYTES = 45;
  private static final String END = "\r\n";

  private InternetMessage() {}

  static byte[] bytes(String id, Instant at, Letter letter) {
    String boundary = "part-" + id;
    List<String> lines = new ArrayList<>();
    lines.add("From: " + words(letter.fromName()) + " <" + letter.fromAddress() + ">");
    lines.add("To: <" + letter.to() + ">");
    lines.add("Subject: " + words(letter.subject()));
    lines.add("Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
    lines.add("Message-ID: <" + id + "@mailbox.invalid>");
    letter.headers().forEach((name, value) -> lines.add(name + ": " + value));
    lines.add("MIME-Version: 1.0");
    lines.add("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"");
    lines.add("");
    part(lines, boundary, "text/plain", letter.text());
    part(lines, boundary, "text/html", letter.html());
    lines.add("--" + boundary + "--");
    lines.add("");
    return String.join(END, lines).getBytes(StandardCharsets.US_ASCII);
  }

  private static void part(List<String> lines, String boundary, String type, String text) {
    lines.add("--" + boundary);
    lines.add("Content-Type: " + type + "; charset=utf-8");
    lines.add("Content-Transfer-Encoding: base64");
    lines.add("");
    lines.add(Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The text as encoded words (RFC 2047), each of whole characters; nothing in it can then be
  /// syntax.
  private static String words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int size = 0;
    for (int c : text.codePoints().toArray()) {
      String one = Character.toString(c);
      int bytes = one.getBytes(StandardCharsets.UTF_8).length;
      if (size + bytes > WORD_BYTES) {
        words.add(encoded(word.toString()));
        word.setLength(0);
        size = 0;
      }
      word.append(one);
      size += bytes;
    }
    words.add(encoded(word.toString()));
    return String.join(END + " ", words);
  }

  private static String encoded(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
