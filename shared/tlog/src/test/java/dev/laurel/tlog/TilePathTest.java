package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @ParameterizedTest
  @CsvSource({
    "0, tile/0/000",
    "255, tile/0/255",
    "999, tile/0/999",
    "1000, tile/0/x001/000",
    "1234067, tile/0/x001/x234/067",
    "123456789, tile/0/x123/x456/789",
    "999999999999999999, tile/0/x999/x999/x999/x999/x999/999"
  })
  void text_ofIndex_isInGroupsOfThree(long index, String text) {
    assertThat(TilePath.hashes(0, index, 256).text()).isEqualTo(text);
    assertThat(TilePath.parse(text)).contains(TilePath.hashes(0, index, 256));
    assertThat(TilePath.parse(text + ".p/12")).contains(TilePath.hashes(0, index, 12));
    String bundle = text.replace("/0/", "/entries/");
    assertThat(TilePath.parse(bundle)).contains(TilePath.entries(index, 256));
    assertThat(TilePath.entries(index, 1).text()).isEqualTo(bundle + ".p/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/100/000",
        "tile/0/x000/000",
        "tile/0/x001",
        "tile/0/x001/x002",
        "tile/0/001/002",
        "tile/0/X001/002",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/1000",
        "tile/0/000.p/-1",
        "tile/0/000/p/1",
        "tile/0/000xp/1",
        "tile/entries/000.p/0",
        "tile/entries",
        "tile/Entries/000",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/0/000\n",
        "tile/\u0661/000",
        "tile/0/../000",
        "checkpoint"
      })
  void parse_ofMalformedPath_isEmpty(String text) {
    assertThat(TilePath.parse(text)).isEmpty();
  }

  @Test
  void parse_ofHighestLevel_isTaken() {
    assertThat(TilePath.parse("tile/63/000")).contains(TilePath.hashes(63, 0, 256));
  }

  @Test
  @Tag("check-108")
  void all_ofSize256_isOneFullTileAndOneHashAboveIt() {
    assertThat(texts(TilePath.all(256)))
        .containsExactlyInAnyOrder("tile/0/000", "tile/1/000.p/1", "tile/entries/000");
    assertThat(texts(TilePath.edge(256))).containsExactly("tile/1/000.p/1");
  }

  @Test
  @Tag("check-108")
  void all_ofSize70000_hasTheTilesOfTheSpecification() {
    List<String> expected = new ArrayList<>(names(0, 273));
    expected.addAll(List.of("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"));
    List<String> hashes =
        texts(TilePath.all(70_000)).stream().filter(p -> !p.startsWith("tile/entries/")).toList();
    assertThat(hashes).hasSize(277).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @Tag("check-108")
  void all_ofSize65537_hasNoPartialTileAtLevelOne() {
    assertThat(texts(TilePath.all(65_537)))
        .contains("tile/0/256.p/1", "tile/entries/256.p/1", "tile/1/000", "tile/2/000.p/1")
        .noneMatch(path -> path.startsWith("tile/1/") && path.contains(".p/"))
        .noneMatch(path -> path.startsWith("tile/1/001"));
    assertThat(texts(TilePath.edge(65_537)))
        .containsExactlyInAnyOrder("tile/0/256.p/1", "tile/entries/256.p/1", "tile/2/000.p/1");
  }

  @Test
  void newOrChanged_ofSameSize_isNothing() {
    assertThat(TilePath.newOrChanged(70_000, 70_000)).isEmpty();
    assertThat(TilePath.all(0)).isEmpty();
    assertThat(TilePath.edge(0)).isEmpty();
  }

  @Test
  void newOrChanged_neverNamesAnEmptyTile() {
    for (int size = 0; size <= 600; size++) {
      assertThat(TilePath.newOrChanged(size / 2, size)).allMatch(path -> path.width() > 0);
    }
  }

  @Test
  void newOrChanged_ofLargestSizes_isTheirEdge() {
    assertThat(texts(TilePath.newOrChanged(Long.MAX_VALUE - 1, Long.MAX_VALUE)))
        .containsExactly(
            "tile/0/x036/x028/x797/x018/x963/967.p/255",
            "tile/entries/x036/x028/x797/x018/x963/967.p/255");
    assertThat(TilePath.edge(Long.MAX_VALUE)).hasSize(9);
  }

  @Test
  void constructor_ofEmptyOrWideTile_isRefused() {
    assertThatThrownBy(() -> TilePath.hashes(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.hashes(0, 0, 257))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.newOrChanged(2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> texts(List<TilePath> paths) {
    return paths.stream().map(TilePath::text).toList();
  }

  private static List<String> names(int level, int count) {
    return IntStream.range(0, count).mapToObj("tile/%d/%%03d".formatted(level)::formatted).toList();
  }
}
