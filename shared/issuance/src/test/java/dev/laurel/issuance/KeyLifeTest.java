package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.ObjectName;
import dev.laurel.tlog.check.Monitor;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The life of an issuer's key as the deployment's own verifier sees it: everything over real rows,
/// a real log and the whole room.
final class KeyLifeTest {
  private final World world = new World();
  private final Operator operator = new Operator(world);

  @BeforeEach
  void anOwnKeySigns() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
  }

  private String method(CredentialId id) {
    return world.document(id).path("proof").path(0).path("verificationMethod").asString();
  }

  private byte[] bytes(CredentialId id) {
    return world.record(id).published().orElseThrow().bytes();
  }

  private long index(CredentialId id) {
    EntryId entry = new EntryId(world.record(id).logRef().orElseThrow().entry());
    return world.log.row(entry).index();
  }

  private Verdict verdict(CredentialId id) {
    return world.verifyKnowing(id).verdict();
  }

  private static void isCompromised(VerificationReport report) {
    assertThat(report.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
    assertThat(report.check(Check.KEY).orElseThrow().is(CheckType.KEY_COMPROMISED)).isTrue();
  }

  private JsonNode publicDocument() {
    return Json.parse(
        world.objects.bytes(new ObjectName("issuers/" + world.issuer + "/did.json")).orElseThrow());
  }

  /// Whoever rebuilds the log accepts it, and an issuer's monitor meets nothing that nobody asked
  /// for.
  private void logIsSound() {
    List<String> asked = world.log.rows().stream().map(row -> row.id().hex()).toList();
    Monitor monitor = new Monitor(world.site.did(world.issuer), asked);
    assertThat(world.log.check(monitor).faults()).isEmpty();
    assertThat(monitor.unexpected()).isEmpty();
  }

  private List<KeyRetire> ends() {
    List<KeyRetire> ends = new ArrayList<>();
    var report =
        world.log.check((_, entry) -> {
          if (entry instanceof KeyRetire end) {
            ends.add(end);
          }
        });
    assertThat(report.faults()).isEmpty();
    return ends;
  }

  @Test
  void rotated_newKeySignsAndOldCredentialsHold() {
    CredentialId old = world.issued();
    operator.make("own-2", "Ed25519");
    operator.settle();

    CredentialId fresh = world.issued();

    assertThat(method(old)).endsWith("#own-1");
    assertThat(method(fresh)).endsWith("#own-2");
    assertThat(verdict(old)).isEqualTo(Verdict.VALID);
    assertThat(verdict(fresh)).isEqualTo(Verdict.VALID);
    assertThat(publicDocument().path("assertionMethod").toString()).contains("#own-1", "#own-2");
    logIsSound();
  }

  @Test
  void retired_earlierCredentialsHoldAndItSignsNothingMore() {
    CredentialId old = world.issued();
    operator.retire("own-1");
    operator.settle();

    assertThat(verdict(old)).isEqualTo(Verdict.VALID);
    assertThat(method(world.issued())).endsWith("#key-1");
    assertThat(ends()).extracting(KeyRetire::method).containsExactly(method(old));
    logIsSound();
  }

  @Test
  void compromisedAtN_entriesBelowHoldWithAProofAndOthersFail() {
    SubmissionId submission = world.passed();
    CredentialId below = world.issued(submission);
    CredentialId above = world.issued();
    assertThat(index(below)).isLessThan(index(above));
    assertThat(verdict(above)).isEqualTo(Verdict.VALID);

    operator.compromised("own-1", index(above));
    operator.settle();

    assertThat(verdict(below)).isEqualTo(Verdict.VALID);
    isCompromised(world.verifyKnowing(above));
    isCompromised(world.withoutProofs().verify(bytes(below)));
    assertThat(world.verify(below).verdict())
        .as("by the DID document alone")
        .isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
    assertThat(publicDocument().path("assertionMethod").toString()).doesNotContain("#own-1");
    assertThat(publicDocument().path("verificationMethod").toString()).contains("#own-1");
    assertThat(ends())
        .singleElement()
        .satisfies(end -> {
          assertThat(end.below()).hasValue(index(above));
          assertThat(end.auth().getFirst().method()).doesNotEndWith("#own-1");
        });
    logIsSound();
    CredentialId fresh = world.issued();
    assertThat(method(fresh)).endsWith("#key-1");
    assertThat(verdict(fresh)).isEqualTo(Verdict.VALID);
  }

  @Test
  void compromised_listsThatItSignedAreSignedByAnother() {
    SubmissionId submission = world.passed();
    CredentialId id = world.issued(submission);
    world.clock.advance(StatusListHead.LIFE.dividedBy(2));
    world.settleList(submission);
    String list = world.intent(submission).statusList();
    assertThat(listMethod(list)).endsWith("#own-1");

    operator.compromised("own-1", 1_000);
    assertThat(verdict(id)).as("nobody believes its lists").isNotEqualTo(Verdict.VALID);
    operator.settle();

    assertThat(listMethod(list)).endsWith("#key-1");
    assertThat(verdict(id)).isEqualTo(Verdict.VALID);
  }

  private String listMethod(String list) {
    return Json.parse(world.published.statusList(list).orElseThrow().bytes())
        .path("proof")
        .path(0)
        .path("verificationMethod")
        .asString();
  }

  @Test
  void compromisedBeforeItsEntry_isNeverHeardOf() {
    operator.make("own-2", "Ed25519");
    operator.compromised("own-2", 0);
    int before = world.faults.calls();
    operator.settle();

    assertThat(world.room().begin(world.issuer)).as("nothing is left to do").isTrue();
    assertThat(world.faults.names().subList(before, world.faults.calls()))
        .as("it says nothing, not even that it begins")
        .doesNotContain("signKey");
    assertThat(world.log.rows("key:" + world.issuer + ":own-2")).isEmpty();
    assertThat(publicDocument().path("assertionMethod").toString()).doesNotContain("#own-2");
  }

  @Test
  void compromised_whileAnotherKeyCannotBegin_isSaidAllTheSame() {
    operator.make("own-2", "Ed25519");
    operator.make("own-3", "Ed25519");
    world.signer.own.remove(world.issuer + "/own-2");
    operator.compromised("own-1", 3);
    for (int i = 0; i < 4; i++) {
      try {
        operator.settle();
      } catch (SignerUnavailable e) {
        assertThat(e).hasMessageContaining("own-2");
      }
      world.settleLog();
    }

    assertThat(operator.key("own-1").end().isDone()).isTrue();
    assertThat(operator.key("own-3").addedAt()).isNotNegative();
    assertThat(ends()).singleElement().satisfies(end -> assertThat(end.below()).hasValue(3));
  }

  /// The log hears of an end once; a row that forgot it learns of it when it is said again.
  @Test
  void retired_saidAgainAfterTheRowForgotIt_isDoneWithTheFirstEntry() {
    var before = operator.key("own-1");
    operator.retire("own-1");
    operator.settle();
    long first = operator.key("own-1").retiredAt();
    var now = operator.key("own-1");
    var forgotten = now.ending(before.end());
    world.write(forgotten.write());
    world.clock.advance(Duration.ofHours(2));

    operator.retire("own-1");
    operator.settle();
    world.room().begin(world.issuer);

    assertThat(operator.key("own-1").retiredAt()).isEqualTo(first);
    assertThat(world.room().begin(world.issuer)).isTrue();
    assertThat(world.log.rows("key:" + world.issuer + ":own-1"))
        .extracting(EntryRow::state)
        .containsExactlyInAnyOrder(
            EntryRow.State.LOGGED, EntryRow.State.LOGGED, EntryRow.State.REFUSED);
    assertThat(
            LogEntry.parse(world.log.row(new EntryId(operator.key("own-1").end().entry())).entry()))
        .get()
        .isInstanceOf(KeyRetire.class);
  }
}
