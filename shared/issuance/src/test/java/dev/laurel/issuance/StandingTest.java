package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Standing.Outcome;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class StandingTest {
  private static final String WHY = "the signer is broken";

  private final World world = new World();
  private final Standing standing = world.room().standing();

  /// A submission whose intent waits for the log.
  private SubmissionId begun() {
    SubmissionId submission = world.passed();
    assertThat(advance(submission)).isEqualTo(new Advance.Logging());
    return submission;
  }

  /// A submission whose intent is signed and not published.
  private SubmissionId signed() {
    SubmissionId submission = begun();
    world.settleList(submission);
    world.faults.reset();
    // After the signature: the DID document and the list are read, SIGNED is written.
    world.signer.whileSigning = () -> world.faults.before(world.faults.calls() + 4);
    assertThatThrownBy(() -> advance(submission)).isInstanceOf(StoreUnavailable.class);
    world.signer.whileSigning = () -> {};
    world.faults.reset();
    assertThat(world.intent(submission).state()).isEqualTo(Intent.State.SIGNED);
    return submission;
  }

  private Advance advance(SubmissionId submission) {
    return world.room().ladder().advance(submission);
  }

  private Outcome resume(SubmissionId submission) {
    return standing.resume(world.issuer, submission, Companion.none());
  }

  private Outcome abandon(SubmissionId submission) {
    return standing.abandon(world.issuer, submission, "Nobody wants it", Companion.none());
  }

  private static Progress progress(Outcome outcome) {
    return ((Outcome.Done) outcome).progress();
  }

  private List<SubmissionId> listed() {
    return world.room().awards().parked(world.issuer, 100, Cursor.START).entries().stream()
        .map(Progress::submission)
        .toList();
  }

  private EntryRow.State entry(String hex) {
    return world.log.row(new EntryId(hex)).state();
  }

  @Test
  void park_beforeAnyIntent_saysWhyAndTheNextAdvanceGoesOn() {
    SubmissionId submission = world.passed();

    standing.park(submission, "no place was free");
    standing.park(submission, "no place was free");

    assertThat(world.held(submission).map(Held::reason)).hasValue("no place was free");
    assertThat(listed()).containsExactly(submission);
    world.issued(submission);
    assertThat(world.held(submission)).isEmpty();
    assertThat(listed()).isEmpty();
    standing.park(submission, "too late");
    assertThat(world.held(submission)).isEmpty();
    world.rest();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void park_movingIntent_standsForWhoeverComes() {
    SubmissionId submission = begun();
    world.log.integrate();

    standing.park(submission, WHY);

    assertThat(advance(submission)).isEqualTo(new Advance.Parked(WHY));
    assertThat(world.held(submission).map(Held::reason)).hasValue(WHY);
    assertThat(listed()).containsExactly(submission);
    assertThat(world.room().awards().of(world.issuer, submission))
        .hasValue(
            new Progress(
                submission,
                world.award(submission).credential().text(),
                Progress.State.LOGGED,
                1,
                WHY,
                ""));
    List<?> before = world.memory.all();
    standing.park(submission, "another reason");
    assertThat(world.memory.all()).as("the first reason stays").isEqualTo(before);
    assertThat(world.signer.of("/credentials/")).isEmpty();
    Invariants.check(world);
  }

  @Test
  void resume_afterTheLogWasDown_goesOnWhereItStood() {
    SubmissionId submission = begun();
    for (int i = 0; i < 7; i++) {
      assertThat(advance(submission)).isEqualTo(new Advance.Logging());
    }
    standing.park(submission, "no attempt came back");
    world.settleLog();
    assertThat(world.award(submission).state()).as("it stands").isEqualTo(Award.State.ISSUING);

    Progress resumed = progress(resume(submission));

    assertThat(resumed.parked()).isEmpty();
    assertThat(resumed.state()).isEqualTo(Progress.State.LOGGED);
    assertThat(listed()).isEmpty();
    assertThat(world.rows("HELD")).isEmpty();
    assertThat(world.message(submission, "award").orElseThrow().attempts()).isZero();
    assertThat(advance(submission)).isInstanceOf(Advance.Published.class);
    world.rest();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void resume_movingOrPublished_changesNothing() {
    SubmissionId submission = begun();
    List<?> before = world.memory.all();
    assertThat(progress(resume(submission)).state()).isEqualTo(Progress.State.INTENT);
    assertThat(world.memory.all()).isEqualTo(before);
    world.settleLog();

    assertThat(progress(resume(submission)).state()).isEqualTo(Progress.State.PUBLISHED);
    assertThat(world.message(submission, "award")).isEmpty();
  }

  @Test
  void resume_refusedByTheLint_sendsTheMessageAgain() {
    SubmissionId submission =
        world.passed("Zoe me@example.org", new EvidenceDraft.Link("Site", "", "https://e.org/"));
    assertThat(advance(submission)).isInstanceOf(Advance.Refused.class);
    assertThat(listed()).containsExactly(submission);

    Progress resumed = progress(resume(submission));

    assertThat(resumed.state()).isEqualTo(Progress.State.APPROVED);
    assertThat(world.rows("HELD")).isEmpty();
    assertThat(world.message(submission, "award")).isPresent();
    assertThat(listed()).isEmpty();
  }

  @Test
  void abandon_moving_isRefused() {
    SubmissionId submission = begun();

    assertThat(abandon(submission))
        .isEqualTo(new Outcome.NotNow("only a parked intent can be abandoned"));
    assertThat(abandon(world.passed())).isInstanceOf(Outcome.NotNow.class);
    assertThat(advance(submission)).isEqualTo(new Advance.Logging());
  }

  @Test
  void abandon_beforeItsEntryIsLogged_endsWhenItIs() {
    SubmissionId submission = begun();
    standing.park(submission, WHY);

    assertThat(progress(abandon(submission)).abandoned()).isEqualTo("Nobody wants it");

    assertThat(world.intent(submission).isEnding()).as("nothing to end yet").isFalse();
    assertThat(world.message(submission, "abandon")).isPresent();
    assertThat(resume(submission)).isInstanceOf(Outcome.NotNow.class);
    assertThat(advance(submission)).isEqualTo(new Advance.Logging());
    EntryId issue = new EntryId(world.intent(submission).entry());
    world.log.integrate();
    world.room().logged(issue);
    assertThat(world.intent(submission).isEnding()).isTrue();
    assertThat(resume(submission)).as("not in yet").isInstanceOf(Outcome.NotNow.class);
    world.settleLog();
    assertThat(world.message(submission, "abandon")).isEmpty();
    assertThat(advance(submission)).isEqualTo(new Advance.Abandoned("Nobody wants it"));
    assertThat(world.signer.of("/credentials/")).isEmpty();
    world.rest();
    Invariants.checkAtRest(world, List.of());
  }

  @Test
  void abandon_signalLost_endsByItsMessage() {
    SubmissionId submission = begun();
    standing.park(submission, WHY);
    abandon(submission);
    world.log.integrate();

    assertThat(advance(submission)).as("queues the end").isEqualTo(new Advance.Logging());
    assertThat(advance(submission)).isEqualTo(new Advance.Logging());
    world.log.integrate();

    assertThat(advance(submission)).isInstanceOf(Advance.Abandoned.class);
    assertThat(entry(world.intent(submission).abandonEntry())).isEqualTo(EntryRow.State.LOGGED);
    assertThat(world.intent(submission).logSalt()).as("nothing is left to compute").isEmpty();
  }

  @Test
  void abandon_loggedOrSigned_queuesTheEndAtOnce() {
    SubmissionId logged = begun();
    world.log.integrate();
    standing.park(logged, WHY);
    abandon(logged);
    assertThat(entry(world.intent(logged).abandonEntry())).isEqualTo(EntryRow.State.PENDING);
    SubmissionId signed = signed();
    standing.park(signed, WHY);
    abandon(signed);
    assertThat(entry(world.intent(signed).abandonEntry())).isEqualTo(EntryRow.State.PENDING);
    assertThat(world.message(signed, "abandon")).isEmpty();
    assertThat(world.intent(signed).forms()).allMatch(form -> form.signature().isEmpty());

    world.settleLog();

    assertThat(world.rows("PUBLISHED")).isEmpty();
    assertThat(listed()).containsExactlyInAnyOrder(logged, signed);
    world.rest();
    Invariants.checkAtRest(world, List.of());
  }

  @Test
  void abandon_again_changesNothing() {
    SubmissionId submission = begun();
    standing.park(submission, WHY);
    abandon(submission);
    List<?> before = world.memory.all();

    Outcome again = standing.abandon(world.issuer, submission, "Another reason", Companion.none());

    assertThat(progress(again).abandoned()).isEqualTo("Nobody wants it");
    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void resume_twiceAbandoned_givesTheAwardItsThirdAttempt() {
    SubmissionId submission = begun();
    List<CredentialId> credentials = new ArrayList<>();
    for (int attempt = 1; attempt <= 2; attempt++) {
      credentials.add(world.award(submission).credential());
      standing.park(submission, WHY);
      abandon(submission);
      world.settleLog();
      assertThat(advance(submission)).as("by itself").isInstanceOf(Advance.Abandoned.class);
      assertThat(resume(submission)).isInstanceOf(Outcome.Done.class);
      assertThat(advance(submission)).isEqualTo(new Advance.Logging());
      assertThat(world.award(submission).intent()).isEqualTo(attempt + 1);
    }
    world.settleLog();

    CredentialId id = world.award(submission).credential();
    assertThat(credentials).doesNotContain(id).doesNotHaveDuplicates();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.signer.of("/credentials/")).hasSize(1);
    assertThat(world.log.rows("award:" + submission)).hasSize(3);
    assertThat(world.log.rows("abandon:" + submission)).hasSize(2);
    world.rest();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void advance_zombieSignsAfterAbandon_storesAndPublishesNothing() {
    SubmissionId submission = begun();
    world.settleList(submission);
    world.signer.whileSigning =
        () -> {
          world.signer.whileSigning = () -> {};
          standing.park(submission, WHY);
          abandon(submission);
          world.log.integrate();
          resume(submission);
        };

    Advance zombie = advance(submission);

    assertThat(zombie).as("it went on with the next attempt").isEqualTo(new Advance.Logging());
    Intent first = world.intent(submission, 1);
    assertThat(first.forms()).allMatch(form -> form.signature().isEmpty());
    assertThat(world.record(first.credential()).published()).isEmpty();
    assertThat(world.signer.of("/credentials/" + first.credential())).hasSize(1);
    assertThat(world.record(first.credential()).revocation()).isPresent();
    world.settleLog();
    assertThat(world.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
    world.rest();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void advance_parkedWhileSigning_storesNothing() {
    SubmissionId submission = begun();
    world.settleList(submission);
    world.signer.whileSigning = () -> standing.park(submission, WHY);

    assertThat(advance(submission)).isEqualTo(new Advance.Parked(WHY));

    assertThat(world.intent(submission).state()).isEqualTo(Intent.State.INTENT);
    world.signer.whileSigning = () -> {};
    resume(submission);
    assertThat(advance(submission)).isInstanceOf(Advance.Published.class);
    world.rest();
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void revoke_atEveryState_isNeverLost() {
    List<SubmissionId> submissions = List.of(begun(), signed(), begun());
    SubmissionId published = submissions.getFirst();
    advance(published);
    world.settleLog();
    SubmissionId parked = begun();
    standing.park(parked, WHY);
    SubmissionId abandoned = begun();
    standing.park(abandoned, WHY);
    List<SubmissionId> all = new ArrayList<>(submissions);
    all.addAll(List.of(parked, abandoned));

    for (SubmissionId each : all) {
      assertThat(
              world
                  .room()
                  .revocation()
                  .revoke(world.issuer, world.award(each).credential(), "No", Companion.none()))
          .isInstanceOf(RevokeCredential.Outcome.Revoked.class);
    }
    assertThat(abandon(abandoned)).isInstanceOf(Outcome.Done.class);
    resume(parked);
    world.settleLog();
    all.forEach(this::advance);
    world.settleLog();

    for (SubmissionId each : all.subList(0, 4)) {
      CredentialId id = world.award(each).credential();
      assertThat(world.verify(id).verdict()).isEqualTo(Verdict.REVOKED);
      assertThat(world.record(id).revocation().orElseThrow().reason()).isEqualTo("No");
    }
    world.rest();
    Invariants.checkAtRest(world, all.subList(0, 4));
  }

  @Test
  @Tag("check-55")
  void anything_ofAnotherIssuerOrNotPassed_isUnknown() {
    SubmissionId submission = begun();
    standing.park(submission, WHY);
    IssuerId stranger = IssuerId.random(world.random);
    SubmissionId none = SubmissionId.random(world.random);

    assertThat(world.room().awards().of(stranger, submission)).isEmpty();
    assertThat(world.room().awards().of(world.issuer, none)).isEmpty();
    assertThat(world.room().awards().parked(stranger, 10, Cursor.START).entries()).isEmpty();
    assertThat(standing.resume(stranger, submission, Companion.none()))
        .isEqualTo(new Outcome.Unknown());
    assertThat(standing.abandon(stranger, submission, "Mine", Companion.none()))
        .isEqualTo(new Outcome.Unknown());
    assertThat(standing.resume(world.issuer, none, Companion.none()))
        .isEqualTo(new Outcome.Unknown());
    assertThat(world.intent(submission).parked()).isEqualTo(WHY);
    assertThat(world.intent(submission).isAbandoned()).isFalse();
  }

  @Test
  void resume_companionsRowExists_isContendedAndChangesNothing() {
    SubmissionId submission = begun();
    standing.park(submission, WHY);
    Item row = Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}");
    world.write(Write.create(row));

    assertThat(standing.resume(world.issuer, submission, done -> List.of(Write.create(row))))
        .isEqualTo(new Outcome.Contended());
    assertThat(world.intent(submission).isParked()).isTrue();
  }

  /// What a restore of the tables makes of a row whose entry the log has ended.
  private String end(SubmissionId submission) {
    Item row =
        world
            .memory
            .get(EntryRow.key(new EntryId(world.intent(submission).entry())), Read.CONSISTENT)
            .orElseThrow();
    ObjectNode body = Json.parse(row.body().getBytes(StandardCharsets.UTF_8)).asObject();
    body.put("state", "REFUSED").put("reason", "ended in the log by entry 7");
    world.write(Write.update(Item.of(row.key(), row.version() + 1, body.toString())));
    return "ended in the log by entry 7";
  }

  @Test
  void advance_endedInTheLog_standsUntilItGetsAnotherAttempt() {
    SubmissionId submission = begun();
    world.settleList(submission);
    String why = end(submission);

    assertThat(advance(submission)).isEqualTo(new Advance.Parked(why));

    assertThat(world.signer.of("/credentials/")).isEmpty();
    assertThat(world.held(submission).map(Held::reason)).hasValue(why);
    assertThat(listed()).containsExactly(submission);
    assertThat(resume(submission)).isInstanceOf(Outcome.NotNow.class);
    assertThat(abandon(submission)).isInstanceOf(Outcome.Done.class);
    assertThat(world.message(submission, "abandon")).as("nothing to end").isEmpty();
    assertThat(world.intent(submission).logSalt()).isEmpty();
    assertThat(advance(submission)).isInstanceOf(Advance.Abandoned.class);
    assertThat(resume(submission)).isInstanceOf(Outcome.Done.class);
    assertThat(advance(submission)).isEqualTo(new Advance.Logging());
    assertThat(world.award(submission).intent()).isEqualTo(2);
    world.settleLog();
    assertThat(world.verify(world.award(submission).credential()).verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void advance_signedAndEndedInTheLog_publishesNothing() {
    SubmissionId submission = signed();
    String why = end(submission);

    assertThat(advance(submission)).isEqualTo(new Advance.Parked(why));

    assertThat(world.rows("PUBLISHED")).isEmpty();
  }

  @Test
  void advance_entryRowLost_queuesItAgain() {
    SubmissionId submission = begun();
    EntryId entry = new EntryId(world.intent(submission).entry());
    world.write(new Write.Delete(EntryRow.key(entry), Condition.PRESENT));

    assertThat(advance(submission)).isEqualTo(new Advance.Logging());

    assertThat(world.log.row(entry).state()).isEqualTo(EntryRow.State.PENDING);
    world.settleLog();
    assertThat(world.award(submission).state()).isEqualTo(Award.State.PUBLISHED);
  }
}
