package dev.laurel.tlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The partial tiles and the partial bundle at the right edge of a tree ([TilePath#edge]), each
/// read once.
final class TreeEdge {
  private final long size;
  private final Map<TilePath, byte[]> bytes = new HashMap<>();

  private TreeEdge(long size) {
    this.size = size;
  }

  static TreeEdge read(long size, Function<TilePath, byte[]> tiles) {
    TreeEdge edge = new TreeEdge(size);
    for (TilePath path : TilePath.edge(size)) {
      edge.bytes.put(path, tiles.apply(path));
    }
    return edge;
  }

  byte[] get(TilePath path) {
    byte[] found = bytes.get(path);
    if (found == null) {
      throw new IllegalArgumentException(path + " is not at the edge of a tree of " + size);
    }
    return found;
  }

  SubtreeHashes hashes() {
    return new TileHashes(size, this::get);
  }

  /// The root, or empty where a tile has the wrong length or the bundle is not that of its tile.
  Optional<Hash> root() {
    for (TilePath path : bytes.keySet()) {
      boolean sound =
          path.kind() == TilePath.Kind.HASHES
              ? get(path).length == path.width() * Hash.LENGTH
              : holdsLeaves(path);
      if (!sound) {
        return Optional.empty();
      }
    }
    return Optional.of(MerkleTree.root(size, hashes()));
  }

  private boolean holdsLeaves(TilePath bundle) {
    byte[] leaves = get(TilePath.hashes(0, bundle.index(), bundle.width()));
    Optional<List<byte[]>> entries = EntryBundle.parse(get(bundle), bundle.width());
    if (entries.isEmpty() || leaves.length != bundle.width() * Hash.LENGTH) {
      return false;
    }
    for (int i = 0; i < bundle.width(); i++) {
      if (!Hash.at(leaves, i * Hash.LENGTH).equals(Hash.leaf(entries.get().get(i)))) {
        return false;
      }
    }
    return true;
  }
}
