package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.SignedCheckpoint.Opened;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
  private static final String ORIGIN = "example.com/log";
  private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
  private static final String CHECKPOINT = "o\n1\n" + HASH + "\n\u2014 a AAAAAAE=\n";
  private static final String HEADER = "c2sp.org/tlog-proof@v1\n";

  private final List<byte[]> entries = NaiveTree.entries(13);
  private final TestKeys keys = TestKeys.ed25519(ORIGIN);

  @Test
  void proves_ofEachEntry_holdsForThatEntryAlone() {
    TreeExtension tree = TreeExtension.of(0, _ -> new byte[0], entries.subList(0, 7));
    byte[] note = note(new Checkpoint(ORIGIN, 7, tree.root()));
    SignedCheckpoint checkpoint = open(note);
    for (int index = 1; index < 7; index++) {
      TlogProof proof = new TlogProof(new byte[32], index, tree.inclusion(index), note);
      TlogProof read = TlogProof.parse(utf8(proof.text())).orElseThrow();
      assertThat(read).isEqualTo(proof);
      assertThat(read.text()).isEqualTo(proof.text());
      assertThat(read.checkpoint()).isEqualTo(note);
      for (int other = 0; other < 7; other++) {
        assertThat(read.proves(entries.get(other), checkpoint)).isEqualTo(other == index);
      }
    }
  }

  @Test
  void text_ofProof_isTheFormatOfTheSpecification() {
    byte[] checkpoint = utf8(CHECKPOINT);
    Hash zero = Hash.of(new byte[32]);
    TlogProof salted = new TlogProof(new byte[] {1, 2}, 73_894, List.of(zero, zero), checkpoint);
    assertThat(salted.text())
        .isEqualTo(HEADER + "extra AQI=\nindex 73894\n" + HASH + HASH + "\n" + CHECKPOINT);
    TlogProof bare = new TlogProof(new byte[0], 0, List.of(), checkpoint);
    assertThat(bare.text()).isEqualTo(HEADER + "index 0\n\n" + CHECKPOINT);
    assertThat(TlogProof.parse(utf8(bare.text()))).contains(bare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index 0\n\nC",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nC",
        "c2sp.org/tlog-proof@v1\n\nC",
        "c2sp.org/tlog-proof@v1\n\n\nC",
        "c2sp.org/tlog-proof@v1\nindex\n\nC",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nC",
        "c2sp.org/tlog-proof@v1\nindex -1\n\nC",
        "c2sp.org/tlog-proof@v1\nindex 0 \n\nC",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AQI=\n\nC",
        "c2sp.org/tlog-proof@v1\nextra\nindex 0\n\nC",
        "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nC",
        "c2sp.org/tlog-proof@v1\nextra AQI\nindex 0\n\nC",
        "c2sp.org/tlog-proof@v1\nextra AQI=\nextra AQI=\nindex 0\n\nC",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nC",
        "c2sp.org/tlog-proof@v1\nindex 0\nC",
        "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nC",
        "c2sp.org/tlog-proof@v1\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\no\n1\n"
      })
  void parse_ofMalformedProof_isEmpty(String text) {
    assertThat(TlogProof.parse(utf8(text.replace("C", CHECKPOINT)))).isEmpty();
  }

  @Test
  void parse_ofTooManyHashes_isEmpty() {
    String start = HEADER + "index 0\n";
    assertThat(TlogProof.parse(utf8(start + HASH.repeat(63) + "\n" + CHECKPOINT))).isPresent();
    assertThat(TlogProof.parse(utf8(start + HASH.repeat(64) + "\n" + CHECKPOINT))).isEmpty();
    assertThat(TlogProof.parse(new byte[TlogProof.MAX_BYTES + 1])).isEmpty();
  }

  private byte[] note(Checkpoint checkpoint) {
    return new Note(checkpoint.text(), List.of(keys.sign(checkpoint, 0))).bytes();
  }

  private SignedCheckpoint open(byte[] note) {
    return switch (SignedCheckpoint.open(note, ORIGIN, List.of(keys.verifier()))) {
      case Opened.Valid valid -> valid.checkpoint();
      case Opened.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
