package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.witness.AddCheckpoint;
import dev.laurel.tlog.witness.Witness;
import dev.laurel.tlog.witness.WitnessAnswer;
import dev.laurel.tlog.witness.WitnessRules;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Witnesses, good and bad ones: their cosignatures are published, and none of them holds the log
/// up.
final class WitnessTest {
  private final LogWorld world = new LogWorld(false);

  @Test
  void checkpoint_ofEachSize_isCosigned() {
    SmallWitness witness = new SmallWitness(world);
    world.witnesses.add(witness.known());

    for (int size : List.of(1, 3, 200, 100)) {
      world.grown(size);
      assertThat(cosigned(witness)).isTrue();
      assertThat(witness.recorded.size()).isEqualTo(world.head().size());
    }

    assertThat(witness.asked).as("never a conflict").hasSize(4);
    LogInvariants.checkAtRest(world);
    String kept = new String(world.lookup().checkpoint(304).orElseThrow(), StandardCharsets.UTF_8);
    assertThat(kept).contains("witness.example");
  }

  @Test
  void witness_withAnotherSize_isAskedAgainFromThere() {
    SmallWitness witness = new SmallWitness(world);
    world.grown(3).grown(4);
    world.witnesses.add(witness.known());

    world.grown(2);

    assertThat(witness.asked).extracting(AddCheckpoint::oldSize).containsExactly(7L, 0L);
    assertThat(cosigned(witness)).isTrue();
    witness.recorded = new WitnessRules.Recorded(3, world.objects.published().get(0).root());

    world.grown(1);

    assertThat(witness.asked).extracting(AddCheckpoint::oldSize).containsExactly(7L, 0L, 9L, 3L);
    assertThat(cosigned(witness)).isTrue();
    LogInvariants.checkAtRest(world);
  }

  @Test
  void witness_ofAnyBehaviour_holdsNothingUp() {
    List<UnaryOperator<WitnessAnswer>> behaviours =
        List.of(
            good -> new WitnessAnswer.Refused(0, "no answer"),
            good -> new WitnessAnswer.Refused(404, "unknown"),
            good -> new WitnessAnswer.Conflict(Long.MAX_VALUE),
            good -> new WitnessAnswer.Conflict(-1),
            good -> new WitnessAnswer.Conflict(0),
            good -> new WitnessAnswer.Cosigned(List.of()),
            WitnessTest::damaged,
            WitnessTest::underTheLogsName,
            good -> {
              throw new IllegalStateException("a bug");
            });
    for (UnaryOperator<WitnessAnswer> behaviour : behaviours) {
      LogWorld one = new LogWorld(false);
      SmallWitness bad = new SmallWitness(one);
      bad.behaviour = behaviour;
      SmallWitness good = new SmallWitness(one);
      one.witnesses.add(bad.known());
      one.witnesses.add(good.known());

      one.grown(2).grown(2);

      assertThat(one.published().note().signatures())
          .as("the log's, the good witness's and two of grease")
          .hasSize(4);
      assertThat(bad.asked).as("bounded").hasSizeLessThanOrEqualTo(4);
      LogInvariants.checkAtRest(one);
    }
  }

  @Test
  void witnesses_askedSideBySide_allCosign() {
    world.parallel = 4;
    for (int i = 0; i < Cosignatures.MAX_WITNESSES; i++) {
      world.witnesses.add(new SmallWitness(world).known());
    }

    world.grown(300);

    assertThat(world.published().note().signatures()).hasSize(1 + Cosignatures.MAX_WITNESSES + 2);
    LogInvariants.checkAtRest(world);
  }

  private boolean cosigned(SmallWitness witness) {
    Note note = world.published().note();
    return note.signatures().stream()
        .anyMatch(line -> witness.key.verify(note, world.published().checkpoint(), line));
  }

  private static WitnessAnswer damaged(WitnessAnswer good) {
    NoteSignature line = ((WitnessAnswer.Cosigned) good).signatures().getFirst();
    byte[] bytes = line.signature();
    bytes[20] ^= 1;
    return new WitnessAnswer.Cosigned(List.of(new NoteSignature(line.name(), line.keyId(), bytes)));
  }

  private static WitnessAnswer underTheLogsName(WitnessAnswer good) {
    return new WitnessAnswer.Cosigned(
        List.of(new NoteSignature(FakeLogKey.ORIGIN, 7, new byte[64])));
  }

  /// A witness of one log that keeps what it recorded in memory.
  private static final class SmallWitness implements Witness {
    private final KeyPair pair = pair();
    private final VerifierKey key;
    private final WitnessRules rules;
    private final List<AddCheckpoint> asked = new ArrayList<>();
    private WitnessRules.Recorded recorded = WitnessRules.Recorded.NOTHING;
    private UnaryOperator<WitnessAnswer> behaviour = good -> good;

    SmallWitness(LogWorld world) {
      byte[] spki = pair.getPublic().getEncoded();
      key =
          VerifierKey.cosigner(
              "witness.example", Arrays.copyOfRange(spki, spki.length - 32, spki.length));
      rules = new WitnessRules(Map.of(FakeLogKey.ORIGIN, world.key.keys()));
    }

    KnownWitness known() {
      return new KnownWitness(key, this);
    }

    @Override
    public String name() {
      return key.name();
    }

    @Override
    public WitnessAnswer add(AddCheckpoint message) {
      asked.add(message);
      byte[] body = message.text().getBytes(StandardCharsets.UTF_8);
      return switch (rules.decide(body, origin -> recorded)) {
        case WitnessRules.Decision.Answer(WitnessAnswer answer) -> answer;
        case WitnessRules.Decision.Accept accept -> {
          Checkpoint checkpoint = accept.checkpoint().checkpoint();
          recorded = new WitnessRules.Recorded(checkpoint.size(), checkpoint.root());
          byte[] signature = signed(key.message(checkpoint, 1_800_000_000));
          yield behaviour.apply(
              new WitnessAnswer.Cosigned(List.of(key.signature(1_800_000_000, signature))));
        }
      };
    }

    private byte[] signed(byte[] message) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private static KeyPair pair() {
      try {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }
}
