package dev.laurel.tlog;

/// The hashes of the complete subtrees of one tree. Whoever asks stays inside the tree: the last
/// leaf of the subtree is a leaf of the tree.
@FunctionalInterface
public interface SubtreeHashes {
  /// The hash over the 2^`level` leaves from `index` * 2^`level` on; level 0 are the leaves.
  Hash get(int level, long index);
}
