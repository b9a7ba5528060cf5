package dev.laurel.local.logfiles;

import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TilePath;
import java.util.Optional;

/// How large a file of a log may be by its name (C2SP tlog-tiles): what is larger is none.
final class LogFileSizes {
  /// Each entry has its length in two bytes before it.
  private static final int LENGTH_PREFIX = 2;

  private LogFileSizes() {}

  /// The most bytes, or empty where no log has a file of that name.
  static Optional<Integer> limit(String path) {
    if (path.equals("checkpoint")) {
      return Optional.of(Note.MAX_BYTES);
    }
    return TilePath.parse(path)
        .map(tile ->
            tile.kind() == TilePath.Kind.HASHES
                ? tile.width() * Hash.LENGTH
                : tile.width() * (EntryBundle.MAX_ENTRY + LENGTH_PREFIX));
  }
}
