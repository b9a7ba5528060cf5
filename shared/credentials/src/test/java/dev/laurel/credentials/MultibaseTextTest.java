package dev.laurel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultibaseTextTest {
  @Test
  void decode_ownText_givesTheBytes() {
    Random random = new Random(7);
    for (int length = 1; length < 70; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      bytes[0] = (byte) (length % 3 == 0 ? 0 : bytes[0]);
      assertThat(MultibaseText.decode(MultibaseText.base58(bytes), 200)).contains(bytes);
      assertThat(MultibaseText.decode(MultibaseText.base64Url(bytes), 200)).contains(bytes);
    }
  }

  @Test
  void base58_knownValue_isThatOfTheDraft() {
    assertThat(
            MultibaseText.base58(
                "Decentralize everything!!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isEqualTo("zUXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe");
  }

  @ParameterizedTest
  @Tag("check-10")
  @ValueSource(
      strings = {
        "", "z", "u", "z0", "zO", "zI", "zl", "z+", "zÄ", "x11", "uAA==", "uA", "uAB", "u+w", "u/w",
        "u A"
      })
  void decode_otherText_isEmpty(String text) {
    assertThat(MultibaseText.decode(text, 200)).isEmpty();
  }

  @Test
  void decode_longText_isNotEvenTried() {
    assertThat(MultibaseText.decode("z" + "1".repeat(200), 200)).isEmpty();
    assertThat(MultibaseText.decode("u" + "A".repeat(10_000_000), 200)).isEmpty();
  }
}
