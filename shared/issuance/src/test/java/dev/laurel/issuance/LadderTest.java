package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Item;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Fresh;
import dev.laurel.verification.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LadderTest {
  private final World world = new World();

  @Test
  void advance_passedSubmission_publishesOneValidCredential() {
    SubmissionId submission = world.passed();

    Advance advance = world.room().ladder().advance(submission);

    CredentialId id = ((Advance.Published) advance).credential();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
    assertThat(world.award(submission).credential()).isEqualTo(id);
    assertThat(world.intent(submission).document()).as("no person is left in the intent").isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void advance_twice_signsOnceAndChangesNothing() {
    SubmissionId submission = world.passed();
    Advance first = world.room().ladder().advance(submission);
    List<?> before = world.memory.all();

    Advance second = world.room().ladder().advance(submission);

    assertThat(second).isEqualTo(first);
    assertThat(world.memory.all()).isEqualTo(before);
    assertThat(world.signer.of("/credentials/")).hasSize(1);
  }

  @Test
  void advance_nextCredentialOfIssuer_makesTheseCallsAndNoMore() {
    world.issued();
    SubmissionId submission = world.passed();

    world.room().ladder().advance(submission);

    assertThat(world.faults.names())
        .containsExactly(
            "query", // submission, learner, decision, award
            "get", // issuer
            "get", // achievement version
            "get", // current status list
            "add", // its uses
            "write", // INTENT
            "sign", "get", // the issuer's published DID document
            "get", // the published status list
            "get", // DID document again, for the list's own proof
            "write", // SIGNED
            "write"); // PUBLISHED
    assertThat(world.faults.calls("sign")).isEqualTo(1);
  }

  @Test
  void advance_unknownOrUndecidedSubmission_awardsNothing() {
    SubmissionId unknown = SubmissionId.random(world.random);

    assertThat(world.room().ladder().advance(unknown)).isEqualTo(new Advance.NotAwarded());
    assertThat(world.memory.all(Table.OUTBOX)).isEmpty();
  }

  @Test
  void advance_deploymentWithoutEd25519_signsWithP256() {
    World emulator = new World();
    emulator.signer.onlyP256 = true;

    CredentialId id = emulator.issued();

    assertThat(emulator.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(emulator.document(id).at("/proof/0/cryptosuite").stringValue())
        .isEqualTo("ecdsa-rdfc-2019");
  }

  @Test
  @Tag("check-93")
  void advance_eightDeliveriesOfTwentySubmissionsAtOnce_publishesExactlyTwenty() {
    List<SubmissionId> submissions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      submissions.add(world.passed());
    }
    Issuance room = world.room();

    Fresh.inParallel(
        8,
        thread -> {
          for (SubmissionId each : submissions) {
            room.ladder().advance(each);
          }
          return thread;
        });

    assertThat(world.rows("PUBLISHED")).hasSize(20);
    Invariants.checkAtRest(world, submissions);
  }

  @Test
  @Tag("check-89")
  void advance_deliveredTwiceAfterRevocation_changesNothing() {
    SubmissionId submission = world.passed();
    CredentialId id = ((Advance.Published) world.room().ladder().advance(submission)).credential();
    world
        .room()
        .revocation()
        .revoke(world.issuer, id, "mistake", dev.laurel.storage.Companion.none());
    List<?> before = world.memory.all();

    world.room().ladder().advance(submission);

    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void advance_learnerNameWithAddress_isRefusedAndNoted() {
    SubmissionId submission =
        world.passed(
            "Zoe zoe.private@example.org",
            new dev.laurel.assessment.EvidenceDraft.Link("Site", "", "https://example.org/"));

    Advance advance = world.room().ladder().advance(submission);

    assertThat(((Advance.Refused) advance).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("house/no-email-address");
          assertThat(finding.pointer()).isEqualTo("/credentialSubject/identifier/1/identityHash");
          assertThat(finding.toString()).doesNotContain("private");
        });
    assertThat(world.rows("FINDINGS")).hasSize(1);
    assertThat(world.held(submission).map(Held::reason))
        .hasValue("house/no-email-address at /credentialSubject/identifier/1/identityHash");
    assertThat(world.rows("OWNER")).isEmpty();
    assertThat(world.signer.signed).isEmpty();
  }

  @Test
  void advance_afterTheObstacleIsGone_publishesAndNothingIsHeldAnyMore() {
    SubmissionId submission =
        world.passed(
            "Zoe me@example.org",
            new dev.laurel.assessment.EvidenceDraft.Link("Site", "", "https://example.org/"));
    assertThat(world.room().ladder().advance(submission)).isInstanceOf(Advance.Refused.class);
    assertThat(world.room().ladder().advance(submission)).isInstanceOf(Advance.Refused.class);
    assertThat(world.held(submission)).isPresent();
    Item learner = world.rows("LEARNER").getFirst();
    String mended = learner.body().replace(" me@example.org", "");
    world.write(Write.update(Item.of(learner.key(), learner.version() + 1, mended)));

    assertThat(world.room().ladder().advance(submission)).isInstanceOf(Advance.Published.class);

    assertThat(world.held(submission)).isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void park_beforeAnyIntent_saysWhyAndTheNextAdvancePublishes() {
    SubmissionId submission = world.passed();
    Ladder ladder = world.room().ladder();

    ladder.park(submission, "no place was free");
    ladder.park(submission, "no place was free");

    assertThat(world.held(submission).map(Held::reason)).hasValue("no place was free");
    assertThat(ladder.advance(submission)).isInstanceOf(Advance.Published.class);
    assertThat(world.held(submission)).isEmpty();
    ladder.park(submission, "too late");
    assertThat(world.held(submission)).isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void park_movingIntent_standsForWhoeverComes() {
    SubmissionId submission = world.passed();
    world.signer.spoil = signature -> new byte[64];
    Ladder ladder = world.room().ladder();
    assertThat(ladder.advance(submission)).isInstanceOf(Advance.Waiting.class);

    ladder.park(submission, "the signer is broken");
    world.signer.spoil = signature -> signature;

    assertThat(ladder.advance(submission)).isEqualTo(new Advance.Parked("the signer is broken"));
    assertThat(world.held(submission).map(Held::reason)).hasValue("the signer is broken");
    List<?> before = world.memory.all();
    ladder.park(submission, "another reason");
    assertThat(world.memory.all()).as("the first reason stays").isEqualTo(before);
    assertThat(world.rows("PUBLISHED")).isEmpty();
    Invariants.check(world);
  }
}
