package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TreeExtensionTest {
  private static final int MAX = 600;

  private final List<byte[]> entries = NaiveTree.entries(MAX);
  private final NaiveTree naive = new NaiveTree(entries);

  @Test
  @Tag("check-108")
  void of_everySizeAtOnce_givesTheTilesAndBundlesOfTheDefinition() {
    for (int size = 1; size <= MAX; size++) {
      TreeExtension all = extend(0, size, Map.of());
      assertThat(all.root()).isEqualTo(naive.root(size));
      assertThat(all.size()).isEqualTo(size);
      assertSame(text(all), naive.files(size));
    }
  }

  @Test
  @Tag("check-108")
  void of_everySizeOneByOne_givesTheTilesAndBundlesOfTheDefinition() {
    Map<String, byte[]> files = new HashMap<>();
    for (int size = 1; size <= MAX; size++) {
      TreeExtension next = extend(size - 1, size, files);
      files.putAll(text(next));
      assertThat(next.root()).isEqualTo(naive.root(size));
      assertThat(next.inclusion(size - 1)).isEqualTo(naive.path(size - 1, size));
      Map<String, byte[]> expected = naive.files(size);
      expected.forEach(
          (path, bytes) -> assertThat(Arrays.equals(files.get(path), bytes)).as(path).isTrue());
    }
  }

  @Test
  @Tag("check-108")
  @Tag("check-110")
  void of_everyStart_givesWhatIsNewAndThePathsOfAllNewLeaves() {
    int[] jumps = {2, 17, 255, 256, 300};
    for (int from = 0; from <= MAX; from += from % 256 < 4 ? 1 : 7) {
      Map<String, byte[]> before = naive.files(from);
      for (int jump : jumps) {
        int to = from + jump;
        if (to <= MAX) {
          TreeExtension next = extend(from, to, before);
          Map<String, byte[]> expected = naive.files(to);
          expected.keySet().removeAll(before.keySet());
          assertSame(text(next), expected);
          assertThat(next.root()).isEqualTo(naive.root(to));
          for (int index = from; index < to; index += from % 10 == 0 ? 1 : 37) {
            assertThat(next.inclusion(index)).isEqualTo(naive.path(index, to));
          }
        }
      }
    }
  }

  @Test
  void of_noEntries_changesNothing() {
    TreeExtension none = extend(300, 300, naive.files(300));
    assertThat(none.root()).isEqualTo(naive.root(300));
    assertThat(none.tiles()).isEmpty();
    assertThat(TreeExtension.of(0, _ -> new byte[0], List.of()).root()).isEqualTo(Hash.EMPTY_ROOT);
  }

  @Test
  @Tag("check-108")
  void edgeRoot_ofEverySize_isTheRootAndSeesEachFlippedByte() {
    for (int size = 0; size <= MAX; size++) {
      Map<String, byte[]> files = naive.files(size);
      assertThat(TreeExtension.edgeRoot(size, reader(files))).contains(naive.root(size));
      if (size % 97 == 3) {
        for (TilePath path : TilePath.edge(size)) {
          byte[] bytes = Objects.requireNonNull(files.get(path.text()));
          for (int i = 0; i < bytes.length; i += 11) {
            bytes[i] ^= 4;
            assertThat(TreeExtension.edgeRoot(size, reader(files)))
                .isNotEqualTo(Optional.of(naive.root(size)));
            bytes[i] ^= 4;
          }
        }
      }
    }
  }

  @Test
  void edgeRoot_ofTruncatedTile_isEmpty() {
    assertThat(TreeExtension.edgeRoot(5, _ -> new byte[31])).isEmpty();
    assertThatThrownBy(() -> TreeExtension.of(5, _ -> new byte[31], entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tile/0/000.p/5");
  }

  @Test
  @Tag("check-108")
  void of_severalLevels_agreesWithTheTreeOverItsTiles() {
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      many.add(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
    }
    Map<String, byte[]> files = new HashMap<>();
    long size = 0;
    Hash first = Hash.EMPTY_ROOT;
    for (int to : new int[] {40_000, 65_535, 65_536, 65_537, 70_000}) {
      TreeExtension next = TreeExtension.of(size, reader(files), many.subList((int) size, to));
      files.putAll(text(next));
      SubtreeHashes hashes = new TileHashes(to, reader(files));
      assertThat(MerkleTree.root(to, hashes)).isEqualTo(next.root());
      for (long index : new long[] {size, (size + to) / 2, to - 1}) {
        List<Hash> path = next.inclusion(index);
        assertThat(path).isEqualTo(MerkleTree.inclusion(index, to, hashes));
        Hash leaf = Hash.leaf(many.get((int) index));
        assertThat(MerkleTree.verifyInclusion(leaf, index, to, path, next.root())).isTrue();
      }
      first = size == 0 ? next.root() : first;
      List<Hash> proof = MerkleTree.consistency(40_000, to, hashes);
      assertThat(MerkleTree.verifyConsistency(40_000, first, to, next.root(), proof)).isTrue();
      size = to;
    }
    assertThat(new NaiveTree(many).root(70_000)).isEqualTo(new TreeRoot(files).at(70_000));
  }

  @Test
  void inclusion_ofOldLeaf_isRefused() {
    TreeExtension next = extend(5, 9, naive.files(5));
    assertThatThrownBy(() -> next.inclusion(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> next.inclusion(9)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_entryThatIsTooLong_isRefused() {
    List<byte[]> long1 = List.of(new byte[EntryBundle.MAX_ENTRY + 1]);
    assertThatThrownBy(() -> TreeExtension.of(0, _ -> new byte[0], long1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65535");
    List<byte[]> longest = List.of(new byte[EntryBundle.MAX_ENTRY]);
    assertThat(TreeExtension.of(0, _ -> new byte[0], longest).size()).isEqualTo(1);
  }

  private record TreeRoot(Map<String, byte[]> files) {
    Hash at(long size) {
      return MerkleTree.root(size, new TileHashes(size, reader(files)));
    }
  }

  private TreeExtension extend(int from, int to, Map<String, byte[]> files) {
    return TreeExtension.of(from, reader(files), entries.subList(from, to));
  }

  private static Function<TilePath, byte[]> reader(Map<String, byte[]> files) {
    return path -> Objects.requireNonNull(files.get(path.text()), path.text());
  }

  private static Map<String, byte[]> text(TreeExtension extension) {
    Map<String, byte[]> files = new TreeMap<>();
    extension.tiles().forEach((path, bytes) -> files.put(path.text(), bytes));
    return files;
  }

  private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (path, bytes) -> assertThat(Arrays.equals(actual.get(path), bytes)).as(path).isTrue());
  }
}
