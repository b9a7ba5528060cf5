package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.SignedCheckpoint.Opened;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCheckpointTest {
  private static final String ORIGIN = "example.com/log";
  private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 7, Hash.leaf(new byte[3]));

  private final TestKeys ed25519 = TestKeys.ed25519(ORIGIN);
  private final TestKeys mlDsa = TestKeys.mlDsa44(ORIGIN);
  private final List<VerifierKey> keys = List.of(ed25519.verifier(), mlDsa.verifier());

  @Test
  void open_ofCheckpointSignedByBothKeys_isValid() {
    SignedCheckpoint checkpoint = valid(note(ed25519, mlDsa));
    assertThat(checkpoint.checkpoint()).isEqualTo(CHECKPOINT);
    assertThat(checkpoint.size()).isEqualTo(7);
    assertThat(checkpoint.root()).isEqualTo(CHECKPOINT.root());
    assertThat(checkpoint.note().signatures()).hasSize(2);
  }

  @Test
  void open_ofNoteWithGreaseInAnyOrder_isValid() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      List<NoteSignature> lines = new ArrayList<>();
      lines.add(ed25519.sign(CHECKPOINT, 0));
      lines.add(mlDsa.sign(CHECKPOINT, 5));
      // One under the log's own name with an unknown id, one of an unknown name.
      lines.add(new NoteSignature(ORIGIN, random.nextInt(), random(random, 1 + round * 5)));
      lines.add(new NoteSignature("grease-" + round, random.nextInt(), random(random, 72)));
      Collections.shuffle(lines, random);
      valid(new Note(CHECKPOINT.text(), lines).bytes());
    }
  }

  @Test
  void open_ofKnownKeyWhoseSignatureFails_isRefused() {
    NoteSignature good = ed25519.sign(CHECKPOINT, 0);
    for (TestKeys known : List.of(ed25519, mlDsa)) {
      byte[] wrong = known.sign(CHECKPOINT, 5).signature();
      wrong[wrong.length - 1] ^= 1;
      NoteSignature bad = new NoteSignature(ORIGIN, known.verifier().keyId(), wrong);
      for (List<NoteSignature> lines : List.of(List.of(good, bad), List.of(bad, good))) {
        assertThat(refusal(new Note(CHECKPOINT.text(), lines).bytes()))
            .contains(known.verifier().label());
      }
    }
  }

  @Test
  void open_withoutEd25519_isRefused() {
    assertThat(refusal(note(mlDsa))).contains("Ed25519");
    assertThat(refusal(note(TestKeys.ed25519(ORIGIN)))).contains("Ed25519");
    assertThat(refusal(note(ed25519, mlDsa), ORIGIN, List.of())).contains("Ed25519");
    assertThat(refusal(note(ed25519, mlDsa), ORIGIN, List.of(mlDsa.verifier())))
        .contains("Ed25519");
  }

  @Test
  void open_ofCosignatureWithTheLogsName_isNoLogSignature() {
    VerifierKey cosigner = VerifierKey.cosigner(ORIGIN, ed25519.verifier().raw());
    assertThat(refusal(note(ed25519), ORIGIN, List.of(cosigner))).contains("Ed25519");
  }

  @Test
  void open_ofAnotherOrigin_isRefused() {
    assertThat(refusal(note(ed25519), "example.com/log2", keys)).contains("another log");
  }

  @Test
  void open_ofOtherBytes_isRefused() {
    assertThat(refusal(new byte[0])).contains("note");
    assertThat(refusal(new byte[Note.MAX_BYTES + 1])).contains("note");
    assertThat(refusal(new Note("a\n\u0661\n", List.of(ed25519.sign(CHECKPOINT, 0))).bytes()))
        .contains("checkpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o\n1\n",
        "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n+1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n 1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n9223372036854775808\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\n",
        "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF=\n",
        "o\n1\nAAAA\n",
        "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
        "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nx\n"
      })
  void parse_ofMalformedCheckpoint_isEmpty(String text) {
    assertThat(Checkpoint.parse(text)).isEmpty();
  }

  @Test
  void parse_ofCheckpoint_readsWhatTextWrites() {
    assertThat(Checkpoint.parse(CHECKPOINT.text())).contains(CHECKPOINT);
    Checkpoint largest = new Checkpoint("go.sum database tree", Long.MAX_VALUE, Hash.EMPTY_ROOT);
    assertThat(Checkpoint.parse(largest.text())).contains(largest);
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] note(TestKeys... signers) {
    Note note = new Note(CHECKPOINT.text(), List.of());
    for (TestKeys signer : signers) {
      note = note.with(signer.sign(CHECKPOINT, 1_700_000_000));
    }
    return note.bytes();
  }

  private SignedCheckpoint valid(byte[] note) {
    return switch (SignedCheckpoint.open(note, ORIGIN, keys)) {
      case Opened.Valid valid -> valid.checkpoint();
      case Opened.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  private String refusal(byte[] note) {
    return refusal(note, ORIGIN, keys);
  }

  private static String refusal(byte[] note, String origin, List<VerifierKey> keys) {
    return switch (SignedCheckpoint.open(note, origin, keys)) {
      case Opened.Valid _ -> throw new AssertionError("believed");
      case Opened.Refused refused -> refused.why();
    };
  }
}
