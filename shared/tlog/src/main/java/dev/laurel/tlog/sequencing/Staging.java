package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.TilePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The one object that holds everything of a batch before its head is committed: all new tiles and
/// bundles, and so the ordered entries.
///
/// A first line names the format; then each file as `<path> <length>`, a line feed, and its bytes.
final class Staging {
  private static final byte[] FORMAT = "laurel/staging/v1\n".getBytes(StandardCharsets.US_ASCII);

  /// Longest line: a tile's path and a length.
  private static final int MAX_LINE = 100;

  private Staging() {}

  static byte[] of(SortedMap<TilePath, byte[]> files) {
    int size = files.values().stream().mapToInt(bytes -> bytes.length + MAX_LINE).sum();
    ByteArrayOutputStream staged = new ByteArrayOutputStream(FORMAT.length + size);
    staged.writeBytes(FORMAT);
    for (Map.Entry<TilePath, byte[]> file : files.entrySet()) {
      String line = file.getKey().text() + " " + file.getValue().length + "\n";
      staged.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
      staged.writeBytes(file.getValue());
    }
    return staged.toByteArray();
  }

  /// The files, or empty where the bytes are malformed.
  static Optional<SortedMap<TilePath, byte[]>> parse(byte[] staged) {
    if (!Arrays.equals(FORMAT, Arrays.copyOf(staged, Math.min(staged.length, FORMAT.length)))) {
      return Optional.empty();
    }
    SortedMap<TilePath, byte[]> files = new TreeMap<>();
    int at = FORMAT.length;
    while (at < staged.length) {
      int end = at;
      while (end < staged.length && end - at < MAX_LINE && staged[end] != '\n') {
        end++;
      }
      String[] line = new String(staged, at, end - at, StandardCharsets.US_ASCII).split(" ", -1);
      Optional<TilePath> path = TilePath.parse(line[0]);
      if (path.isEmpty() || line.length != 2 || !line[1].matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      int from = end + 1;
      int to = from + Integer.parseInt(line[1]);
      if (to > staged.length) {
        return Optional.empty();
      }
      files.put(path.get(), Arrays.copyOfRange(staged, from, to));
      at = to;
    }
    return Optional.of(files);
  }

  /// The entries from one index up to another in staged bundles, or empty where they do not hold
  /// them.
  static Optional<List<byte[]>> entries(Map<TilePath, byte[]> files, long from, long to) {
    List<byte[]> entries = new ArrayList<>();
    for (TilePath path : TilePath.newOrChanged(from, to)) {
      if (path.kind() == TilePath.Kind.ENTRIES) {
        byte[] bytes = files.getOrDefault(path, new byte[0]);
        Optional<List<byte[]>> bundle = EntryBundle.parse(bytes, path.width());
        if (bundle.isEmpty()) {
          return Optional.empty();
        }
        int skipped = (int) Math.max(0, from - path.first());
        entries.addAll(bundle.get().subList(skipped, path.width()));
      }
    }
    return Optional.of(entries);
  }
}
