package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.Fresh;
import dev.laurel.tlog.entry.StatusList;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.Revocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class StatusListTest {
  private final World world = new World();

  private RevokeCredential.Outcome revoke(CredentialId id, String reason) {
    return world.room().revocation().revoke(world.issuer, id, reason, Companion.none());
  }

  private String list(CredentialId id) {
    return world.record(id).owner().statusList();
  }

  private JsonNode signedList(String list) {
    return Json.parse(world.published.statusList(list).orElseThrow().bytes());
  }

  @Test
  @Tag("check-28")
  void revoke_publishedCredential_isRevokedEverywhereOnceItsListIsLogged() {
    CredentialId id = world.issued();

    RevokeCredential.Outcome outcome = revoke(id, "Plagiarism was found");
    assertThat(world.record(id).revocation()).as("our pages know at once").isPresent();
    world.settleLog();

    Revocation expected = new Revocation(id, world.clock.instant(), "Plagiarism was found");
    assertThat(outcome).isEqualTo(new RevokeCredential.Outcome.Revoked(expected));
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(world.copy(list(id)))
        .hasValue(world.published.statusList(list(id)).orElseThrow().bytes());
  }

  @Test
  void revoke_again_keepsTheFirstRevocation() {
    CredentialId id = world.issued();
    revoke(id, "First");
    world.clock.advance(Duration.ofHours(1));
    List<Item> before = world.memory.all();

    RevokeCredential.Outcome outcome = revoke(id, "Second");

    assertThat(((RevokeCredential.Outcome.Revoked) outcome).revocation().reason())
        .isEqualTo("First");
    assertThat(world.memory.all()).isEqualTo(before);
  }

  @Test
  void revoke_beforePublication_isPublishedAsRevokedOnly() {
    SubmissionId submission = world.passed();
    world.room().ladder().advance(submission);
    CredentialId id = world.award(submission).credential();

    assertThat(revoke(id, "Too early")).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
    world.settleLog();

    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.REVOKED);
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  @Tag("check-55")
  void revoke_anotherIssuersCredential_isUnknown() {
    CredentialId id = world.issued();
    var stranger = dev.laurel.storage.IssuerId.random(world.random);

    var outcome = world.room().revocation().revoke(stranger, id, "Mine", Companion.none());

    assertThat(outcome).isEqualTo(new RevokeCredential.Outcome.Unknown());
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void revoke_companionsRowExists_isContendedAndRevokesNothing() {
    CredentialId id = world.issued();
    Item row = Item.of(ItemKey.of("IDEMPOTENCY#x", "ANSWER"), 1, "{}");
    world.write(Write.create(row));

    var outcome =
        world
            .room()
            .revocation()
            .revoke(world.issuer, id, "Reason", result -> List.of(Write.create(row)));

    assertThat(outcome).isEqualTo(new RevokeCredential.Outcome.Contended());
    assertThat(world.record(id).revocation()).isEmpty();
  }

  @Test
  void revoke_signerAway_isAcceptedAndSignedByTheSweep() {
    CredentialId id = world.issued();
    world.signer.spoil =
        signature -> {
          throw new SignerUnavailable("throttled", true, new IllegalStateException());
        };

    assertThat(revoke(id, "Reason")).isInstanceOf(RevokeCredential.Outcome.Revoked.class);
    world.log.integrate();

    assertThat(world.head(list(id)).isSigned()).isFalse();
    assertThat(world.room().sweepStatusLists()).as("behind").isEqualTo(1);
    assertThat(world.head(list(id)).isSigned()).isFalse();
    world.signer.spoil = signature -> signature;
    world.room().sweepStatusLists();
    assertThat(world.head(list(id)).isSigned()).isTrue();
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  @Tag("check-98")
  void bringUp_garbageSignature_keepsTheOldList() {
    CredentialId id = world.issued();
    JsonNode before = signedList(list(id));
    world.signer.spoil = signature -> new byte[64];

    revoke(id, "Reason");
    world.log.integrate();
    world.room().sweepStatusLists();

    assertThat(signedList(list(id))).isEqualTo(before);
    assertThat(world.head(list(id)).isSigned()).isFalse();
  }

  @Test
  void revoke_whileAVersionIsOnItsWay_coalescesIntoTheNext() {
    List<CredentialId> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(world.issued());
    }
    String list = list(ids.getFirst());
    int before = world.log.rows("list:" + list).size();

    ids.forEach(id -> revoke(id, "Reason"));

    assertThat(world.log.rows("list:" + list)).as("one is on its way").hasSize(before + 1);
    world.settleLog();
    assertThat(world.log.rows("list:" + list)).as("one takes the rest").hasSize(before + 2);
    assertThat(bits(world.head(list))).hasSize(6);
    for (CredentialId id : ids) {
      assertThat(world.verify(id).verdict()).isEqualTo(Verdict.REVOKED);
    }
    assertThat(world.signer.of("/status-lists/")).as("each version once").hasSize(before + 2);
    assertThat(world.memory.all().stream().filter(StatusListTest::isFixedVersion))
        .as("no version keeps its text")
        .noneMatch(row -> row.body().contains("encodedList"));
  }

  private static boolean isFixedVersion(Item row) {
    return row.key().sort().matches("INTENT#[0-9]{12}");
  }

  @Test
  void bringUp_listNotLogged_signsNothing() {
    CredentialId id = world.issued();
    int signed = world.signer.of("/status-lists/").size();

    revoke(id, "Reason");
    world.room().sweepStatusLists();
    revoke(id, "Again");

    assertThat(world.signer.of("/status-lists/")).hasSize(signed);
    assertThat(world.head(list(id)).isSigned()).isFalse();
  }

  @Test
  void bringUp_fixedVersionTampered_signsNothing() {
    CredentialId id = world.issued();
    revoke(id, "Reason");
    world.log.integrate();
    int signed = world.signer.of("/status-lists/").size();
    Item row =
        world
            .memory
            .get(ListIntent.key(list(id), 2), dev.laurel.storage.Read.CONSISTENT)
            .orElseThrow();
    String moved = row.body().replace("2026-03-01T10:00:00Z", "2026-03-01T10:00:01Z");
    assertThat(moved).isNotEqualTo(row.body());
    world.write(Write.update(Item.of(row.key(), row.version() + 1, moved)));

    assertThat(world.room().sweepStatusLists()).isEqualTo(1);

    assertThat(world.signer.of("/status-lists/")).hasSize(signed);
  }

  @Test
  @Tag("check-94")
  void revoke_sixtyFourAtOnceOnOneList_setsExactlyThoseBits() {
    List<CredentialId> ids = new ArrayList<>();
    for (int i = 0; i < 66; i++) {
      ids.add(world.issued());
    }
    Set<Integer> expected = new TreeSet<>();
    ids.subList(0, 64).forEach(id -> expected.add(world.record(id).owner().statusIndex()));
    Issuance room = world.room();

    Fresh.inParallel(
        64,
        n -> room.revocation().revoke(world.issuer, ids.get(n), "Reason " + n, Companion.none()));

    String list = list(ids.getFirst());
    assertThat(bits(world.head(list))).isEqualTo(expected);
    world.settleLog();
    assertThat(world.head(list).isSigned()).isTrue();
    assertThat(world.verify(ids.getFirst()).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(world.verify(ids.getLast()).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.copy(list)).hasValue(world.published.statusList(list).orElseThrow().bytes());
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

  @Test
  @Tag("check-36")
  void sweep_atHalfLife_renewsTheListBeforeItRunsOut() {
    CredentialId id = world.issued();
    String before = signedList(list(id)).path("validUntil").stringValue();
    world.clock.advance(Duration.ofDays(3));
    world.room().sweepStatusLists();
    world.settleLog();
    assertThat(signedList(list(id)).path("validUntil").stringValue()).isEqualTo(before);

    world.clock.advance(Duration.ofHours(13));
    world.room().sweepStatusLists();
    world.settleLog();

    assertThat(before).isEqualTo("2026-03-08T10:00:00Z");
    assertThat(signedList(list(id)).path("validUntil").stringValue())
        .isEqualTo("2026-03-11T23:00:00Z");
    world.clock.advance(Duration.ofDays(6));
    assertThat(world.verify(id).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void sweep_nothingDue_readsIndexesOnly() {
    world.issued();
    world.faults.reset();

    world.room().sweepStatusLists();

    assertThat(world.faults.names()).containsOnly("queryIndex");
  }

  @Test
  @Tag("check-95")
  void find_listFull_rollsOverAndNeverUsesAnIndexTwice() {
    StatusListPlaces places =
        new StatusListPlaces(world.items, world.site, list -> {}, world.clock, world.random, 300);

    List<List<StatusPlace>> taken =
        Fresh.inParallel(
            16,
            thread -> {
              List<StatusPlace> own = new ArrayList<>();
              while (own.size() < 100) {
                places
                    .find(world.issuer, world.site.did(world.issuer))
                    .filter(place ->
                        world.items.write(List.of(place.take())) instanceof WriteResult.Written)
                    .ifPresent(own::add);
              }
              return own;
            });

    List<StatusPlace> all = taken.stream().flatMap(List::stream).toList();
    assertThat(new HashSet<>(all)).hasSize(1_600);
    assertThat(all.stream().map(StatusPlace::list).distinct().count()).isBetween(6L, 9L);
    assertThat(all).allSatisfy(place -> assertThat(place.index()).isBetween(0, 131_071));
  }

  @Test
  void advance_indexTaken_takesAnother() {
    CredentialId first = world.issued();
    String list = list(first);
    // Everything the generator could choose next is taken, but for one index in two.
    for (int i = 0; i < 131_072; i += 2) {
      world.memory.write(List.of(new StatusPlace(list, i).take()));
    }
    SubmissionId submission = world.passed();

    world.room().ladder().advance(submission);
    world.settleLog();

    CredentialOwner owner = world.record(world.award(submission).credential()).owner();
    assertThat(owner.statusList()).isEqualTo(list);
    assertThat(owner.statusIndex() % 2).isEqualTo(1);
  }

  @Test
  void begin_changedDocument_replacesTheCopy() {
    world.room().begin(world.issuer);
    var name = new dev.laurel.storage.ObjectName("issuers/" + world.issuer.text() + "/did.json");
    var first = world.published.did(world.issuer).orElseThrow();
    assertThat(world.objects.bytes(name)).hasValue(first.bytes());
    world.write(
        new dev.laurel.verification.published.PublishedDid(world.issuer, 2, "{\"id\":\"x\"}")
            .write());

    world.room().begin(world.issuer);

    assertThat(
            new String(
                world.objects.bytes(name).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"x\"}");
  }

  @Test
  void bringUp_anotherDocumentUnderAListsEntry_signsNothing() {
    String list = list(world.issued());
    SubmissionId victim = world.passed();
    world.room().ladder().advance(victim);
    Intent badge = world.intent(victim);
    StatusList entry =
        new StatusList(
            List.of(badge.forms().getFirst().method()),
            world.site.statusListUrl(list),
            2,
            World.fromHex(badge.forms().getFirst().hashData()),
            badge.created());
    world.write(
        new ListIntent(
                list,
                2,
                ListIntent.State.INTENT,
                badge.document(),
                badge.securing().proofs().getFirst().suite(),
                badge.forms().getFirst().method(),
                badge.created(),
                badge.forms().getFirst().hashData(),
                entry.id().hex(),
                1)
            .write());
    world.write(EntryRow.pending(entry, "list:" + list + ":2", world.clock.instant()).create());
    world.write(world.head(list).renewed(world.clock.instant()).write());
    world.write(world.head(list).pending().write());
    world.log.integrate();

    assertThat(world.room().sweepStatusLists()).isEqualTo(1);

    assertThat(world.signer.of("/credentials/" + badge.credential())).isEmpty();
  }

  @Test
  void sweep_moreStuckThanItTakes_comesToTheOthers() {
    String good = "0".repeat(32);
    for (int i = 1, stuck = 0; stuck <= 100; i++) {
      String id = String.format("%032x", i);
      if (Math.floorMod(id.hashCode() - good.hashCode(), 4) == 0) {
        world.write(
            new StatusListHead(
                    id,
                    world.issuer,
                    "",
                    "revocation",
                    "damaged",
                    1,
                    world.clock.instant(),
                    0,
                    0,
                    "",
                    1)
                .write());
        stuck++;
      }
    }
    world.clock.advance(Duration.ofSeconds(1));
    world.write(StatusListHead.empty(good, world.issuer, "", world.clock.instant()).write());
    for (int i = 0; i < 2; i++) {
      world.clock.advance(Duration.ofMinutes(1));
      world.room().sweepStatusLists();
    }

    assertThat(world.head(good).isPending()).isTrue();
  }
}
