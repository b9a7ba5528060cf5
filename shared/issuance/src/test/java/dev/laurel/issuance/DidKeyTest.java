package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.sdjwt.SdJwt;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.PublishedKeyHistory;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Issuing under a did:key of the issuer, and the status lists of each of its DIDs.
final class DidKeyTest {
  private static final Duration HALF_LIFE = StatusListHead.LIFE.dividedBy(2);

  private final World world = new World();
  private final Operator operator = new Operator(world);
  private final String web = world.site.did(world.issuer);

  @BeforeEach
  void register() {
    operator.register();
  }

  private String didKey(String fragment, String algorithm) {
    PublishedKey row = operator.makeDidKey(fragment, algorithm);
    operator.settle();
    return row.did();
  }

  private ObjectNode badge(String did) {
    ObjectNode badge = Requests.badge(world);
    Drafts.object(badge, "/issuer").put("id", did);
    Drafts.object(badge, "/credentialSubject").put("id", "did:example:ada");
    return badge;
  }

  private CredentialId issued(String did) {
    return world.issued(Requests.accepted(world, Requests.command(world, badge(did))));
  }

  /// What the deployment's own verifier says.
  private VerificationReport verify(CredentialId id) {
    PublishedResolvers resolvers = new PublishedResolvers(world.site.urls(), world.published);
    LogLookup log = new LogLookup(world.memory);
    return new Verifier(World.CONTEXTS, resolvers, resolvers, world.clock)
        .withLog(new PublishedLog(world.site.urls(), world.published, log))
        .withKeys(new PublishedKeyHistory(world.site.urls(), world.published, log))
        .verify(world.record(id).published().orElseThrow().bytes());
  }

  private void assertValid(CredentialId id) {
    VerificationReport report = verify(id);
    assertThat(report.verdict()).as(report.toJson().toString()).isEqualTo(Verdict.VALID);
    assertThat(report.check(Check.LOG).orElseThrow().result()).isEqualTo(CheckResult.PASSED);
    assertThat(report.check(Check.STATUS).orElseThrow().result()).isEqualTo(CheckResult.PASSED);
  }

  private String list(CredentialId id) {
    return world.record(id).owner().statusList();
  }

  private JsonNode signed(String list) {
    return Json.parse(world.published.statusList(list).orElseThrow().bytes());
  }

  private void revoke(CredentialId id) {
    assertThat(world.room().revocation().revoke(world.issuer, id, "For a test", Companion.none()))
        .isInstanceOf(RevokeCredential.Outcome.Revoked.class);
  }

  @ParameterizedTest
  @CsvSource({"Ed25519, eddsa-rdfc-2022", "EC, ecdsa-rdfc-2019"})
  void issued_underADidKey_holdsUntilItIsRevoked(String algorithm, String suite) {
    String did = didKey("own-1", algorithm);

    CredentialId id = issued(did);

    JsonNode document = world.document(id);
    assertThat(document.at("/issuer/id").stringValue()).isEqualTo(did);
    assertThat(document.at("/proof/0/cryptosuite").stringValue()).isEqualTo(suite);
    assertThat(document.at("/proof/0/verificationMethod").stringValue())
        .isEqualTo(did + "#" + did.substring("did:key:".length()));
    assertThat(signed(list(id)).path("issuer").stringValue()).isEqualTo(did);
    assertThat(signed(list(id)).at("/proof/0/cryptosuite").stringValue()).isEqualTo(suite);
    assertValid(id);

    revoke(id);
    world.settleLog();

    assertThat(verify(id).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(world.copy(list(id)))
        .hasValue(world.published.statusList(list(id)).orElseThrow().bytes());
  }

  @Test
  void begin_withADidKey_hasItsListSignedBeforeTheFirstCredential() {
    String did = didKey("own-1", "Ed25519");

    String current =
        Json.read(
                world
                    .memory
                    .get(StatusListPlaces.pointerKey(world.issuer, did), Read.CONSISTENT)
                    .orElseThrow()
                    .body(),
                StatusListPlaces.Current.class)
            .list();

    assertThat(signed(current).path("issuer").stringValue()).isEqualTo(did);
    assertThat(list(issued(did))).isEqualTo(current);
    assertThat(world.room().begin(world.issuer)).as("nothing is left to do").isTrue();
  }

  @Test
  void issued_underSeveralDids_haveListsOfTheirOwn() {
    String first = didKey("own-1", "Ed25519");
    String second = didKey("own-2", "EC");
    Map<String, String> lists =
        List.of(web, first, second).stream()
            .collect(Collectors.toMap(did -> did, did -> list(issued(did))));

    assertThat(lists.values()).doesNotHaveDuplicates();
    lists.forEach((did, list) -> {
      assertThat(signed(list).path("issuer").stringValue()).isEqualTo(did);
      assertThat(world.head(list).did(world.site)).isEqualTo(did);
      assertThat(list(issued(did))).as("further ones go there too").isEqualTo(list);
    });
    assertThat(world.rows("HEAD"))
        .allSatisfy(row ->
            assertThat(row.indexes().get(Index.LIST).partition())
                .isEqualTo(world.issuer + "#status-lists"));
  }

  @Test
  void issued_listOfADidKeyIsFull_beginsTheNextOfTheSameDid() {
    String did = didKey("own-1", "Ed25519");
    String ofTheWeb = list(issued(web));
    String full = list(issued(did));

    SubmissionId next = Requests.accepted(world, Requests.command(world, badge(did)));
    world.room(1).ladder().advance(next);
    world.settleLog();

    CredentialId id = world.award(next).credential();
    assertThat(list(id)).isNotEqualTo(full);
    assertThat(signed(list(id)).path("issuer").stringValue()).isEqualTo(did);
    assertValid(id);
    assertThat(list(issued(web))).as("of the other DID it goes on").isEqualTo(ofTheWeb);
  }

  @Test
  void twinForSuspension_ofADidKey_isSignedInItsName() {
    String did = didKey("own-1", "Ed25519");
    String list = list(issued(did));
    world.write(
        StatusListHead.emptySuspension(list, world.issuer, did, world.clock.instant()).write());

    world.rest();

    JsonNode twin = signed(StatusListHead.suspensionOf(list));
    assertThat(twin.path("issuer").stringValue()).isEqualTo(did);
    assertThat(twin.at("/credentialSubject/statusPurpose").stringValue()).isEqualTo("suspension");
    assertThat(twin.at("/proof/0/verificationMethod").stringValue()).startsWith(did + "#");
  }

  @Test
  void request_vcJwtUnderADidKey_holdsTheKeyInItsHeader() {
    String did = didKey("own-1", "EC");

    for (KeyHint hint : KeyHint.values()) {
      CredentialId id =
          world.issued(
              Requests.accepted(
                  world, Requests.in(world, badge(did), CredentialFormat.VC_JWT, hint)));

      String text = world.record(id).published().orElseThrow().document();
      CompactJws jws = ((CompactJws.Parsed.Of) CompactJws.parse(text)).jws();
      assertThat(jws.alg()).isEqualTo("ES256");
      assertThat(jws.jwk()).as(hint.text()).isPresent();
      assertThat(Json.parse(jws.payload()).path("iss").stringValue()).isEqualTo(did);
      assertValid(id);
    }
  }

  @Test
  void request_sdJwtUnderADidKey_isValid() {
    String did = didKey("own-1", "EC");
    CredentialId id =
        world.issued(
            Requests.accepted(
                world, Requests.in(world, badge(did), CredentialFormat.SD_JWT, KeyHint.DID)));

    String text = world.record(id).published().orElseThrow().document();
    SdJwt sdJwt = ((SdJwt.Parsed.Of) SdJwt.parse(text)).sdJwt();
    assertThat(sdJwt.disclosed()).isNotEmpty();
    assertThat(sdJwt.jws().kid()).isEqualTo(did + "#" + did.substring("did:key:".length()));
    assertValid(id);
  }

  @ParameterizedTest
  @EnumSource(
      value = CredentialFormat.class,
      names = {"VC_JWT", "SD_JWT"})
  void request_formatThatTheKeyCannotMake_isRefused(CredentialFormat format) {
    String did = didKey("own-1", "Ed25519");

    assertThat(world.room().requests().request(Requests.in(world, badge(did), format, KeyHint.DID)))
        .isEqualTo(new RequestCredential.Outcome.NoKey());
  }

  @Test
  void request_didKeyOfAnotherIssuer_isRefused() {
    String stranger = "did:key:z6MkhjgMeuBZ44dHhrm6roo86aKQbXoM7WqVdo8Uwcx4rNcv";
    didKey("own-1", "Ed25519");

    assertThat(Requests.refused(world, Requests.command(world, badge(stranger))))
        .contains("house/request-issuer /issuer/id");
  }

  @Test
  void retired_issuesNothingMoreAndGoesOnWithItsLists() {
    String did = didKey("own-1", "Ed25519");
    CredentialId old = issued(did);
    CredentialId revoked = issued(did);

    operator.retire("own-1");
    operator.settle();

    assertThat(Requests.refused(world, Requests.command(world, badge(did))))
        .contains("house/request-issuer /issuer/id");
    assertThat(operator.key("own-1").retiredAt()).isNotNegative();
    revoke(revoked);
    world.settleLog();
    assertThat(verify(revoked).verdict()).isEqualTo(Verdict.REVOKED);
    for (int i = 0; i < 3; i++) {
      world.clock.advance(HALF_LIFE);
      world.rest();
    }
    assertValid(old);
    assertThat(world.log.rows("list:" + list(old)))
        .as("the log takes the versions of a retired key")
        .hasSizeGreaterThan(4)
        .allMatch(row -> row.state() == EntryRow.State.LOGGED);
    assertThat(world.room().begin(world.issuer)).isTrue();
  }

  @Test
  void retired_whileAVersionIsOnItsWay_signsThatVersion() {
    String did = didKey("own-1", "Ed25519");
    CredentialId id = issued(did);
    revoke(id);
    long pending = world.head(list(id)).pendingVersion();
    assertThat(pending).isPositive();

    operator.retire("own-1");
    operator.settle();

    assertThat(world.head(list(id)).signedVersion()).isEqualTo(pending);
    assertThat(verify(id).verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void compromised_signsNoListAnyMoreAndItsStatusIsUnknown() {
    String did = didKey("own-1", "Ed25519");
    CredentialId old = issued(did);
    CredentialId other = issued(web);
    assertValid(old);

    operator.compromised("own-1", 1_000);
    operator.settle();

    assertThat(operator.key("own-1").end().isDone()).isTrue();
    VerificationReport report = verify(old);
    assertThat(report.check(Check.KEY).orElseThrow().result())
        .as("the log shows that it is older")
        .isEqualTo(CheckResult.PASSED);
    assertThat(report.check(Check.STATUS).orElseThrow().result())
        .as("its list is nobody's word any more")
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    int signatures = world.signer.of("/status-lists/" + list(old)).size();
    revoke(old);
    for (int i = 0; i < 3; i++) {
      world.clock.advance(HALF_LIFE);
      assertThat(world.room().sweepStatusLists()).as("none is behind").isZero();
      world.settleLog();
    }
    assertThat(world.signer.of("/status-lists/" + list(old))).hasSize(signatures);
    assertThat(verify(old).verdict()).isNotEqualTo(Verdict.VALID);
    assertValid(other);
    world.faults.reset();
    world.room().sweepStatusLists();
    assertThat(world.faults.names()).as("it is not due each time").containsOnly("queryIndex");
  }

  @Test
  void compromised_whileAVersionIsOnItsWay_signsItNot() {
    String did = didKey("own-1", "Ed25519");
    CredentialId id = issued(did);
    revoke(id);
    assertThat(world.head(list(id)).isPending()).isTrue();
    int signatures = world.signer.of("/status-lists/" + list(id)).size();

    operator.compromised("own-1", 0);
    operator.settle();
    world.rest();

    assertThat(world.signer.of("/status-lists/" + list(id))).hasSize(signatures);
    assertThat(world.head(list(id)).isSigned()).isFalse();
  }

  /// What does not depend on one list must not wait for it.
  @Test
  void compromised_aListIsDamaged_theLogHearsOfTheKey() {
    operator.make("own-1", "Ed25519");
    operator.settle();
    String list = list(world.issued());
    world.clock.advance(HALF_LIFE);
    world.rest();
    assertThat(signed(list).at("/proof/0/verificationMethod").stringValue()).endsWith("#own-1");
    damage(list);

    operator.compromised("own-1", 3);
    assertThatThrownBy(() -> world.room().begin(world.issuer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("status list is damaged");
    world.log.integrate();

    assertThat(world.log.rows("key:" + world.issuer + ":own-1"))
        .hasSize(2)
        .allMatch(row -> row.state() == EntryRow.State.LOGGED);
    assertThatThrownBy(() -> world.room().begin(world.issuer))
        .isInstanceOf(IllegalStateException.class);
    assertThat(operator.key("own-1").end().isDone()).as("something is left").isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void renewed_afterTheDidKeyEnded_standsUnderTheDidWeb(boolean compromised) {
    CredentialId old = issued(didKey("own-1", "Ed25519"));
    if (compromised) {
      operator.compromised("own-1", 1_000);
    } else {
      operator.retire("own-1");
    }
    operator.settle();

    assertThat(world.room().renewals().renew(world.issuer, old, "Again.", Companion.none()))
        .isInstanceOf(RenewCredential.Outcome.Accepted.class);
    CredentialId next = world.issued(RenewCredential.request(old));
    world.rest();

    assertValid(next);
    assertThat(world.document(next).at("/issuer/id").stringValue()).isEqualTo(web);
    assertThat(verify(old).verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(world.record(old).revocation().orElseThrow().replacement()).contains(next);
  }

  private void damage(String list) {
    Item head = world.memory.get(StatusListHead.key(list), Read.CONSISTENT).orElseThrow();
    ObjectNode body = Json.parse(head.body().getBytes(StandardCharsets.UTF_8)).asObject();
    body.put("bits", "damaged");
    world.write(
        Write.update(
            new Item(
                head.key(),
                head.version() + 1,
                body.toString(),
                head.indexes(),
                head.counters(),
                head.expires())));
  }

  /// A word about a key that comes while an older one is worked on is not taken for done.
  @Test
  void logged_aKeyEndsMeanwhile_isHeardOf() {
    operator.make("own-1", "Ed25519");
    operator.settle();
    operator.makeDidKey("own-2", "Ed25519");
    world.room().begin(world.issuer);
    world.log.integrate();
    world.signer.whileSigning =
        () -> {
          world.signer.whileSigning = () -> {};
          operator.retire("own-1");
        };

    world.room().logged(new EntryId(operator.key("own-2").entry()));

    assertThat(operator.key("own-1").isActive()).as("it happened meanwhile").isFalse();
    assertThat(operator.key("own-1").end().isQueued()).as("and is done at once").isTrue();
    assertThat(world.memory.get(IssuerBeginnings.message(world.issuer).key(), Read.CONSISTENT))
        .isPresent();
  }

  @Test
  void compromised_manyListsOfOthers_areNotRead() {
    operator.make("own-1", "Ed25519");
    operator.settle();
    world.issued();
    int alone = callsOfACompromise("own-1");
    operator.make("own-2", "Ed25519");
    operator.settle();
    for (int i = 0; i < 300; i++) {
      world.write(
          StatusListHead.empty(
                  String.format("%032x", i),
                  dev.laurel.storage.IssuerId.random(world.random),
                  "",
                  world.clock.instant())
              .write());
    }

    assertThat(callsOfACompromise("own-2")).isLessThan(alone + 20);
  }

  private int callsOfACompromise(String fragment) {
    operator.compromised(fragment, 3);
    world.faults.reset();
    world.room().begin(world.issuer);
    int calls = world.faults.calls();
    world.settleLog();
    return calls;
  }

  @Test
  void restore_withADidKey_beginsANewListForEachDid() {
    String did = didKey("own-1", "Ed25519");
    CredentialId old = issued(did);
    String ofTheWeb = list(issued(web));

    world.room().restore();
    world.settleLog();

    CredentialId fresh = issued(did);
    assertThat(list(fresh)).isNotEqualTo(list(old));
    assertThat(signed(list(fresh)).path("issuer").stringValue()).isEqualTo(did);
    assertThat(list(issued(web))).isNotEqualTo(ofTheWeb);
    assertValid(old);
    assertValid(fresh);
  }

  @Test
  void rowsFromBefore_areOfTheDidWeb() {
    String list = list(world.issued());
    Item head = world.memory.get(StatusListHead.key(list), Read.CONSISTENT).orElseThrow();

    assertThat(Json.parse(head.body().getBytes(StandardCharsets.UTF_8)).has("did")).isFalse();
    assertThat(StatusListHead.from(head).did(world.site)).isEqualTo(web);
    assertThat(StatusListPlaces.pointerKey(world.issuer, "").sort())
        .isEqualTo("STATUS-LIST#revocation");
  }
}
