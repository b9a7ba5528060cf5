package dev.laurel.tlog.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/// What the kinds of entries have in common when they are checked and written.
final class Shape {
  /// The only version of the format.
  static final long VERSION = 1;

  /// Times are this coarse, so that an entry does not tell when somebody handed in.
  private static final long GRAIN_SECONDS = Duration.ofHours(1).toSeconds();

  private Shape() {}

  static SortedMap<String, Object> begin(String type, Instant at) {
    SortedMap<String, Object> entry = Jcs.object();
    entry.put("v", VERSION);
    entry.put("t", type);
    entry.put("at", at.getEpochSecond());
    return entry;
  }

  static Instant floor(Instant at) {
    long seconds = Jcs.requireNumber("at", at.getEpochSecond());
    return Instant.ofEpochSecond(seconds - seconds % GRAIN_SECONDS);
  }

  /// Sorted and without repetitions.
  static List<String> keys(List<String> methods) {
    if (methods.isEmpty() || methods.size() > LogEntry.MAX_KEYS) {
      throw new IllegalArgumentException("an entry names 1 to " + LogEntry.MAX_KEYS + " keys");
    }
    methods.forEach(method -> text("a key", method));
    return methods.stream().sorted().distinct().toList();
  }

  static byte[] bytes(String what, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(what + " has " + length + " bytes");
    }
    return bytes.clone();
  }

  /// Printable ASCII, not empty.
  static String text(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    return Jcs.requireAscii(what, text, LogEntry.MAX_TEXT);
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
