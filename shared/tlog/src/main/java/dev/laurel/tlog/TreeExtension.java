package dev.laurel.tlog;

import dev.laurel.credentials.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What a tree becomes when entries are appended: its new size and root, the tiles and bundles that
/// are new or changed, and the inclusion paths of the new leaves. Hashing happens once, in [#of]; a
/// path costs one look-up per level. Immutable.
public final class TreeExtension {
  private final long oldSize;
  private final long size;
  private final List<Hash[]> rows;
  private final List<Hash> left;
  private final List<Hash> rightEdge;
  private final SortedMap<TilePath, byte[]> tiles;

  private TreeExtension(
      long oldSize,
      long size,
      List<Hash[]> rows,
      List<Hash> left,
      List<Hash> rightEdge,
      SortedMap<TilePath, byte[]> tiles) {
    this.oldSize = oldSize;
    this.size = size;
    this.rows = rows;
    this.left = left;
    this.rightEdge = rightEdge;
    this.tiles = Collections.unmodifiableSortedMap(tiles);
  }

  /// The extension of a tree of `size` by entries in this order.
  ///
  /// @param edgeTiles the bytes of each path of [TilePath#edge]; compare [#edgeRoot] with a root
  ///   that is believed before relying on them. Malformed ones end in [IllegalArgumentException].
  public static TreeExtension of(
      long size, Function<TilePath, byte[]> edgeTiles, List<byte[]> entries) {
    TreeEdge edge = TreeEdge.read(size, edgeTiles);
    return new Growth(size, edge, entries).extension();
  }

  /// The root of the tree of `size` whose edge this is, or empty where a tile has the wrong length
  /// or the bundle's entries are not the leaves of the tile beside it.
  public static Optional<Hash> edgeRoot(long size, Function<TilePath, byte[]> edgeTiles) {
    return TreeEdge.read(size, edgeTiles).root();
  }

  /// The size after the entries.
  public long size() {
    return size;
  }

  /// The root after the entries.
  public Hash root() {
    return rightEdge.getLast();
  }

  /// All tiles and bundles of the new size that the old one has not, or has narrower, by path;
  /// unmodifiable, and the arrays are not copied.
  public SortedMap<TilePath, byte[]> tiles() {
    return tiles;
  }

  /// The inclusion path of a new leaf in the new tree.
  public List<Hash> inclusion(long index) {
    if (index < oldSize || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not among the new ones");
    }
    List<Hash> path = new ArrayList<>(rightEdge.size());
    long last = size - 1;
    for (int level = 0; last >> level > 0; level++) {
      long sibling = (index >> level) ^ 1;
      if (sibling < last >> level) {
        path.add(complete(level, sibling));
      } else if (sibling == last >> level) {
        path.add(rightEdge.get(level));
      }
    }
    return path;
  }

  /// A complete subtree next to the way up from a new leaf: new itself, or the last old one.
  private Hash complete(int level, long index) {
    long fresh = oldSize >> level;
    return index < fresh ? left.get(level) : rows.get(level)[(int) (index - fresh)];
  }

  /// One extension in the making.
  private static final class Growth {
    private final long oldSize;
    private final long size;
    private final TreeEdge edge;
    private final List<byte[]> entries;
    private final MessageDigest digest = Sha256.digest();

    /// By level: the complete subtrees that hold a new leaf, from index `oldSize >> level` on.
    private final List<Hash[]> rows = new ArrayList<>();

    /// By level: the complete old subtree just before those, where their first is a right child.
    private final List<Hash> left = new ArrayList<>();

    Growth(long oldSize, TreeEdge edge, List<byte[]> entries) {
      this.oldSize = oldSize;
      this.size = Math.addExact(oldSize, entries.size());
      this.edge = edge;
      this.entries = entries;
    }

    TreeExtension extension() {
      SubtreeHashes old = edge.hashes();
      Hash[] row = new Hash[entries.size()];
      for (int i = 0; i < row.length; i++) {
        EntryBundle.requireEntry(entries.get(i));
        row[i] = Hash.leaf(digest, entries.get(i));
      }
      for (int level = 0; level == 0 || size >> level > 0; level++) {
        if (level > 0) {
          row = above(level, row);
        }
        rows.add(row);
        long fresh = oldSize >> level;
        left.add((fresh & 1) == 1 ? old.get(level, fresh - 1) : Hash.EMPTY_ROOT);
      }
      return new TreeExtension(oldSize, size, rows, left, rightEdge(), tiles());
    }

    /// The complete subtrees of a level from those one below.
    private Hash[] above(int level, Hash[] below) {
      long from = oldSize >> level;
      long to = size >> level;
      long belowFrom = oldSize >> (level - 1);
      Hash[] row = new Hash[(int) (to - from)];
      for (int i = 0; i < row.length; i++) {
        long child = (from + i) << 1;
        Hash first = child < belowFrom ? left.get(level - 1) : below[(int) (child - belowFrom)];
        row[i] = Hash.node(digest, first, below[(int) (child + 1 - belowFrom)]);
      }
      return row;
    }

    /// By level: the hash over the leaves from the last node of the level on, complete or not; the
    /// last of them is the root.
    private List<Hash> rightEdge() {
      List<Hash> hashes = new ArrayList<>();
      if (entries.isEmpty()) {
        hashes.add(MerkleTree.root(size, edge.hashes()));
        return hashes;
      }
      hashes.add(at(0, size - 1));
      for (int level = 0; (size - 1) >> level > 0; level++) {
        long last = (size - 1) >> level;
        Hash below = hashes.getLast();
        hashes.add((last & 1) == 1 ? Hash.node(digest, at(level, last - 1), below) : below);
      }
      return hashes;
    }

    private Hash at(int level, long index) {
      long fresh = oldSize >> level;
      return index < fresh ? left.get(level) : rows.get(level)[(int) (index - fresh)];
    }

    private SortedMap<TilePath, byte[]> tiles() {
      SortedMap<TilePath, byte[]> tiles = new TreeMap<>();
      for (TilePath path : TilePath.newOrChanged(oldSize, size)) {
        tiles.put(path, path.kind() == TilePath.Kind.ENTRIES ? bundle(path) : tile(path));
      }
      return tiles;
    }

    /// The old hashes of the tile, then the new ones.
    private byte[] tile(TilePath path) {
      byte[] tile = new byte[path.width() * Hash.LENGTH];
      long fresh = TilePath.hashesAt(path.level(), oldSize);
      int kept = (int) Math.max(0, fresh - path.first());
      if (kept > 0) {
        System.arraycopy(
            edge.get(TilePath.hashes(path.level(), path.index(), kept)),
            0,
            tile,
            0,
            kept * Hash.LENGTH);
      }
      Hash[] row = rows.get(path.level() * TilePath.LEVEL_BITS);
      for (int i = kept; i < path.width(); i++) {
        row[(int) (path.first() + i - fresh)].copyTo(tile, i * Hash.LENGTH);
      }
      return tile;
    }

    private byte[] bundle(TilePath path) {
      int kept = (int) Math.max(0, oldSize - path.first());
      int from = (int) (path.first() + kept - oldSize);
      byte[] added = EntryBundle.of(entries.subList(from, from + path.width() - kept));
      return kept == 0
          ? added
          : StrictBase64.concat(edge.get(TilePath.entries(path.index(), kept)), added);
    }
  }
}
