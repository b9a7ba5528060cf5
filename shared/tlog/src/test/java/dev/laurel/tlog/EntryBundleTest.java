package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  private static final byte[] BUNDLE = {0, 2, 7, 8, 0, 0, 0, 1, 9};

  @Test
  void of_entries_putsTwoBytesOfLengthBeforeEach() {
    assertThat(EntryBundle.of(List.of(new byte[] {7, 8}, new byte[0], new byte[] {9})))
        .isEqualTo(BUNDLE);
    assertThat(EntryBundle.of(List.of(new byte[65_535]))).startsWith(0xff, 0xff);
  }

  @Test
  void parse_ofBundle_givesItsEntries() {
    assertThat(EntryBundle.parse(BUNDLE, 3).orElseThrow())
        .containsExactly(new byte[] {7, 8}, new byte[0], new byte[] {9});
    byte[] longest = EntryBundle.of(List.of(new byte[65_535]));
    assertThat(EntryBundle.parse(longest, 1).orElseThrow().getFirst()).hasSize(65_535);
  }

  @Test
  void parse_ofOtherWidthOrCutBundle_isEmpty() {
    assertThat(EntryBundle.parse(BUNDLE, 2)).isEmpty();
    assertThat(EntryBundle.parse(BUNDLE, 4)).isEmpty();
    for (int length = 0; length < BUNDLE.length; length++) {
      assertThat(EntryBundle.parse(Arrays.copyOf(BUNDLE, length), 3)).isEmpty();
    }
    assertThat(EntryBundle.parse(Arrays.copyOf(BUNDLE, BUNDLE.length + 1), 3)).isEmpty();
  }

  @Test
  void of_noneOrTooMany_isRefused() {
    assertThatThrownBy(() -> EntryBundle.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryBundle.of(Collections.nCopies(257, new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
