package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.Fresh;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.PublishedStatusList;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Suspending, reinstating, superseding, and what a list said at a moment.
final class SuspensionTest {
  private final World world = new World();

  @BeforeEach
  void suspendable() {
    world.define(World.suspendable());
  }

  private SuspendCredential.Outcome suspend(CredentialId id) {
    return world.room().suspension().suspend(world.issuer, id, "Is looked at", Companion.none());
  }

  private SuspendCredential.Outcome reinstate(CredentialId id) {
    return world.room().suspension().reinstate(world.issuer, id, "All is well", Companion.none());
  }

  private Verdict settled(CredentialId id) {
    world.settleLog();
    return world.verify(id).verdict();
  }

  private String list(CredentialId id) {
    return world.record(id).owner().statusList();
  }

  private String twin(CredentialId id) {
    return StatusListHead.suspensionOf(list(id));
  }

  private static void assertDone(SuspendCredential.Outcome outcome, boolean suspended) {
    assertThat(outcome).isInstanceOf(SuspendCredential.Outcome.Done.class);
    assertThat(((SuspendCredential.Outcome.Done) outcome).suspension().suspended())
        .isEqualTo(suspended);
  }

  @Test
  void document_ofASuspendableBadge_namesBothListsAtOneIndex() {
    CredentialId id = world.issued();

    JsonNode status = world.document(id).path("credentialStatus");

    String base = World.BASE + "/status-lists/";
    assertThat(status.size()).isEqualTo(2);
    assertThat(status.at("/0/statusPurpose").stringValue()).isEqualTo("revocation");
    assertThat(status.at("/0/statusListCredential").stringValue()).isEqualTo(base + list(id));
    assertThat(status.at("/1/statusPurpose").stringValue()).isEqualTo("suspension");
    assertThat(status.at("/1/statusListCredential").stringValue()).isEqualTo(base + twin(id));
    assertThat(status.at("/1/statusListIndex")).isEqualTo(status.at("/0/statusListIndex"));
    JsonNode list = Json.parse(world.published.statusList(twin(id)).orElseThrow().bytes());
    assertThat(list.at("/credentialSubject/statusPurpose").stringValue()).isEqualTo("suspension");
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-29")
  void suspend_andReinstate_isWhatReadersSee() {
    CredentialId id = world.issued();
    CredentialId other = world.issued();

    assertDone(suspend(id), true);
    assertThat(settled(id)).isNotEqualTo(Verdict.VALID);
    assertThat(world.verify(id).check(Check.STATUS).orElseThrow().is(CheckType.SUSPENDED)).isTrue();
    assertThat(world.verify(other).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.record(id).suspension().map(Suspension::reason)).contains("Is looked at");

    assertDone(reinstate(id), false);
    assertThat(settled(id)).isEqualTo(Verdict.VALID);
    assertThat(world.record(id).suspension().map(Suspension::suspended)).contains(false);
    assertThat(world.copy(twin(id)))
        .hasValue(world.published.statusList(twin(id)).orElseThrow().bytes());

    assertDone(suspend(id), true);
    assertThat(settled(id)).isNotEqualTo(Verdict.VALID);
  }

  @Test
  void suspend_again_keepsTheFirstWord() {
    CredentialId id = world.issued();
    suspend(id);
    world.settleLog();
    world.clock.advance(Duration.ofHours(1));
    List<Item> before = world.memory.all();

    Suspension again = ((SuspendCredential.Outcome.Done) suspend(id)).suspension();

    assertThat(again.version()).isEqualTo(1);
    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void reinstate_whatIsNotSuspended_isRefused() {
    CredentialId id = world.issued();

    assertThat(reinstate(id))
        .isEqualTo(new SuspendCredential.Outcome.NotNow("it is not suspended"));
    suspend(id);
    reinstate(id);
    assertThat(reinstate(id)).isInstanceOf(SuspendCredential.Outcome.NotNow.class);
  }

  @Test
  void suspend_andReinstate_whatIsRevoked_isRefused() {
    CredentialId id = world.issued();
    suspend(id);
    world.room().revocation().revoke(world.issuer, id, "For good", Companion.none());

    assertThat(reinstate(id)).isInstanceOf(SuspendCredential.Outcome.NotNow.class);
    assertThat(suspend(id)).isInstanceOf(SuspendCredential.Outcome.NotNow.class);
    assertThat(settled(id)).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void suspend_credentialWithoutSuspensionList_isRefused() {
    world.define(World.content(0));
    CredentialId id = world.issued();

    assertThat(suspend(id)).isInstanceOf(SuspendCredential.Outcome.NotNow.class);
    assertThat(world.document(id).path("credentialStatus").isObject()).isTrue();
    assertThat(world.memory.get(StatusListHead.key(twin(id)), Read.CONSISTENT)).isEmpty();
  }

  @Test
  void suspend_beforePublication_isRefused() {
    var submission = world.passed();
    world.room().ladder().advance(submission);

    assertThat(suspend(world.award(submission).credential()))
        .isEqualTo(new SuspendCredential.Outcome.NotNow("it is not published yet"));
  }

  @Test
  @Tag("check-55")
  void suspend_anotherIssuersCredential_isUnknown() {
    CredentialId id = world.issued();
    IssuerId stranger = IssuerId.random(world.random);

    assertThat(world.room().suspension().suspend(stranger, id, "Mine", Companion.none()))
        .isEqualTo(new SuspendCredential.Outcome.Unknown());
    assertThat(world.room().revocation().supersede(stranger, id, "Mine", id, Companion.none()))
        .isEmpty();
  }

  @Test
  void suspend_companionsRowExists_isContendedAndChangesNothing() {
    CredentialId id = world.issued();
    Item row = Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}");
    world.write(Write.create(row));

    var outcome =
        world
            .room()
            .suspension()
            .suspend(world.issuer, id, "Reason", result -> List.of(Write.create(row)));

    assertThat(outcome).isEqualTo(new SuspendCredential.Outcome.Contended());
    assertThat(world.record(id).suspension()).isEmpty();
    assertThat(bits(world.head(twin(id)))).isEmpty();
  }

  /// Sixteen are suspended, half of them while the other half is reinstated.
  @Test
  @Tag("check-94")
  void flips_atOnceOnOneList_areAllKept() {
    List<CredentialId> ids = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      ids.add(world.issued());
    }
    ids.subList(0, 8).forEach(this::suspend);
    Issuance room = world.room();

    Fresh.inParallel(
        16,
        n ->
            n < 8
                ? room.suspension().reinstate(world.issuer, ids.get(n), "Well", Companion.none())
                : room.suspension().suspend(world.issuer, ids.get(n), "Looked", Companion.none()));

    Set<Integer> expected = new TreeSet<>();
    ids.subList(8, 16).forEach(id -> expected.add(world.record(id).owner().statusIndex()));
    assertThat(bits(world.head(twin(ids.getFirst())))).isEqualTo(expected);
    world.settleLog();
    assertThat(world.head(twin(ids.getFirst())).isSigned()).isTrue();
    assertThat(world.verify(ids.getFirst()).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(ids.getLast()).verdict()).isNotEqualTo(Verdict.VALID);
  }

  private static Set<Integer> bits(StatusListHead head) {
    Set<Integer> set = new TreeSet<>();
    var bits = head.bitstring();
    for (int i = 0; i < bits.size(); i++) {
      if (bits.get(i)) {
        set.add(i);
      }
    }
    return set;
  }

  /// Each port call in turn fails before or after it took effect; the caller asks again.
  @Test
  @Tag("check-90")
  void suspend_anyCallLost_isDoneOnceItIsAskedAgain() {
    CredentialId id = world.issued();
    world.faults.reset();
    suspend(id);
    int calls = world.faults.calls();
    assertThat(calls).isGreaterThan(4);
    assertThat(settled(id)).isNotEqualTo(Verdict.VALID);
    reinstate(id);
    for (int call = 1; call <= calls; call++) {
      for (boolean persisted : new boolean[] {false, true}) {
        world.faults.reset();
        Faults plan = persisted ? world.faults.after(call) : world.faults.before(call);
        try {
          suspend(id);
        } catch (StoreUnavailable lost) {
          // Asked again below.
        }
        plan.reset();
        assertDone(suspend(id), true);
        assertThat(bits(world.head(twin(id)))).as("call %d", call).hasSize(1);
        world.rest();
        assertThat(settled(id)).as("call %d", call).isNotEqualTo(Verdict.VALID);
        assertDone(reinstate(id), false);
        world.rest();
        assertThat(settled(id)).as("call %d", call).isEqualTo(Verdict.VALID);
      }
    }
  }

  @Test
  void supersede_namesTheSuccessorAndRevokes() {
    CredentialId old = world.issued();
    CredentialId successor = world.issued();

    Optional<RevokeCredential.Outcome> outcome =
        world
            .room()
            .revocation()
            .supersede(world.issuer, old, "A word was wrong", successor, Companion.none());

    Revocation expected =
        new Revocation(old, world.clock.instant(), "A word was wrong", successor.text());
    assertThat(outcome).contains(new RevokeCredential.Outcome.Revoked(expected));
    assertThat(world.record(old).revocation()).contains(expected);
    assertThat(expected.replacement()).contains(successor);
    assertThat(settled(old)).isEqualTo(Verdict.REVOKED);
    assertThat(world.verify(successor).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void supersede_bySelfOrByNobody_isRefused() {
    CredentialId id = world.issued();
    var submission = world.passed();
    world.room().ladder().advance(submission);
    CredentialId unpublished = world.award(submission).credential();

    for (CredentialId other : List.of(id, unpublished, CredentialId.random(world.random))) {
      assertThat(
              world.room().revocation().supersede(world.issuer, id, "x", other, Companion.none()))
          .isEmpty();
    }
    assertThat(world.record(id).revocation()).isEmpty();
  }

  @Test
  void row_ofARevocationWithoutSuccessor_isReadAsBefore() {
    CredentialId id = world.issued();
    world.write(
        Write.create(
            Item.of(Revocation.key(id), 1, "{\"at\":\"2026-03-01T10:00:00Z\",\"reason\":\"x\"}")));

    assertThat(world.record(id).revocation().orElseThrow().replacement()).isEmpty();
  }

  @Test
  void statusListAt_anyMoment_isTheListThatHeldThen() {
    Instant start = world.clock.instant();
    CredentialId id = world.issued();
    world.clock.advance(Duration.ofHours(1));
    suspend(id);
    world.settleLog();
    world.clock.advance(Duration.ofHours(1));
    reinstate(id);
    world.settleLog();

    assertThat(at(id, start.minusSeconds(1))).isEmpty();
    assertThat(bit(id, start)).isFalse();
    assertThat(bit(id, start.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(bit(id, start.plus(Duration.ofHours(1)))).isTrue();
    assertThat(bit(id, start.plus(Duration.ofMinutes(119)))).isTrue();
    assertThat(bit(id, start.plus(Duration.ofHours(2)))).isFalse();
    assertThat(at(id, start.plus(Duration.ofDays(300))).map(PublishedStatusList::document))
        .isEqualTo(world.published.statusList(twin(id)).map(PublishedStatusList::document));
    assertThat(world.published.statusListAt("no-list", start)).isEmpty();
  }

  @Test
  void statusListAt_twoVersionsInOneSecond_isTheLater() {
    CredentialId id = world.issued();
    suspend(id);
    world.settleLog();

    assertThat(bit(id, world.clock.instant())).isTrue();
  }

  @Test
  void statusListAt_listFromBeforeVersionsWereKept_isTheNewestWhereItHeld() {
    CredentialId id = world.issued();
    List<Item> kept =
        world.memory.all(Table.ITEMS).stream()
            .filter(item -> item.key().sort().startsWith("AT#"))
            .toList();
    assertThat(kept).hasSize(2);
    for (Item item : kept) {
      world.write(
          new Write.Delete(item.key(), dev.laurel.storage.Condition.versionIs(item.version())));
    }

    assertThat(at(id, world.clock.instant())).isPresent();
    assertThat(at(id, world.clock.instant().minusSeconds(1))).isEmpty();
  }

  private Optional<PublishedStatusList> at(CredentialId id, Instant when) {
    return world.published.statusListAt(twin(id), when);
  }

  private boolean bit(CredentialId id, Instant when) {
    String list =
        Json.parse(at(id, when).orElseThrow().bytes())
            .at("/credentialSubject/encodedList")
            .stringValue();
    var decoded =
        (dev.laurel.credentials.status.Bitstring.Decoding.Decoded)
            dev.laurel.credentials.status.Bitstring.decode(list, 131_072);
    return decoded.bits().get(world.record(id).owner().statusIndex());
  }

  @Test
  void restore_keepsASuspensionThatIsPublic() {
    CredentialId id = world.issued();
    suspend(id);
    world.settleLog();
    // The rows forget what the public copy knows.
    StatusListHead head = world.head(twin(id));
    int index = world.record(id).owner().statusIndex();
    world.write(head.with(index, false, world.clock.instant()).write());
    world.write(new Write.Delete(Suspension.key(id), dev.laurel.storage.Condition.versionIs(1)));

    world.room().restore();
    world.settleLog();

    assertThat(world.verify(id).verdict()).isNotEqualTo(Verdict.VALID);
    assertDone(reinstate(id), false);
    assertThat(settled(id)).isEqualTo(Verdict.VALID);
  }
}
