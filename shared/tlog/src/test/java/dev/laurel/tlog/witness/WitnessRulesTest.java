package dev.laurel.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.NaiveTree;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.TestKeys;
import dev.laurel.tlog.witness.WitnessRules.Decision;
import dev.laurel.tlog.witness.WitnessRules.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessRulesTest {
  private static final String ORIGIN = "example.com/log";

  private final NaiveTree naive = new NaiveTree(NaiveTree.entries(20));
  private final TestKeys log = TestKeys.ed25519(ORIGIN);
  private final TestKeys stranger = TestKeys.ed25519(ORIGIN);
  private final WitnessRules rules = new WitnessRules(Map.of(ORIGIN, List.of(log.verifier())));

  @Test
  void decide_ofConsistentCheckpoint_isToCosign() {
    for (int older = 0; older <= 20; older++) {
      for (int newer = older; newer <= 20; newer++) {
        Decision decision = decide(older, proof(older, newer), note(newer), recorded(older));
        assertThat(decision).isInstanceOf(Decision.Accept.class);
      }
    }
  }

  @Test
  void decide_ofUnknownOrigin_is404WithoutLookingAtWhatIsRecorded() {
    Checkpoint other = new Checkpoint("example.com/other", 1, naive.root(1));
    byte[] note = new Note(other.text(), List.of(log.sign(other, 0))).bytes();
    Decision decision =
        rules.decide(
            body(0, List.of(), note),
            _ -> {
              throw new AssertionError("asked");
            });
    assertThat(status(decision)).isEqualTo(404);
  }

  @Test
  void decide_ofUntrustedSignature_is403() {
    assertThat(status(decide(0, List.of(), note(3, stranger), Recorded.NOTHING))).isEqualTo(403);
  }

  @Test
  void decide_ofOldSizeBeyondCheckpoint_is400() {
    assertThat(status(decide(4, List.of(), note(3), recorded(4)))).isEqualTo(400);
  }

  @Test
  void decide_ofOtherOldSize_is409WithTheRecordedOne() {
    Decision decision = decide(2, proof(2, 9), note(9), recorded(5));
    assertThat(status(decision)).isEqualTo(409);
    assertThat(decision).isEqualTo(new Decision.Answer(new WitnessAnswer.Conflict(5)));
    assertThat(new WitnessAnswer.Conflict(5).body()).isEqualTo("5\n");
  }

  @Test
  void decide_ofWrongProof_is422() {
    assertThat(status(decide(5, proof(4, 9), note(9), recorded(5)))).isEqualTo(422);
    assertThat(status(decide(5, List.of(), note(9), recorded(5)))).isEqualTo(422);
    assertThat(status(decide(0, proof(4, 9), note(9), Recorded.NOTHING))).isEqualTo(422);
    Recorded fork = new Recorded(5, Hash.leaf(new byte[0]));
    assertThat(status(decide(5, proof(5, 9), note(9), fork))).isEqualTo(422);
    assertThat(status(decide(5, List.of(), note(5), fork))).isEqualTo(422);
    assertThat(status(decide(5, proof(5, 9), note(5), recorded(5)))).isEqualTo(422);
  }

  @Test
  void decide_ofEmptyTreeWithARoot_is422() {
    Checkpoint empty = new Checkpoint(ORIGIN, 0, naive.root(1));
    byte[] note = new Note(empty.text(), List.of(log.sign(empty, 0))).bytes();
    assertThat(status(decide(0, List.of(), note, Recorded.NOTHING))).isEqualTo(422);
    assertThat(decide(0, List.of(), note(0), Recorded.NOTHING)).isInstanceOf(Decision.Accept.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "old\n\nC",
        "old \n\nC",
        "old 00\n\nC",
        "old -1\n\nC",
        "old 0\nC",
        "old 0\nAAAA\n\nC",
        "old 0\r\n\r\nC",
        "new 0\n\nC",
        "old 0\n\n",
        "old 0\n\no\n1\n"
      })
  void decide_ofMalformedBody_is400(String text) {
    String body = text.replace("C", new String(note(3), StandardCharsets.UTF_8));
    Decision decision = rules.decide(body.getBytes(StandardCharsets.UTF_8), _ -> Recorded.NOTHING);
    assertThat(status(decision)).isEqualTo(400);
  }

  @Test
  void parse_ofMessage_givesItBack() {
    List<Hash> most = new ArrayList<>();
    for (int i = 0; i < MerkleTree.MAX_PROOF; i++) {
      most.add(naive.root(i % 20));
    }
    AddCheckpoint message = new AddCheckpoint(7, most, note(9));
    assertThat(AddCheckpoint.parse(message.text().getBytes(StandardCharsets.UTF_8)))
        .contains(message);
    String more = message.text().replaceFirst("\n", "\n" + most.getFirst().base64() + "\n");
    assertThat(AddCheckpoint.parse(more.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(AddCheckpoint.parse(new byte[AddCheckpoint.MAX_BYTES + 1])).isEmpty();
  }

  @Test
  void of_responses_areAnswers() {
    NoteSignature signature = new NoteSignature("w", 1, new byte[72]);
    WitnessAnswer cosigned = new WitnessAnswer.Cosigned(List.of(signature, signature));
    assertThat(answer(200, cosigned.body())).isEqualTo(cosigned);
    assertThat(answer(409, "12\n")).isEqualTo(new WitnessAnswer.Conflict(12));
    for (String body : List.of("", "12", "012\n", "-1\n", "x\n")) {
      assertThat(answer(409, body)).isInstanceOf(WitnessAnswer.Refused.class);
    }
    assertThat(answer(200, "")).isInstanceOf(WitnessAnswer.Refused.class);
    assertThat(answer(200, "ok\n")).isInstanceOf(WitnessAnswer.Refused.class);
    assertThat(answer(503, "").status()).isEqualTo(503);
  }

  private static WitnessAnswer answer(int status, String body) {
    return WitnessAnswer.of(status, body.getBytes(StandardCharsets.UTF_8));
  }

  private Decision decide(long old, List<Hash> proof, byte[] note, Recorded recorded) {
    return rules.decide(body(old, proof, note), _ -> recorded);
  }

  private static byte[] body(long old, List<Hash> proof, byte[] note) {
    return new AddCheckpoint(old, proof, note).text().getBytes(StandardCharsets.UTF_8);
  }

  private static int status(Decision decision) {
    return switch (decision) {
      case Decision.Accept _ -> 200;
      case Decision.Answer answer -> answer.answer().status();
    };
  }

  private Recorded recorded(int size) {
    return new Recorded(size, naive.root(size));
  }

  private List<Hash> proof(int older, int newer) {
    return older == newer ? List.of() : naive.proof(older, newer);
  }

  private byte[] note(int size) {
    return note(size, log);
  }

  private byte[] note(int size, TestKeys signer) {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, size, naive.root(size));
    return new Note(checkpoint.text(), List.of(signer.sign(checkpoint, 0))).bytes();
  }
}
