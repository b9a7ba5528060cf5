package dev.laurel.tlog;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962 section 2.1: roots, inclusion and consistency proofs from the hashes
/// of complete subtrees, and their verification, which never throws for bad input.
public final class MerkleTree {
  /// Longest proof: a tree of less than 2^63 leaves is no higher (C2SP tlog-witness).
  public static final int MAX_PROOF = 63;

  private MerkleTree() {}

  /// The root of the tree of the first `size` leaves.
  public static Hash root(long size, SubtreeHashes hashes) {
    requireSize(size);
    return size == 0 ? Hash.EMPTY_ROOT : range(0, size, hashes);
  }

  /// PATH(index, D[0:size]): the leaf's sibling first.
  public static List<Hash> inclusion(long index, long size, SubtreeHashes hashes) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    long last = size - 1;
    for (int level = 0; last >> level > 0; level++) {
      long node = index >> level;
      long sibling = node ^ 1;
      if (sibling < last >> level) {
        path.add(hashes.get(level, sibling));
      } else if (sibling == last >> level) {
        path.add(range(sibling << level, size, hashes));
      }
    }
    return path;
  }

  /// PROOF(older, D[0:newer]); empty for `older` 0 or equal to `newer`.
  public static List<Hash> consistency(long older, long newer, SubtreeHashes hashes) {
    requireSize(older);
    if (older > newer) {
      throw new IllegalArgumentException("a tree of " + newer + " does not extend one of " + older);
    }
    List<Hash> proof = new ArrayList<>();
    if (older > 0 && older < newer) {
      subproof(older, 0, newer, true, hashes, proof);
    }
    return proof;
  }

  /// Whether the path leads from the leaf to the root.
  public static boolean verifyInclusion(
      Hash leaf, long index, long size, List<Hash> path, Hash root) {
    if (index < 0 || index >= size || path.size() > MAX_PROOF) {
      return false;
    }
    Hash hash = leaf;
    int used = 0;
    long last = size - 1;
    for (int level = 0; last >> level > 0; level++) {
      long sibling = (index >> level) ^ 1;
      if (sibling > last >> level) {
        continue;
      }
      if (used == path.size()) {
        return false;
      }
      Hash other = path.get(used++);
      hash = (sibling & 1) == 0 ? Hash.node(other, hash) : Hash.node(hash, other);
    }
    return used == path.size() && hash.equals(root);
  }

  /// Whether the newer tree begins with the leaves of the older one. An older size of 0 fits any
  /// tree with an empty proof; its root must be that of the empty tree.
  public static boolean verifyConsistency(
      long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> proof) {
    if (older < 0 || older > newer || proof.size() > MAX_PROOF) {
      return false;
    }
    if (older == 0) {
      return proof.isEmpty()
          && olderRoot.equals(Hash.EMPTY_ROOT)
          && (newer > 0 || newerRoot.equals(Hash.EMPTY_ROOT));
    }
    if (older == newer) {
      return proof.isEmpty() && olderRoot.equals(newerRoot);
    }
    return walk(older, olderRoot, newer, newerRoot, proof);
  }

  /// RFC 9162 section 2.1.4.2: both roots are rebuilt from the proof on the way up.
  private static boolean walk(
      long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> proof) {
    long node = older - 1;
    long last = newer - 1;
    int level = Long.numberOfTrailingZeros(~node);
    node >>= level;
    last >>= level;
    // A complete older tree is itself the first hash and is left out of the proof.
    int used = node == 0 ? 0 : 1;
    if (used > proof.size()) {
      return false;
    }
    Hash old = used == 0 ? olderRoot : proof.getFirst();
    Hash young = old;
    for (; last > 0; node >>= 1, last >>= 1) {
      boolean right = (node & 1) == 1;
      if (!right && node == last) {
        continue;
      }
      if (used == proof.size()) {
        return false;
      }
      Hash other = proof.get(used++);
      if (right) {
        old = Hash.node(other, old);
        young = Hash.node(other, young);
      } else {
        young = Hash.node(young, other);
      }
    }
    return used == proof.size() && old.equals(olderRoot) && young.equals(newerRoot);
  }

  private static void subproof(
      long older, long from, long to, boolean known, SubtreeHashes hashes, List<Hash> proof) {
    if (older == to) {
      if (!known) {
        proof.add(range(from, to, hashes));
      }
      return;
    }
    long middle = from + split(to - from);
    if (older <= middle) {
      subproof(older, from, middle, known, hashes, proof);
      proof.add(range(middle, to, hashes));
    } else {
      subproof(older, middle, to, false, hashes, proof);
      proof.add(range(from, middle, hashes));
    }
  }

  /// MTH(D[from:to]) where `from` is a multiple of the smallest power of two that holds the range.
  static Hash range(long from, long to, SubtreeHashes hashes) {
    long width = to - from;
    int level = 63 - Long.numberOfLeadingZeros(width);
    if (width == 1L << level) {
      return hashes.get(level, from >> level);
    }
    long middle = from + split(width);
    return Hash.node(range(from, middle, hashes), range(middle, to, hashes));
  }

  /// The largest power of two below `width`, which is at least 2.
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }

  private static void requireSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size");
    }
  }
}
