package dev.laurel.functions.sequencer;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TreeExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Work over made-up entries before a snapshot, so that hashing, tiles and notes are compiled.
final class Warmth {
  /// Two levels of tiles, and enough rounds for the JIT.
  private static final int ENTRIES = 1_000;

  private Warmth() {}

  static void prime() {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
    }
    TreeExtension tree = TreeExtension.of(0, path -> new byte[0], entries);
    for (int i = 0; i < ENTRIES; i++) {
      tree.inclusion(i);
    }
    Checkpoint checkpoint = new Checkpoint("prime", tree.size(), tree.root());
    Checkpoint.parse(new Note(checkpoint.text(), List.of()).text());
  }
}
