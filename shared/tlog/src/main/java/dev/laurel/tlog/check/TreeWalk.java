package dev.laurel.tlog.check;

import dev.laurel.tlog.Hash;
import dev.laurel.tlog.TilePath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Rebuilds a tree leaf by leaf, keeping at each level only the tile that is not full yet, and
/// hands out each tile when it is complete.
final class TreeWalk {
  /// Takes a tile as it must be.
  interface Tiles {
    void rebuilt(TilePath path, byte[] bytes);
  }

  private final Tiles tiles;
  private final List<List<Hash>> levels = new ArrayList<>();
  private long size;

  TreeWalk(Tiles tiles) {
    this.tiles = tiles;
  }

  long size() {
    return size;
  }

  void add(Hash leaf) {
    size++;
    add(0, leaf);
  }

  private void add(int level, Hash hash) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Hash> open = levels.get(level);
    open.add(hash);
    if (open.size() == TilePath.FULL_WIDTH) {
      tiles.rebuilt(path(level), bytes(open));
      Hash above = subtree(open);
      open.clear();
      add(level + 1, above);
    }
  }

  /// Hands out the partial tiles.
  void finish() {
    for (int level = 0; level < levels.size(); level++) {
      if (!levels.get(level).isEmpty()) {
        tiles.rebuilt(path(level), bytes(levels.get(level)));
      }
    }
  }

  /// The path of the open tile of a level; when full, before anything is added above it.
  private TilePath path(int level) {
    long leaves = 1L << (Byte.SIZE * level);
    return TilePath.hashes(
        level, ((size / leaves) - 1) / TilePath.FULL_WIDTH, levels.get(level).size());
  }

  /// The root of the leaves so far: complete subtrees from the smallest, at the right, upwards.
  Hash root() {
    List<Hash> smallestFirst = new ArrayList<>();
    for (List<Hash> open : levels) {
      int end = open.size();
      while (end > 0) {
        int width = Integer.lowestOneBit(end);
        smallestFirst.add(subtree(open.subList(end - width, end)));
        end -= width;
      }
    }
    if (smallestFirst.isEmpty()) {
      return Hash.EMPTY_ROOT;
    }
    Hash root = smallestFirst.getFirst();
    for (Hash left : smallestFirst.subList(1, smallestFirst.size())) {
      root = Hash.node(left, root);
    }
    return root;
  }

  /// The hash over a power of two of hashes.
  private static Hash subtree(List<Hash> hashes) {
    List<Hash> row = hashes;
    while (row.size() > 1) {
      List<Hash> above = new ArrayList<>(row.size() / 2);
      for (int i = 0; i < row.size(); i += 2) {
        above.add(Hash.node(row.get(i), row.get(i + 1)));
      }
      row = above;
    }
    return row.getFirst();
  }

  private static byte[] bytes(List<Hash> hashes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * Hash.LENGTH);
    hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
    return bytes.toByteArray();
  }
}
