package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
  /// The example of C2SP signed-note.
  private static final String PUBLISHED =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  /// Key and note that the Go project publishes with its implementation of signed notes.
  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String GO_NOTE =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n\n"
          + "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
          + "KvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static final Checkpoint CHECKPOINT =
      new Checkpoint("example.com/log", 7, Hash.leaf(new byte[0]));

  @Test
  void parse_ofPublishedExample_hasItsNameIdAndType() {
    VerifierKey key = VerifierKey.parse(PUBLISHED).orElseThrow();
    assertThat(key.name()).isEqualTo("example.com/foo");
    assertThat(key.keyId()).isEqualTo(0x530d903a);
    assertThat(key.type()).isEqualTo(VerifierKey.ED25519);
    assertThat(key.text()).isEqualTo(PUBLISHED);
    assertThat(key.label()).isEqualTo("example.com/foo+530d903a");
    assertThat(VerifierKey.ed25519("example.com/foo", key.raw())).isEqualTo(key);
  }

  @Test
  void verify_ofPublishedNote_holds() {
    VerifierKey key = VerifierKey.parse(GO_KEY).orElseThrow();
    Note note = Note.parse(GO_NOTE.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(key.verify(note, CHECKPOINT, note.signatures().getFirst())).isTrue();
    Note other = new Note(note.text().replace('Y', 'y').replace('I', 'i'), note.signatures());
    assertThat(key.verify(other, CHECKPOINT, other.signatures().getFirst())).isFalse();
    assertThat(note.bytes()).isEqualTo(GO_NOTE.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void parse_ofEveryPartOrChangeOfAKey_isEmpty() {
    for (int from = 0; from < GO_KEY.length(); from++) {
      for (int to = from; to <= GO_KEY.length(); to++) {
        if (to - from < GO_KEY.length()) {
          assertThat(VerifierKey.parse(GO_KEY.substring(from, to))).isEmpty();
        }
      }
      char[] changed = GO_KEY.toCharArray();
      changed[from]++;
      assertThat(VerifierKey.parse(new String(changed))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBog"
            + "SMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=",
        "a+00000000+",
        "a+00000000+BQ==",
        "a+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
      })
  void parse_ofOtherTypeIdOrSpelling_isEmpty(String vkey) {
    assertThat(VerifierKey.parse(vkey)).isEmpty();
  }

  @Test
  void parse_ofKeyWhoseBase64HasPlusSigns_splitsAtTheFirstTwo() {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) 0xfb);
    String text = VerifierKey.cosigner("w", raw).text();
    assertThat(text.chars().filter(c -> c == '+').count()).isGreaterThan(2);
    assertThat(VerifierKey.parse(text)).contains(VerifierKey.cosigner("w", raw));
  }

  @Test
  void keyId_ofTypes_differs() {
    byte[] raw = new byte[32];
    assertThat(VerifierKey.ed25519("a", raw).keyId())
        .isNotEqualTo(VerifierKey.cosigner("a", raw).keyId());
    assertThat(VerifierKey.ed25519("a", raw)).isNotEqualTo(VerifierKey.cosigner("a", raw));
  }

  @Test
  void constructor_ofWrongLengthOrName_isRefused() {
    assertThatThrownBy(() -> VerifierKey.ed25519("a", new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VerifierKey.mlDsa44("a", new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VerifierKey.ed25519("a b", new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void verify_ofEachKind_holdsForItsOwnMessageOnly() {
    TestKeys[] all = {
      TestKeys.ed25519("example.com/log"),
      TestKeys.cosigner("example.com/w1"),
      TestKeys.mlDsa44("example.com/log")
    };
    Note note = new Note(CHECKPOINT.text(), List.of());
    Checkpoint larger = new Checkpoint(CHECKPOINT.origin(), 8, CHECKPOINT.root());
    Note largerNote = new Note(larger.text(), List.of());
    for (TestKeys keys : all) {
      NoteSignature signature = keys.sign(CHECKPOINT, 1_700_000_000);
      VerifierKey key = keys.verifier();
      assertThat(VerifierKey.parse(key.text())).contains(key);
      assertThat(NoteSignature.parse(signature.line())).contains(signature);
      assertThat(key.verify(note, CHECKPOINT, signature)).isTrue();
      assertThat(key.verify(largerNote, larger, signature)).isFalse();
      byte[] bytes = signature.signature();
      for (int i = 0; i < bytes.length; i += 1 + bytes.length / 40) {
        bytes[i] ^= 1;
        NoteSignature flipped = new NoteSignature(key.name(), key.keyId(), bytes);
        assertThat(key.verify(note, CHECKPOINT, flipped)).as("byte " + i).isFalse();
        bytes[i] ^= 1;
      }
      for (int length = 1; length < bytes.length; length += 1 + bytes.length / 40) {
        NoteSignature cut =
            new NoteSignature(key.name(), key.keyId(), Arrays.copyOf(bytes, length));
        assertThat(key.verify(note, CHECKPOINT, cut)).isFalse();
      }
    }
  }

  @Test
  void verify_ofNoteWithExtensionLines_coversThemWithEd25519Only() {
    String text = CHECKPOINT.text() + "extension\n";
    Note note = new Note(text, List.of());
    TestKeys log = TestKeys.ed25519("example.com/log");
    TestKeys cosigner = TestKeys.cosigner("w");
    TestKeys mlDsa = TestKeys.mlDsa44("example.com/log");
    NoteSignature short1 = log.sign(CHECKPOINT, 0);
    NoteSignature whole =
        log.verifier().signature(0, log.sign(text.getBytes(StandardCharsets.UTF_8)));
    NoteSignature cosigned =
        cosigner.verifier().signature(5, cosigner.sign(CosignatureMessage.cosignatureV1(text, 5)));
    assertThat(Checkpoint.parse(text)).contains(CHECKPOINT);
    assertThat(log.verifier().verify(note, CHECKPOINT, short1)).isFalse();
    assertThat(log.verifier().verify(note, CHECKPOINT, whole)).isTrue();
    assertThat(cosigner.verifier().verify(note, CHECKPOINT, cosigned)).isTrue();
    assertThat(mlDsa.verifier().verify(note, CHECKPOINT, mlDsa.sign(CHECKPOINT, 5))).isTrue();
  }

  @Test
  void time_ofTimestampedSignature_isItsFirstEightBytes() {
    VerifierKey key = VerifierKey.cosigner("w", new byte[32]);
    NoteSignature signature = key.signature(1_679_315_147, new byte[64]);
    assertThat(key.time(signature)).contains(Instant.ofEpochSecond(1_679_315_147));
    assertThat(VerifierKey.ed25519("w", new byte[32]).time(signature)).isEmpty();
    assertThat(key.time(key.signature(-1, new byte[64]))).isEmpty();
    assertThat(key.time(key.signature(Long.MAX_VALUE, new byte[64]))).isEqualTo(Optional.empty());
  }

  @Test
  void verify_ofTimeBeyondRange_isFalse() {
    TestKeys keys = TestKeys.cosigner("w");
    NoteSignature negative = keys.verifier().signature(-1, keys.sign(new byte[0]));
    Note note = new Note(CHECKPOINT.text(), List.of());
    assertThat(keys.verifier().verify(note, CHECKPOINT, negative)).isFalse();
    NoteSignature last = keys.sign(CHECKPOINT, Long.MAX_VALUE);
    assertThat(keys.verifier().verify(note, CHECKPOINT, last)).isTrue();
  }

  @Test
  void cosignatureV1_ofSpecifiedExample_isItsMessage() {
    String text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assertThat(
            new String(
                CosignatureMessage.cosignatureV1(text, 1_679_315_147L), StandardCharsets.UTF_8))
        .isEqualTo("cosignature/v1\ntime 1679315147\n" + text);
  }

  @Test
  void mlDsaSubtree_ofCheckpoint_isTheStructureOfTheSpecification() {
    byte[] message = CosignatureMessage.mlDsaSubtree("ab", 258, "c", 3, Hash.EMPTY_ROOT);
    assertThat(HexFormat.of().formatHex(message))
        .isEqualTo(
            "737562747265652f76310a00"
                + "026162"
                + "0000000000000102"
                + "0163"
                + "0000000000000000"
                + "0000000000000003"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThatThrownBy(
            () -> CosignatureMessage.mlDsaSubtree("a".repeat(256), 0, "c", 3, Hash.EMPTY_ROOT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rawKey_ofOtherSpki_isRefused() {
    byte[] spki = TestKeys.generate("Ed25519").getPublic().getEncoded();
    assertThatThrownBy(() -> MlDsa44.rawKey(spki)).isInstanceOf(IllegalArgumentException.class);
  }
}
