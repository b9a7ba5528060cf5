package dev.laurel.tlog;

import java.util.Optional;

/// What a log says of itself: its origin, how many entries it has and their root (C2SP
/// tlog-checkpoint). Saying so is not enough: [SignedCheckpoint] is one to believe.
public record Checkpoint(String origin, long size, Hash root) {
  /// Longest origin that an ML-DSA cosignature can repeat: one byte counts it.
  public static final int MAX_ORIGIN = CosignatureMessage.MAX_OPAQUE;

  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("an origin is one line");
    }
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size");
    }
  }

  /// The checkpoint in a note's text, or empty where it is none. Extension lines may follow and are
  /// not kept, so check signatures over the note's own text.
  public static Optional<Checkpoint> parse(String noteText) {
    if (!noteText.endsWith("\n")) {
      return Optional.empty();
    }
    String[] lines = noteText.substring(0, noteText.length() - 1).split("\n", -1);
    if (lines.length < 3 || lines[0].isEmpty()) {
      return Optional.empty();
    }
    for (int i = 3; i < lines.length; i++) {
      if (lines[i].isEmpty()) {
        return Optional.empty();
      }
    }
    Optional<Long> size = Decimal.parse(lines[1]);
    Optional<Hash> root = Hash.parseBase64(lines[2]);
    return size.isPresent() && root.isPresent()
        ? Optional.of(new Checkpoint(lines[0], size.get(), root.get()))
        : Optional.empty();
  }

  /// The text to sign: three lines without extensions.
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }
}
