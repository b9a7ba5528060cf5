package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  private static final String SIGNATURE = "\u2014 a AAAAAAE=\n";

  @Test
  void parse_ofNote_splitsAtTheLastEmptyLine() {
    Note note = Note.parse(utf8("one\n\ntwo \u00e9\n\n" + SIGNATURE)).orElseThrow();
    assertThat(note.text()).isEqualTo("one\n\ntwo \u00e9\n");
    assertThat(note.signatures()).containsExactly(new NoteSignature("a", 0, new byte[] {1}));
    assertThat(note.bytes()).isEqualTo(utf8("one\n\ntwo \u00e9\n\n" + SIGNATURE));
  }

  @Test
  void parse_ofTextThatEndsInEmptyLines_keepsThem() {
    Note note = Note.parse(utf8("a\n\n\n" + SIGNATURE)).orElseThrow();
    assertThat(note.text()).isEqualTo("a\n\n");
    assertThat(note.bytes()).isEqualTo(utf8("a\n\n\n" + SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 a AAAAAAE=",
        "text\n\u2014 a AAAAAAE=\n",
        "\n\u2014 a AAAAAAE=\n",
        "te\txt\n\n\u2014 a AAAAAAE=\n",
        "te\rxt\n\n\u2014 a AAAAAAE=\n",
        "te\u0000xt\n\n\u2014 a AAAAAAE=\n",
        "text\n\n\u2014 a AAAAAAE=\r\n",
        "text\n\n\u2014 a AAAAAA==\n",
        "text\n\n\u2014 a AAAAAAE\n",
        "text\n\n\u2014 a AAAAAAF=\n",
        "text\n\n\u2014 a AAAAAA-=\n",
        "text\n\n\u2014  AAAAAAE=\n",
        "text\n\n\u2014 a  AAAAAAE=\n",
        "text\n\n\u2014 a+b AAAAAAE=\n",
        "text\n\n\u2014 a\u00a0b AAAAAAE=\n",
        "text\n\n\u2014 a\u2003b AAAAAAE=\n",
        "text\n\n\u2014 aAAAAAAE=\n",
        "text\n\n\u2014a AAAAAAE=\n",
        "text\n\n- a AAAAAAE=\n",
        "text\n\n\u2013 a AAAAAAE=\n",
        "text\n\nwords\n",
        "text\n\n\u2014 a AAAAAAE=\nwords\n",
        "text\n\n\u2014 a AAAAAAE=\n\n",
      })
  void parse_ofMalformedNote_isEmpty(String note) {
    assertThat(Note.parse(utf8(note))).isEmpty();
  }

  @Test
  void parse_ofBytesThatAreNoUtf8_isEmpty() {
    byte[] note = utf8("text\n\n" + SIGNATURE);
    note[1] = (byte) 0xff;
    assertThat(Note.parse(note)).isEmpty();
    assertThat(Note.parse(new byte[] {(byte) 0xc0, (byte) 0x80})).isEmpty();
  }

  @Test
  void parse_ofManySignatures_hasALimit() {
    assertThat(Note.parse(utf8("text\n\n" + SIGNATURE.repeat(Note.MAX_SIGNATURES)))).isPresent();
    assertThat(Note.parse(utf8("text\n\n" + SIGNATURE.repeat(Note.MAX_SIGNATURES + 1)))).isEmpty();
    assertThat(Note.parse(utf8("t".repeat(Note.MAX_BYTES) + "\n\n" + SIGNATURE))).isEmpty();
  }

  @Test
  void parse_of16MlDsaSignatures_isTaken() {
    Note note = new Note("text\n", List.of());
    for (int i = 0; i < 16; i++) {
      note = note.with(new NoteSignature("w" + i, i, new byte[5_000]));
    }
    assertThat(Note.parse(note.bytes())).contains(note);
  }

  @Test
  void constructor_ofTextWithoutLineFeedOrWithLoneSurrogate_isRefused() {
    assertThatThrownBy(() -> new Note("text", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Note("\ud800\n", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
