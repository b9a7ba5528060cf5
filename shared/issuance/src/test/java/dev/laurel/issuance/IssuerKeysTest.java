package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.json.Json;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Own keys of an issuer, from their making to their end.
final class IssuerKeysTest {
  private final World world = new World();
  private final Operator operator = new Operator(world);
  private final String did = world.site.did(world.issuer);

  private IssuerKeys keys() {
    LogGate gate = new LogGate(world.items, world.log.signer());
    KeyWords words = new KeyWords(world.signer, world.signer);
    KeyEntries entries = new KeyEntries(world.items, words, gate, world.clock);
    return new IssuerKeys(world.items, world.signer, entries, world.site);
  }

  private List<IssuerMethod> methods(String of) {
    return keys().methods(world.issuer, of, IssuerKeys.When.NOW);
  }

  private String fragment(CredentialId id) {
    String method = world.document(id).path("proof").path(0).path("verificationMethod").asString();
    return method.substring(method.indexOf('#') + 1);
  }

  private LogEntry entry(String id) {
    return LogEntry.parse(world.log.row(new EntryId(id)).entry()).orElseThrow();
  }

  @Test
  void issue_afterANewKeyIsLogged_isSignedByItAndOldOnesHold() {
    operator.register();
    CredentialId old = world.issued();
    operator.make("own-1", "Ed25519");

    assertThat(fragment(world.issued())).as("not in the log yet").isEqualTo("key-1");
    operator.settle();

    CredentialId fresh = world.issued();
    assertThat(fragment(fresh)).isEqualTo("own-1");
    assertThat(world.verify(fresh).verdict()).isEqualTo(Verdict.VALID);
    assertThat(world.verify(old).verdict()).isEqualTo(Verdict.VALID);
    PublishedKey row = operator.key("own-1");
    assertThat(row.addedAt()).isEqualTo(world.log.row(new EntryId(row.entry())).index());
    assertThat(((KeyAdd) entry(row.entry())).auth())
        .as("itself, and the newest key before it")
        .extracting(auth -> auth.method().substring(auth.method().indexOf('#') + 1))
        .containsExactly("own-1", "key-2");
    assertThat(world.memory.get(IssuerBeginnings.message(world.issuer).key(), Read.CONSISTENT))
        .isEmpty();
  }

  @Test
  void issue_afterRetirement_isSignedByTheNewestLeftAndEarlierOnesStayTrue() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    CredentialId first = world.issued();
    operator.make("own-2", "Ed25519");
    operator.settle();

    operator.retire("own-1");
    assertThat(fragment(world.issued())).isEqualTo("own-2");
    operator.settle();

    PublishedKey row = operator.key("own-1");
    assertThat(row.state()).isEqualTo(KeyEnd.State.RETIRED);
    assertThat(row.retiredAt()).isEqualTo(world.log.row(new EntryId(row.end().entry())).index());
    KeyRetire said = (KeyRetire) entry(row.end().entry());
    assertThat(said.below()).isEmpty();
    assertThat(said.auth()).extracting(auth -> auth.method()).containsExactly(did + "#own-2");
    assertThat(world.verify(first).verdict()).isEqualTo(Verdict.VALID);
    operator.make("own-3", "Ed25519");
    operator.retire("own-2");
    operator.settle();
    assertThat(fragment(world.issued())).as("the log takes further keys").isEqualTo("own-3");
  }

  @Test
  void issue_fromTheMomentOfTheAnswer_doesNotUseARetiredKey() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    SubmissionId submission = world.passed();
    Issuance room = world.room();
    room.ladder().advance(world.passed());

    operator.retire("own-1");

    room.ladder().advance(submission);
    assertThat(world.intent(submission).forms().getFirst().method()).endsWith("#key-1");
  }

  @Test
  void compromised_leavesTheDocumentAndEveryListIsSignedAnew() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    SubmissionId submission = world.passed();
    CredentialId old = world.issued(submission);
    String list = world.intent(submission).statusList();
    assertThat(listMethod(list)).isEqualTo(did + "#key-1");
    world.clock.advance(StatusListHead.LIFE.dividedBy(2));
    world.settleList(submission);
    assertThat(listMethod(list)).isEqualTo(did + "#own-1");

    operator.compromised("own-1", 5);
    operator.settle();

    assertThat(listMethod(list)).as("readers no longer believe own-1").isEqualTo(did + "#key-1");
    PublishedKey row = operator.key("own-1");
    assertThat(row.below()).isEqualTo(5);
    assertThat(row.end().isDone()).isTrue();
    assertThat(((KeyRetire) entry(row.end().entry())).below()).hasValue(5);
    assertThat(world.verify(old).check(Check.KEY).orElseThrow().result())
        .as("without a history of keys nothing vouches for it")
        .isEqualTo(CheckResult.FAILED);
    CredentialId fresh = world.issued();
    assertThat(fragment(fresh)).isEqualTo("key-1");
    assertThat(world.verify(fresh).verdict()).isEqualTo(Verdict.VALID);
    byte[] copy =
        world.objects.bytes(new ObjectName("issuers/" + world.issuer + "/did.json")).orElseThrow();
    assertThat(Json.parse(copy).path("assertionMethod").toString()).doesNotContain("own-1");
    assertThat(Json.parse(copy).path("verificationMethod").toString()).contains("own-1");
  }

  private String listMethod(String list) {
    return Json.parse(world.published.statusList(list).orElseThrow().bytes())
        .path("proof")
        .path(0)
        .path("verificationMethod")
        .asString();
  }

  @Test
  void list_onItsWayWhenItsKeyIsRetired_isFixedAnew() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    SubmissionId submission = world.passed();
    world.issued(submission);
    String list = world.intent(submission).statusList();
    world.clock.advance(StatusListHead.LIFE.dividedBy(2));
    world.room().sweepStatusLists();
    long before = world.head(list).pendingVersion();
    assertThat(before).isPositive();

    operator.retire("own-1");
    operator.settle();
    world.rest();

    assertThat(world.head(list).isSigned()).isTrue();
    assertThat(world.head(list).signedVersion()).isGreaterThan(before);
    assertThat(listMethod(list)).isEqualTo(did + "#key-1");
  }

  @Test
  void makeDidKey_isVouchedForByTheRootKeyAndSignsInItsOwnName() {
    operator.register();
    PublishedKey row = operator.makeDidKey("own-1", "Ed25519");
    assertThat(methods(row.did())).isEmpty();

    operator.settle();

    KeyAdd said = (KeyAdd) entry(operator.key("own-1").entry());
    assertThat(said.auth()).hasSize(2);
    assertThat(said.method()).isEqualTo(row.did() + "#" + row.publicKeyMultibase());
    IssuerMethod method = methods(row.did()).getFirst();
    assertThat(method)
        .isEqualTo(new IssuerMethod(row.publicKeyMultibase(), Cryptosuite.EDDSA_RDFC_2022));
    assertThat(keys().dids(world.issuer)).containsExactly(new Did(did), new Did(row.did()));
    assertThat(keys().key(world.issuer, method)).isEqualTo(world.signer.own(world.issuer, "own-1"));
    assertThat(methods(did)).extracting(IssuerMethod::fragment).containsExactly("key-1");

    operator.retire("own-1");
    operator.settle();

    assertThat(((KeyRetire) entry(operator.key("own-1").end().entry())).auth())
        .as("a did:key has one key, which says its own end")
        .extracting(auth -> auth.method())
        .containsExactly(row.method());
    assertThat(keys().dids(world.issuer)).containsExactly(new Did(did));
    assertThat(methods(row.did())).isEmpty();
  }

  @Test
  void methods_secondKey_isWaitedForAndThenStandsBehindTheFirst() {
    operator.register();
    operator.make("own-1", "ML-DSA-44");

    assertThat(methods(did))
        .as("from its entry on, documents without its proof do not hold")
        .isEmpty();
    operator.settle();

    assertThat(methods(did))
        .containsExactly(
            new IssuerMethod("key-1", Cryptosuite.EDDSA_RDFC_2022),
            new IssuerMethod("own-1", Cryptosuite.MLDSA44_RDFC_2024));
    assertThat(keys().method(world.issuer, did, KeyAlgorithm.P256, IssuerKeys.When.NOW))
        .contains(new IssuerMethod("key-2", Cryptosuite.ECDSA_RDFC_2019));
    operator.retire("own-1");
    operator.settle();
    assertThat(methods(did)).hasSize(1);
  }

  @Test
  void issuerFromBeforeTheLog_firstOwnKeyIsVouchedForByTheRootKey() {
    operator.make("own-1", "Ed25519");
    operator.settle();

    assertThat(operator.key("own-1").addedAt()).isNotNegative();
    assertThat(((KeyAdd) entry(operator.key("own-1").entry())).auth())
        .extracting(auth -> auth.method())
        .anyMatch(method -> method.startsWith("did:key:"));
    assertThat(fragment(world.issued())).isEqualTo("own-1");
  }

  @Test
  void begin_refusedEnd_isSaidAgainAtAnotherHour() {
    operator.register();
    operator.make("own-1", "Ed25519");
    operator.settle();
    operator.retire("own-1");
    world.room().begin(world.issuer);
    EntryRow row = world.log.row(new EntryId(operator.key("own-1").end().entry()));
    refuse(row);
    assertThatThrownBy(() -> world.room().begin(world.issuer)).hasMessageContaining("for a test");
    world.clock.advance(Duration.ofHours(1));

    operator.settle();

    assertThat(operator.key("own-1").end().isDone()).isTrue();
  }

  private void refuse(EntryRow row) {
    var item = world.memory.get(EntryRow.key(row.id()), Read.CONSISTENT).orElseThrow();
    var body = Json.parse(item.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)).asObject();
    body.put("state", "REFUSED").put("reason", "for a test");
    world.write(
        dev.laurel.storage.Write.update(
            dev.laurel.storage.Item.of(item.key(), item.version() + 1, body.toString())));
  }

  @Test
  void begin_keyStoreHasAnotherKeyUnderTheName_saysNothing() {
    operator.register();
    operator.make("own-1", "Ed25519");
    world.signer.make(world.issuer, "own-1", "Ed25519");

    assertThatThrownBy(() -> world.room().begin(world.issuer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("own-1");
    assertThat(fragment(world.issued())).isEqualTo("key-1");
  }

  @Test
  void begin_keyStoreLostTheKey_needsAPerson() {
    operator.register();
    operator.make("own-1", "Ed25519");
    world.signer.own.clear();

    assertThatThrownBy(() -> world.room().begin(world.issuer))
        .isInstanceOfSatisfying(SignerUnavailable.class, e -> assertThat(e.retryable()).isFalse());
  }

  /// Calls of all ports fail, before and after their effect, from a key's making to its end: the
  /// log holds each entry once, and the rows say so. Every [#STRIDE]th call, by turns before and
  /// after.
  @Test
  void anyCall_failsOrItsAnswerIsLost_endsInTheSame() {
    int calls = course(0, true);
    for (int n = 1; n <= calls; n += STRIDE) {
      course(n, n % 2 == 0);
    }
    assertThat(calls).as("calls that may fail").isGreaterThan(60);
  }

  /// Odd, so that each kind of failure meets each kind of call; all of them take minutes.
  private static final int STRIDE = 3;

  private static int course(int call, boolean before) {
    World world = new World();
    Operator operator = new Operator(world);
    operator.register();
    SubmissionId submission = world.passed();
    world.issued(submission);
    operator.make("own-1", "Ed25519");
    world.faults.reset();
    if (call > 0) {
      var planned = before ? world.faults.before(call) : world.faults.after(call);
      assertThat(planned).isNotNull();
    }
    go(world);
    operator.make("own-2", "Ed25519");
    go(world);
    operator.compromised("own-1", 3);
    go(world);
    int calls = world.faults.calls();
    world.faults.reset();
    go(world);
    for (String fragment : List.of("own-1", "own-2")) {
      PublishedKey row = operator.key(fragment);
      assertThat(row.addedAt()).as("call %d", call).isNotNegative();
      assertThat(world.log.rows("key:" + world.issuer + ":" + fragment))
          .as("call %d: %s", call, fragment)
          .hasSize(fragment.equals("own-1") ? 2 : 1)
          .allMatch(each -> each.state() == EntryRow.State.LOGGED);
    }
    assertThat(operator.key("own-1").end().isDone()).as("call %d", call).isTrue();
    assertThat(world.head(world.intent(submission).statusList()).isSigned()).isTrue();
    return calls;
  }

  /// Like functions that come again after a failure.
  private static void go(World world) {
    for (int i = 0; i < 6; i++) {
      try {
        boolean done = world.room().begin(world.issuer);
        if (world.log.integrate().isEmpty() && done) {
          return;
        }
      } catch (dev.laurel.storage.StoreUnavailable | SignerUnavailable e) {
        // The next one goes on.
      }
    }
  }
}
