package dev.laurel.tlog;

import dev.laurel.credentials.Sha256;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The subtree hashes of a tree of one size, from its tiles. Each tile is read once and kept. Not
/// for several threads at once.
public final class TileHashes implements SubtreeHashes {
  private final long size;
  private final Function<TilePath, byte[]> tiles;
  private final Map<TilePath, Hash[][]> read = new HashMap<>();
  private final MessageDigest digest = Sha256.digest();

  /// @param size the tree's, which decides the width of each tile that is asked for
  /// @param tiles a tile's bytes; what it throws is passed on
  public TileHashes(long size, Function<TilePath, byte[]> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /// Throws [IllegalArgumentException] where the subtree is not complete within the tree, or a tile
  /// has the wrong length.
  @Override
  public Hash get(int level, long index) {
    if (level < 0 || level > 62 || index < 0 || index >= size >> level) {
      throw new IllegalArgumentException(
          "no complete subtree " + index + " of level " + level + " in a tree of " + size);
    }
    TilePath path = TilePath.holding(level, index, size);
    Hash[][] pyramid = read.get(path);
    if (pyramid == null) {
      pyramid = pyramid(path, tiles.apply(path));
      read.put(path, pyramid);
    }
    int within = level % TilePath.LEVEL_BITS;
    return pyramid[within][(int) (index - (path.first() >> within))];
  }

  /// The tile's hashes, and above them those of each complete pair.
  private Hash[][] pyramid(TilePath path, byte[] tile) {
    if (tile.length != path.width() * Hash.LENGTH) {
      throw new IllegalArgumentException(path + " has " + tile.length + " bytes");
    }
    Hash[][] rows = new Hash[TilePath.LEVEL_BITS][];
    rows[0] = new Hash[path.width()];
    for (int i = 0; i < path.width(); i++) {
      rows[0][i] = Hash.at(tile, i * Hash.LENGTH);
    }
    for (int row = 1; row < rows.length; row++) {
      rows[row] = new Hash[rows[row - 1].length / 2];
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] = Hash.node(digest, rows[row - 1][2 * i], rows[row - 1][2 * i + 1]);
      }
    }
    return rows;
  }
}
