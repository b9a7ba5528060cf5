package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.Fresh;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class LadderTest {
  private final World world = new World();

  @Test
  void advance_passedSubmission_waitsForTheLogAndPublishesOneValidCredential() {
    SubmissionId submission = world.passed();
    Ladder ladder = world.room().ladder();

    assertThat(ladder.advance(submission)).isEqualTo(new Advance.Logging());
    assertThat(ladder.advance(submission)).as("again").isEqualTo(new Advance.Logging());
    assertThat(world.signer.signed).as("nothing is signed before it is logged").isEmpty();
    world.log.integrate();
    Advance advance = ladder.advance(submission);

    CredentialId id = ((Advance.Published) advance).credential();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(id).check(Check.LOG).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
    assertThat(world.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
    assertThat(world.award(submission).credential()).isEqualTo(id);
    assertThat(world.intent(submission).document()).as("no person is left in the intent").isEmpty();
    assertThat(world.intent(submission).logSalt()).as("nor the salt").isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void advance_twice_signsOnceAndChangesNothing() {
    SubmissionId submission = world.passed();
    CredentialId id = world.issued(submission);
    List<?> before = world.memory.all();

    Advance second = world.room().ladder().advance(submission);

    assertThat(second).isEqualTo(new Advance.Published(id));
    assertThat(world.memory.all()).isEqualTo(before);
    assertThat(world.signer.of("/credentials/")).hasSize(1);
  }

  @Test
  void advance_nextCredentialOfIssuer_makesTheseCallsAndNoMore() {
    world.issued();
    SubmissionId submission = world.passed();
    Issuance room = world.room();
    room.ladder().advance(submission);
    assertThat(world.faults.names())
        .containsExactly(
            "query", // submission, learner, decision, award
            "get", // whether the tables are being restored
            "get", // issuer
            "get", // achievement version
            "query", // the rows of the issuer's keys
            "get", // current status list
            "add", // its uses
            "get", // whether the message waits
            "write", // INTENT, with the entry
            "get"); // the entry, not LOGGED yet
    world.faults.reset();
    EntryId entry = world.log.integrate().getFirst();

    room.logged(entry);

    assertThat(world.faults.names())
        .containsExactly(
            "get", // the entry, for who waits
            "query", // submission, learner, decision, award
            "get", // the intent
            "get", // whether the tables are being restored
            "get", // the entry
            "get", // its checkpoint
            "get", // whether the list was ever signed
            "query", // what the log knows of its keys
            "sign", "get", // the issuer's published DID document
            "get", // the published status list
            "write", // SIGNED
            "write", // PUBLISHED
            "write"); // the message is removed
  }

  @Test
  void issue_single_takesEightItemWritesAndOneSignature() {
    world.issued();
    SubmissionId submission = world.passed();
    Issuance room = world.room();

    room.ladder().advance(submission);
    long before = world.faults.calls("write", "add");
    Faults log = new Faults();
    EntryId entry = world.log.integrate(new FaultyItemStore(world.memory, log)).getFirst();
    room.logged(entry);

    long claim = 1;
    assertThat(before).as("place, INTENT").isEqualTo(2);
    assertThat(log.calls("write", "add")).as("head, LOGGED").isEqualTo(2);
    assertThat(claim + log.calls("write", "add") + world.faults.calls("write", "add"))
        .as("with SIGNED, PUBLISHED and the message")
        .isEqualTo(8);
    assertThat(world.faults.calls("sign", "signKey")).isEqualTo(1);
    Invariants.checkAtRest(world, List.of(first(submission), submission));
  }

  private SubmissionId first(SubmissionId other) {
    return world.rows("AWARD").stream()
        .map(item -> new SubmissionId(item.key().partition().substring("SUB#".length())))
        .filter(id -> !id.equals(other))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void logged_entryOfAnAward_publishesAndRemovesTheMessage() {
    SubmissionId submission = world.passed();
    world.room().ladder().advance(submission);
    assertThat(world.message(submission, "award")).isPresent();

    world.settleLog();

    assertThat(world.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
    assertThat(world.message(submission, "award")).isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  @Tag("check-89")
  void logged_twiceAndOfUnknownEntries_changesNothing() {
    SubmissionId submission = world.passed();
    world.room().ladder().advance(submission);
    List<EntryId> entries = world.log.rows().stream().map(EntryRow::id).toList();
    entries.forEach(world.room()::logged);
    assertThat(world.award(submission).state()).as("not logged").isEqualTo(Award.State.ISSUING);
    world.settleLog();
    List<?> before = world.memory.all();

    entries.forEach(world.room()::logged);
    world.room().logged(new EntryId("ab".repeat(32)));

    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void advance_intentFromBeforeTheLog_beginsAgainWithAnEntry() {
    for (Intent.State state : List.of(Intent.State.INTENT, Intent.State.SIGNED)) {
      World old = new World();
      old.issued();
      SubmissionId submission = old.passed();
      old.room().ladder().advance(submission);
      Item row = old.memory.get(Intent.key(submission, 1), Read.CONSISTENT).orElseThrow();
      ObjectNode body = Json.parse(row.body().getBytes(StandardCharsets.UTF_8)).asObject();
      body.remove(List.of("logSalt", "entry", "abandoned", "abandonEntry"));
      body.put("state", state.name());
      old.write(Write.update(Item.of(row.key(), row.version() + 1, body.toString())));

      assertThat(old.room().ladder().advance(submission)).isEqualTo(new Advance.Logging());
      old.settleLog();

      assertThat(old.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
      Invariants.check(old);
    }
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

    for (int i = 0; i < 3; i++) {
      Fresh.inParallel(
          8,
          thread -> {
            for (SubmissionId each : submissions) {
              room.ladder().advance(each);
            }
            return thread;
          });
      world.log.integrate();
    }

    assertThat(world.rows("PUBLISHED")).hasSize(20);
    Invariants.checkAtRest(world, submissions);
  }

  @Test
  @Tag("check-89")
  void advance_deliveredTwiceAfterRevocation_changesNothing() {
    SubmissionId submission = world.passed();
    CredentialId id = world.issued(submission);
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

    world.issued(submission);

    assertThat(world.rows("HELD")).isEmpty();
    Invariants.checkAtRest(world, List.of(submission));
  }
}
