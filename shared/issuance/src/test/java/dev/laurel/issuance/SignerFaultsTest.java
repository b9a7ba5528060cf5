package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("check-98")
final class SignerFaultsTest {
  record Fault(String name, UnaryOperator<byte[]> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Fault> faults() {
    return List.of(
        new Fault("throttled", signature -> fail(true)),
        new Fault("key disabled", signature -> fail(false)),
        new Fault("zeros", signature -> new byte[64]),
        new Fault("short", signature -> Arrays.copyOf(signature, 63)),
        new Fault("long", signature -> Arrays.copyOf(signature, 65)),
        new Fault("empty", signature -> new byte[0]),
        new Fault("one bit", SignerFaultsTest::flip));
  }

  private static byte[] fail(boolean retryable) {
    throw new SignerUnavailable("planned", retryable, new IllegalStateException());
  }

  private static byte[] flip(byte[] signature) {
    byte[] changed = signature.clone();
    changed[5] ^= 1;
    return changed;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void advance_signerFails_publishesNothingAndRecovers(Fault fault) {
    World world = new World();
    SubmissionId submission = world.passed();
    world.room().ladder().advance(submission);
    world.log.integrate();
    world.signer.spoil = fault.spoil();

    Advance advance = world.room().ladder().advance(submission);

    assertThat(advance).isInstanceOf(Advance.Waiting.class);
    assertThat(world.rows("PUBLISHED")).isEmpty();
    assertThat(world.intent(submission).state()).isEqualTo(Intent.State.INTENT);
    assertThat(world.intent(submission).forms()).allMatch(form -> form.signature().isEmpty());
    Invariants.check(world);
    world.signer.spoil = UnaryOperator.identity();
    world.room().ladder().advance(submission);
    Invariants.checkAtRest(world, List.of(submission));
  }
}
