package dev.laurel.tlog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a tile of hashes or of an entry bundle below the log's prefix (C2SP tlog-tiles):
/// `tile/<level>/<index>[.p/<width>]` and `tile/entries/<index>[.p/<width>]`. A width of
/// [#FULL_WIDTH] is a full tile and is not written.
///
/// @param level 0 for bundles
public record TilePath(Kind kind, int level, long index, int width)
    implements Comparable<TilePath> {
  /// What a tile holds.
  public enum Kind {
    HASHES,
    ENTRIES
  }

  /// Hashes in a full tile, entries in a full bundle.
  public static final int FULL_WIDTH = 256;

  /// Highest level of the grammar (tlog-tiles: 0 to 63); a tree of 2^63 leaves reaches 7.
  private static final int MAX_LEVEL = 63;

  /// Bits of a level: 256 hashes of one level are one hash of the next.
  static final int LEVEL_BITS = 8;

  /// Groups of three digits in the longest index: fewer than 2^55 tiles of level 0 hold all leaves.
  private static final int MAX_GROUPS = 6;

  private static final Pattern SYNTAX =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,"
              + (MAX_GROUPS - 1)
              + "}+[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  private static final Comparator<TilePath> ORDER =
      Comparator.comparing(TilePath::kind)
          .thenComparingInt(TilePath::level)
          .thenComparingLong(TilePath::index)
          .thenComparingInt(TilePath::width);

  public TilePath {
    if (level < 0 || level > MAX_LEVEL || (kind == Kind.ENTRIES && level != 0)) {
      throw new IllegalArgumentException("no tile has level " + level);
    }
    if (index < 0 || Long.toString(index).length() > 3 * MAX_GROUPS) {
      throw new IllegalArgumentException("no tile has index " + index);
    }
    if (width < 1 || width > FULL_WIDTH) {
      throw new IllegalArgumentException("a tile is 1 to " + FULL_WIDTH + " wide");
    }
  }

  /// The path in text from outside, or empty where it is not the one way to write a tile's.
  public static Optional<TilePath> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean entries = matcher.group(1).equals("entries");
    int level = entries ? 0 : Integer.parseInt(matcher.group(1));
    long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
    String partial = matcher.group(3);
    int width = partial == null ? FULL_WIDTH : Integer.parseInt(partial);
    if (level > MAX_LEVEL || width > FULL_WIDTH) {
      return Optional.empty();
    }
    TilePath path = new TilePath(entries ? Kind.ENTRIES : Kind.HASHES, level, index, width);
    return path.text().equals(text) ? Optional.of(path) : Optional.empty();
  }

  /// A tile of hashes.
  public static TilePath hashes(int level, long index, int width) {
    return new TilePath(Kind.HASHES, level, index, width);
  }

  /// An entry bundle.
  public static TilePath entries(long index, int width) {
    return new TilePath(Kind.ENTRIES, 0, index, width);
  }

  /// The tile that holds a complete subtree's hash in a tree of this size, as wide as that tree has
  /// it.
  static TilePath holding(int level, long index, long size) {
    int tileLevel = level / LEVEL_BITS;
    long tile = index << (level % LEVEL_BITS) >> LEVEL_BITS;
    return hashes(tileLevel, tile, widthIn(size, tileLevel, tile));
  }

  private static int widthIn(long size, int level, long tile) {
    long hashes = hashesAt(level, size);
    return (int) Math.min(FULL_WIDTH, hashes - (tile << LEVEL_BITS));
  }

  /// How many hashes a level has in a tree of this size.
  static long hashesAt(int level, long size) {
    return level * LEVEL_BITS >= Long.SIZE - 1 ? 0 : size >> (level * LEVEL_BITS);
  }

  /// The tiles and bundles that a tree of `newSize` has and the tree of `oldSize` has not, or has
  /// narrower.
  public static List<TilePath> newOrChanged(long oldSize, long newSize) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("a tree does not shrink");
    }
    List<TilePath> paths = new ArrayList<>();
    for (int level = 0; hashesAt(level, newSize) > 0; level++) {
      long from = hashesAt(level, oldSize);
      long to = hashesAt(level, newSize);
      for (long tile = from >> LEVEL_BITS; from < to && tile <= (to - 1) >> LEVEL_BITS; tile++) {
        int width = widthIn(newSize, level, tile);
        paths.add(hashes(level, tile, width));
        if (level == 0) {
          paths.add(entries(tile, width));
        }
      }
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  /// All tiles and bundles of a tree of this size.
  public static List<TilePath> all(long size) {
    return newOrChanged(0, size);
  }

  /// What must be read to go on from a tree of this size, and suffices for its root: the partial
  /// tile of each level that has one, and the partial bundle.
  public static List<TilePath> edge(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size");
    }
    List<TilePath> paths = new ArrayList<>();
    for (int level = 0; hashesAt(level, size) > 0; level++) {
      int width = (int) (hashesAt(level, size) % FULL_WIDTH);
      if (width > 0) {
        long tile = hashesAt(level, size) >> LEVEL_BITS;
        paths.add(hashes(level, tile, width));
        if (level == 0) {
          paths.add(entries(tile, width));
        }
      }
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  /// Whether this is a full tile, which never changes.
  public boolean full() {
    return width == FULL_WIDTH;
  }

  /// The full tile that a partial one grows into.
  public TilePath toFull() {
    return full() ? this : new TilePath(kind, level, index, FULL_WIDTH);
  }

  /// The index of its first hash within the level, or of its first entry within the log.
  public long first() {
    return index << LEVEL_BITS;
  }

  /// The path below the log's prefix, such as `tile/0/x001/x234/067.p/12`.
  public String text() {
    String digits = Long.toString(index);
    String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
    StringBuilder text = new StringBuilder("tile/");
    text.append(kind == Kind.ENTRIES ? "entries" : Integer.toString(level)).append('/');
    for (int i = 0; i + 3 < padded.length(); i += 3) {
      text.append('x').append(padded, i, i + 3).append('/');
    }
    text.append(padded, padded.length() - 3, padded.length());
    return full() ? text.toString() : text.append(".p/").append(width).toString();
  }

  @Override
  public int compareTo(TilePath other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
