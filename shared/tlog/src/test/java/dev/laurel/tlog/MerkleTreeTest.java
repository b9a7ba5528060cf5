package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final int MAX_INCLUSION = 300;
  private static final int MAX_CONSISTENCY = 128;

  private final NaiveTree naive = new NaiveTree(NaiveTree.entries(600));
  private final SubtreeHashes hashes =
      (level, index) -> Hash.of(naive.mth((int) index << level, (int) (index + 1) << level));

  @Test
  void root_ofNoLeaves_isHashOfNothing() {
    assertThat(MerkleTree.root(0, hashes).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  @Tag("check-108")
  void root_ofEverySize_isThatOfTheDefinition() {
    for (int size = 1; size <= 600; size++) {
      assertThat(MerkleTree.root(size, hashes)).isEqualTo(naive.root(size));
    }
  }

  @Test
  @Tag("check-110")
  void inclusion_ofEveryLeafOfEverySize_isThatOfTheDefinitionAndVerifies() {
    for (int size = 1; size <= MAX_INCLUSION; size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> path = MerkleTree.inclusion(index, size, hashes);
        require(path.equals(naive.path(index, size)), index, size);
        require(included(index, size, path), index, size);
        if (!path.isEmpty()) {
          int at = (index + size) % path.size();
          List<Hash> flipped = edited(path, p -> p.set(at, flipped(p.get(at), at * 41)));
          require(!included(index, size, flipped), index, size);
        }
      }
    }
  }

  @Test
  @Tag("check-110")
  void verifyInclusion_ofEveryMutation_isFalse() {
    for (int size = 1; size <= MAX_INCLUSION; size++) {
      // All leaves of small trees; of large ones a sample and the last.
      int step = size <= 20 ? 1 : 61;
      for (int index = size % step; index < size; index += step) {
        refuseMutations(index, size);
      }
      refuseMutations(size - 1, size);
    }
  }

  private void refuseMutations(int index, int size) {
    List<Hash> path = naive.path(index, size);
    for (List<Hash> mutated : mutations(path)) {
      require(!included(index, size, mutated), index, size);
    }
    Hash leaf = leaf(index);
    Hash root = naive.root(size);
    for (int other : new int[] {-1, index - 1, index + 1, index ^ 1, size, size + index}) {
      require(
          other == index || !MerkleTree.verifyInclusion(leaf, other, size, path, root),
          index,
          size);
    }
    Hash badLeaf = flipped(leaf, 3);
    Hash badRoot = flipped(root, 9);
    require(!MerkleTree.verifyInclusion(badLeaf, index, size, path, root), index, size);
    require(!MerkleTree.verifyInclusion(leaf, index, size, path, badRoot), index, size);
    require(!MerkleTree.verifyInclusion(leaf, index, 0, path, root), index, size);
    require(!MerkleTree.verifyInclusion(leaf, index, -1, path, root), index, size);
  }

  @Test
  @Tag("check-110")
  void consistency_ofEveryPair_isThatOfTheDefinitionAndVerifies() {
    for (int newer = 0; newer <= MAX_CONSISTENCY; newer++) {
      for (int older = 0; older <= newer; older++) {
        List<Hash> proof = MerkleTree.consistency(older, newer, hashes);
        List<Hash> expected = older == newer ? List.of() : naive.proof(older, newer);
        require(proof.equals(expected), older, newer);
        require(consistent(older, newer, proof), older, newer);
        for (int i = 0; i < proof.size(); i++) {
          int at = i;
          List<Hash> flipped = edited(proof, p -> p.set(at, flipped(p.get(at), at * 41)));
          require(!consistent(older, newer, flipped), older, newer);
        }
      }
    }
  }

  @Test
  @Tag("check-110")
  void verifyConsistency_ofEveryMutation_isFalse() {
    for (int newer = 1; newer <= MAX_CONSISTENCY; newer++) {
      // All pairs of small trees; of large ones a sample.
      int step = newer <= 20 ? 1 : 23;
      for (int older = newer % step; older <= newer; older += step) {
        refuseConsistencyMutations(older, newer);
      }
    }
  }

  private void refuseConsistencyMutations(int older, int newer) {
    List<Hash> proof = MerkleTree.consistency(older, newer, hashes);
    for (List<Hash> mutated : mutations(proof)) {
      require(!consistent(older, newer, mutated), older, newer);
    }
    Hash old = naive.root(older);
    Hash young = naive.root(newer);
    Hash badOld = flipped(old, older);
    require(!MerkleTree.verifyConsistency(older, badOld, newer, young, proof), older, newer);
    require(!MerkleTree.verifyConsistency(newer + 1, old, newer, young, proof), older, newer);
    require(!MerkleTree.verifyConsistency(-1, old, newer, young, proof), older, newer);
    if (older > 0) {
      Hash bad = flipped(young, newer);
      require(!MerkleTree.verifyConsistency(older, old, newer, bad, proof), older, newer);
    }
  }

  @Test
  void verifyConsistency_ofTwoRootsOfOneSize_isFalse() {
    Hash root = naive.root(5);
    assertThat(MerkleTree.verifyConsistency(5, root, 5, naive.root(6), List.of())).isFalse();
    assertThat(MerkleTree.verifyConsistency(0, Hash.EMPTY_ROOT, 0, root, List.of())).isFalse();
  }

  @Test
  void verify_ofLargestTree_neitherThrowsNorHolds() {
    long huge = Long.MAX_VALUE;
    List<Hash> path = new ArrayList<>();
    for (int i = 0; i < MerkleTree.MAX_PROOF; i++) {
      path.add(leaf(i));
    }
    assertThat(MerkleTree.verifyInclusion(leaf(0), huge - 1, huge, path, leaf(1))).isFalse();
    assertThat(MerkleTree.verifyConsistency(huge - 1, leaf(0), huge, leaf(1), path)).isFalse();
    path.add(leaf(1));
    assertThat(MerkleTree.verifyInclusion(leaf(0), 0, huge, path, leaf(1))).isFalse();
  }

  @Test
  void inclusion_ofLeafBeyondTree_isRefused() {
    assertThatThrownBy(() -> MerkleTree.inclusion(5, 5, hashes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5");
    assertThatThrownBy(() -> MerkleTree.consistency(6, 5, hashes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Cheaper than an assertion library in loops of a hundred thousand rounds.
  private static void require(boolean holds, int first, int second) {
    if (!holds) {
      throw new AssertionError("for " + first + " and " + second);
    }
  }

  private boolean included(int index, int size, List<Hash> path) {
    return MerkleTree.verifyInclusion(leaf(index), index, size, path, naive.root(size));
  }

  private boolean consistent(int older, int newer, List<Hash> proof) {
    return MerkleTree.verifyConsistency(older, naive.root(older), newer, naive.root(newer), proof);
  }

  private Hash leaf(int index) {
    return Hash.of(naive.mth(index, index + 1));
  }

  /// One bit of each hash flipped, each hash left out, each twice, neighbours swapped, one more at
  /// either end.
  private static List<List<Hash>> mutations(List<Hash> proof) {
    List<List<Hash>> mutations = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      Hash hash = proof.get(i);
      int at = i;
      mutations.add(edited(proof, p -> p.set(at, flipped(hash, at * 41 + p.size()))));
      mutations.add(edited(proof, p -> p.remove(at)));
      mutations.add(edited(proof, p -> p.add(at, hash)));
      if (i > 0 && !proof.get(i - 1).equals(hash)) {
        mutations.add(edited(proof, p -> p.add(at - 1, p.remove(at))));
      }
    }
    mutations.add(edited(proof, p -> p.add(Hash.EMPTY_ROOT)));
    mutations.add(edited(proof, p -> p.addFirst(Hash.EMPTY_ROOT)));
    return mutations;
  }

  private static List<Hash> edited(List<Hash> proof, Consumer<List<Hash>> edit) {
    List<Hash> copy = new ArrayList<>(proof);
    edit.accept(copy);
    return copy;
  }

  private static Hash flipped(Hash hash, int bit) {
    byte[] bytes = hash.bytes();
    int at = Math.floorMod(bit, 256);
    bytes[at / 8] ^= (byte) (1 << (at % 8));
    return Hash.of(bytes);
  }
}
