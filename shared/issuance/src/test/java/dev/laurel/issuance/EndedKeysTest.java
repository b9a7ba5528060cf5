package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Condition;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Keys that change while a credential is on its way: between its intent and its signature.
final class EndedKeysTest {
  /// Odd, so that each kind of death meets each kind of call; all of them take minutes.
  private static final int STRIDE = 7;

  private final World world = new World();
  private final Operator operator = new Operator(world);

  /// An intent by `own-1`, whose entry waits for the log.
  private SubmissionId begun() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    SubmissionId submission = world.passed();
    assertThat(world.room().ladder().advance(submission)).isEqualTo(new Advance.Logging());
    assertThat(method(submission, 1)).endsWith("#own-1");
    return submission;
  }

  private String method(SubmissionId submission, int attempt) {
    return world.intent(submission, attempt).forms().getFirst().method();
  }

  /// The entry gets into the log after all that waits now.
  private void delay(SubmissionId submission) {
    EntryId entry = new EntryId(world.intent(submission).entry());
    world.write(new Write.Delete(EntryRow.key(entry), Condition.PRESENT));
    world.room().begin(world.issuer);
    world.log.integrate();
    assertThat(world.room().ladder().advance(submission)).isEqualTo(new Advance.Logging());
    world.log.integrate();
  }

  private int signatures(SubmissionId submission) {
    return world.signer.of(world.intent(submission).credential().text()).size();
  }

  /// What stands is given up and issued again.
  private CredentialId again(SubmissionId submission) {
    world.room().standing().abandon(world.issuer, submission, "Its key", Companion.none());
    world.settleLog();
    world.room().standing().resume(world.issuer, submission, Companion.none());
    for (int i = 0; i < 2; i++) {
      world.room().ladder().advance(submission);
      world.settleLog();
    }
    return ((Advance.Published) world.room().ladder().advance(submission)).credential();
  }

  @Test
  void sign_keyCompromisedSinceTheIntent_asksItForNothingAndIsIssuedAgainByAnother() {
    SubmissionId submission = begun();
    world.log.integrate();
    operator.compromised("own-1", 1_000);

    assertThat(world.room().ladder().advance(submission))
        .isEqualTo(
            new Advance.Parked("its key own-1 is compromised: abandon it and issue it again"));

    assertThat(signatures(submission)).isZero();
    CredentialId fresh = again(submission);
    assertThat(method(submission, 2)).endsWith("#key-1");
    assertThat(world.verifyKnowing(fresh).verdict()).isEqualTo(Verdict.VALID);
    operator.settle();
    assertThat(world.verifyKnowing(fresh).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void sign_keyRetiredBelowTheEntryButNotNoted_asksItForNothing() {
    SubmissionId submission = begun();
    operator.retire("own-1");
    delay(submission);
    assertThat(operator.key("own-1").retiredAt()).as("not noted").isNegative();

    assertThat(world.room().ladder().advance(submission))
        .isEqualTo(
            new Advance.Parked("its key own-1 was retired before: abandon it and issue it again"));

    assertThat(signatures(submission)).isZero();
    assertThat(world.verifyKnowing(again(submission)).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void sign_keyRetiredAboveTheEntry_signsAndHolds() {
    SubmissionId submission = begun();
    world.log.integrate();
    operator.retire("own-1");
    operator.settle();

    Advance advance = world.room().ladder().advance(submission);

    assertThat(world.verifyKnowing(((Advance.Published) advance).credential()).verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void sign_secondKeyAddedBelowTheEntryButNotNoted_isNotPublishedWithoutItsProof() {
    SubmissionId submission = begun();
    operator.make("own-2", "ML-DSA-44");
    delay(submission);
    assertThat(operator.key("own-2").addedAt()).as("not noted").isNegative();

    assertThat(world.room().ladder().advance(submission))
        .isEqualTo(
            new Advance.Parked(
                "the issuer got a key meanwhile whose proof it lacks: abandon it and issue it"
                    + " again"));

    CredentialId fresh = again(submission);
    assertThat(world.document(fresh).path("proof")).hasSize(2);
    assertThat(world.verifyKnowing(fresh).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void sign_resumedWithoutBeingGivenUp_standsAgain() {
    SubmissionId submission = begun();
    world.log.integrate();
    operator.compromised("own-1", 1_000);
    world.room().ladder().advance(submission);

    world.room().standing().resume(world.issuer, submission, Companion.none());

    assertThat(world.room().ladder().advance(submission)).isInstanceOf(Advance.Parked.class);
    assertThat(signatures(submission)).isZero();
  }

  /// A credential climbs while a second key comes and the first one is compromised; the process
  /// dies before or after a call, by turns, and what is left undone is done again. Every
  /// [#STRIDE]th call.
  @Test
  @Tag("check-90")
  void course_dyingAtAnyCall_publishesOnlyWhatHolds() {
    int calls = course(0);
    for (int call = 1; call <= calls; call += STRIDE) {
      course(call);
    }
    assertThat(calls).isGreaterThan(60);
  }

  /// Answers the calls that were made; 0 for none that fails.
  private static int course(int call) {
    EndedKeysTest test = new EndedKeysTest();
    World world = test.world;
    test.operator.register();
    test.operator.make("own-1", "Ed25519");
    test.operator.settle();
    SubmissionId submission = world.passed();
    world.faults.reset();
    if (call > 0 && call % 2 == 0) {
      world.faults.dieAfter(call);
    } else if (call > 0) {
      world.faults.dieBefore(call);
    }
    test.go(submission);
    test.operator.make("own-2", "ML-DSA-44");
    test.go(submission);
    test.operator.compromised("own-1", 1_000);
    test.go(submission);
    int calls = world.faults.calls();
    world.faults.reset();
    for (int i = 0; i < 4; i++) {
      test.go(submission);
    }
    CredentialId id =
        world.room().ladder().advance(submission) instanceof Advance.Published published
            ? published.credential()
            : test.again(submission);
    assertThat(world.verifyKnowing(id).verdict()).as("call %d", call).isEqualTo(Verdict.VALID);
    assertThat(world.log.check((_, _) -> {}).faults()).as("call %d", call).isEmpty();
    assertThat(test.operator.key("own-1").end().isDone()).as("call %d", call).isTrue();
    assertThat(world.log.rows("key:" + world.issuer + ":own-"))
        .as("call %d: two beginnings and an end", call)
        .hasSize(3)
        .allMatch(row -> row.state() == EntryRow.State.LOGGED);
    return calls;
  }

  /// What functions do until they die.
  private void go(SubmissionId submission) {
    try {
      world.room().ladder().advance(submission);
      world.room().begin(world.issuer);
      for (EntryId entry : world.log.integrate()) {
        world.room().logged(entry);
      }
      world.room().sweepStatusLists();
    } catch (StoreUnavailable | SignerUnavailable e) {
      // The next one goes on.
    }
  }
}
