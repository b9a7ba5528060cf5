package dev.laurel.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessPolicyTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("example.com/log", 7, Hash.leaf(new byte[3]));

  private final TestKeys log = TestKeys.ed25519("example.com/log");
  private final List<TestKeys> witnesses = new ArrayList<>();

  WitnessPolicyTest() {
    for (int i = 0; i < 6; i++) {
      witnesses.add(i == 3 ? TestKeys.mlDsa44("w" + i) : TestKeys.cosigner("w" + i));
    }
  }

  @Test
  void satisfied_ofTwoLevels_asksForBothGroups() {
    WitnessPolicy policy =
        policy(
                """
                # the example of the specification
                log L  https://example.com/log
                \twitness X0 W0
                witness X1 W1 https://w1.example.com

                witness X2 W2
                group X 2 X0 X1 X2
                witness Y3 W3
                witness Y4 W4
                group Y any Y3 Y4
                group X-and-Y all X Y
                quorum X-and-Y
                """)
            .orElseThrow();
    assertThat(policy.logs()).containsExactly(log.verifier());
    assertThat(satisfied(policy, 0, 1, 3)).isTrue();
    assertThat(satisfied(policy, 4, 2, 0)).isTrue();
    assertThat(satisfied(policy, 0, 1, 2, 3, 4, 5)).isTrue();
    assertThat(satisfied(policy, 0, 3, 4)).isFalse();
    assertThat(satisfied(policy, 0, 1, 2)).isFalse();
    assertThat(satisfied(policy, 0, 0, 3)).isFalse();
    assertThat(satisfied(policy)).isFalse();
  }

  @Test
  void satisfied_ofSingleWitnessOrNone_isThat() {
    WitnessPolicy single = policy("witness a W0\nquorum a\n").orElseThrow();
    assertThat(satisfied(single, 0)).isTrue();
    assertThat(satisfied(single, 1)).isFalse();
    WitnessPolicy none = policy("quorum none\n").orElseThrow();
    assertThat(satisfied(none)).isTrue();
    assertThat(none).isEqualTo(WitnessPolicy.NONE);
  }

  @Test
  void satisfied_ofWitnessWhoseCosignatureFails_isFalse() {
    WitnessPolicy policy =
        policy("witness a W0\nwitness b W1\ngroup g any a b\nquorum g\n").orElseThrow();
    Checkpoint other = new Checkpoint(CHECKPOINT.origin(), 8, CHECKPOINT.root());
    Note note =
        new Note(CHECKPOINT.text(), List.of())
            .with(witnesses.get(0).sign(CHECKPOINT, 5), witnesses.get(1).sign(other, 5));
    assertThat(policy.satisfied(note, CHECKPOINT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum none",
        "quorum\n",
        "quorum none none\n",
        "quorum none\nquorum none\n",
        "quorum a\nwitness a W0\n",
        "witness a W0\n",
        "witness none W0\nquorum none\n",
        "witness a W0\nwitness a W1\nquorum a\n",
        "witness a W0\nwitness b W0\nquorum a\n",
        "witness a W0\ngroup a 1 a\nquorum a\n",
        "witness a L\nquorum a\n",
        "log W0\nquorum none\n",
        "log L\nlog L\nquorum none\n",
        "log x+00000000+AAAA\nquorum none\n",
        "witness a W0\ngroup g 0 a\nquorum g\n",
        "witness a W0\ngroup g 2 a\nquorum g\n",
        "witness a W0\ngroup g 01 a\nquorum g\n",
        "witness a W0\ngroup g any\nquorum g\n",
        "witness a W0\ngroup g any a a\nquorum g\n",
        "witness a W0\ngroup g any b\nquorum g\n",
        "witness a W0\ngroup g any none\nquorum g\n",
        "witness a W0\ngroup g any a\ngroup h any a\nquorum g\n",
        "group g any g\nquorum g\n",
        "quorum none\r\n",
        "quorum\u0000none\n",
        "quorum none\u007f\n",
        "QUORUM none\n",
        "word\nquorum none\n"
      })
  void parse_ofBrokenRule_isEmpty(String file) {
    assertThat(policy(file)).isEmpty();
  }

  @Test
  void parse_ofNamesBeyondAscii_takesThemAsBytes() {
    assertThat(policy("# \u00e9\nwitness \u00e9\u212a W0\nquorum \u00e9\u212a\n")).isPresent();
    assertThat(policy("witness \u212a W0\nquorum K\n")).isEmpty();
  }

  private Optional<WitnessPolicy> policy(String file) {
    String text = file.replace("log L", "log " + log.verifier().text());
    text = text.replace("a L\n", "a " + log.verifier().text() + "\n");
    for (int i = 0; i < witnesses.size(); i++) {
      text = text.replace(" W" + i, " " + witnesses.get(i).verifier().text());
    }
    return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean satisfied(WitnessPolicy policy, int... cosigners) {
    Note note = new Note(CHECKPOINT.text(), List.of(log.sign(CHECKPOINT, 0)));
    for (int cosigner : cosigners) {
      note = note.with(witnesses.get(cosigner).sign(CHECKPOINT, 1_700_000_000));
    }
    return policy.satisfied(note, CHECKPOINT);
  }
}
