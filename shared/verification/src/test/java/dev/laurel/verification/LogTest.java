package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.published.DocumentName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class LogTest {
  private static final byte[] SALT = new byte[32];
  private static final byte[] OTHER_SALT = new byte[32];

  static {
    Arrays.fill(SALT, (byte) 7);
    Arrays.fill(OTHER_SALT, (byte) 8);
  }

  private final Samples samples = new Samples();
  private final TestLog log = new TestLog();
  private final byte[] signed = samples.signed();

  private VerificationReport report(byte[] document, Evidence evidence) {
    return samples.verifier().withLog(_ -> evidence).verify(document);
  }

  private Check check(byte[] document, Evidence evidence) {
    VerificationReport report = report(document, evidence);
    Check check = report.check(Check.LOG).orElseThrow();
    boolean good =
        check.result() == CheckResult.PASSED || check.result() == CheckResult.NOT_APPLICABLE;
    assertThat(report.verdict() == Verdict.VALID).as(check.detail()).isEqualTo(good);
    return check;
  }

  private void assertFailed(Evidence evidence) {
    Check check = check(signed, evidence);
    assertThat(check.is(CheckType.LOG_PROOF_INVALID)).as(check.detail()).isTrue();
    assertThat(check.result()).isEqualTo(CheckResult.FAILED);
    assertThat(report(signed, evidence).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  /// Entries before and after it, so that the path has hashes on both sides.
  private long logged(byte[] document) {
    log.add("before".getBytes(StandardCharsets.UTF_8));
    long index = log.add(document, SALT);
    IntStream.range(0, 4).forEach(i -> log.add(new byte[] {(byte) i}));
    return index;
  }

  @Test
  void log_entryUnderTheLogsCheckpoint_passesAndSaysWhere() {
    Check check = check(signed, log.found(logged(signed), SALT));
    assertThat(check.result()).isEqualTo(CheckResult.PASSED);
    assertThat(check.detail())
        .isEqualTo("Entry 1 of the log localhost:8080/log, under the checkpoint of size 6.");
  }

  @Test
  void log_severalProofs_areCommittedToInTheirOrder() {
    byte[] two =
        samples.tampered(d -> {
          ObjectNode again =
              Json.parse(samples.key.sign(unsigned(), Samples.METHOD)).at("/proof/0").asObject();
          ((ArrayNode) d.get("proof")).add(again);
        });
    assertThat(check(two, log.found(logged(two), SALT)).result()).isEqualTo(CheckResult.PASSED);
    assertThat(check(signed, log.found(1, SALT)).is(CheckType.LOG_PROOF_INVALID)).isTrue();
  }

  private static byte[] unsigned() {
    return Samples.credential().toJsonBytes();
  }

  @Test
  void log_pathTampered_fails() {
    TlogProof good = log.proof(logged(signed), SALT);
    for (int i = 0; i < good.path().size(); i++) {
      List<Hash> path = new ArrayList<>(good.path());
      path.set(i, Hash.leaf(new byte[] {(byte) i}));
      assertFailed(log.found(new TlogProof(SALT, good.index(), path, good.checkpoint())));
    }
    List<Hash> shorter = good.path().subList(0, good.path().size() - 1);
    assertFailed(log.found(new TlogProof(SALT, good.index(), shorter, good.checkpoint())));
    List<Hash> longer = new ArrayList<>(good.path());
    longer.add(Hash.EMPTY_ROOT);
    assertFailed(log.found(new TlogProof(SALT, good.index(), longer, good.checkpoint())));
  }

  @Test
  void log_anotherIndex_fails() {
    TlogProof good = log.proof(logged(signed), SALT);
    for (long index : new long[] {0, 2, 5, 6, Long.MAX_VALUE}) {
      assertFailed(log.found(new TlogProof(SALT, index, good.path(), good.checkpoint())));
    }
  }

  @Test
  void log_anotherSalt_fails() {
    assertFailed(log.found(logged(signed), OTHER_SALT));
  }

  @Test
  void log_withoutSaltOrWithSaltOfOtherLength_couldNotBeChecked() {
    long index = logged(signed);
    for (int length : new int[] {0, 31, 33}) {
      Check check = check(signed, log.found(index, new byte[length]));
      assertThat(check.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
      assertThat(check.is(CheckType.LOG_UNAVAILABLE)).isTrue();
    }
  }

  @Test
  void log_checkpointOfAnotherLog_fails() {
    TlogProof good = log.proof(logged(signed), SALT);
    assertFailed(new Evidence.Found(good, "other.example/log", List.of(log.verifierKey())));
  }

  @Test
  void log_checkpointSignedByAnotherKey_fails() {
    TlogProof good = log.proof(logged(signed), SALT);
    TestKey stranger = TestKey.ed25519();
    VerifierKey strangers = VerifierKey.ed25519(TestLog.ORIGIN, stranger.multikey().raw());
    Checkpoint said = checkpointOf(good);
    for (VerifierKey name : List.of(strangers, log.verifierKey())) {
      byte[] forged = TestLog.signed(said, name, stranger);
      assertFailed(log.found(new TlogProof(SALT, good.index(), good.path(), forged)));
    }
    assertFailed(new Evidence.Found(good, TestLog.ORIGIN, List.of()));
  }

  @Test
  void log_checkpointOfAnotherSizeOrRoot_fails() {
    TlogProof good = log.proof(logged(signed), SALT);
    Checkpoint said = checkpointOf(good);
    Checkpoint larger = new Checkpoint(TestLog.ORIGIN, 10 * said.size(), said.root());
    Checkpoint other = new Checkpoint(TestLog.ORIGIN, said.size(), Hash.EMPTY_ROOT);
    for (Checkpoint changed : List.of(larger, other)) {
      byte[] signedToo = TestLog.signed(changed, log.verifierKey(), log.key);
      assertFailed(log.found(new TlogProof(SALT, good.index(), good.path(), signedToo)));
    }
  }

  private static Checkpoint checkpointOf(TlogProof proof) {
    String text = new String(proof.checkpoint(), StandardCharsets.UTF_8);
    return Checkpoint.parse(text.substring(0, text.indexOf("\n\n") + 1)).orElseThrow();
  }

  @Test
  void log_entryOfAnotherCredential_fails() {
    byte[] other =
        samples.signed(d -> d.put("id", Samples.URLS.credential(new CredentialId("0".repeat(32)))));
    assertFailed(log.found(logged(other), SALT));
  }

  /// The same document, signed again: another `created`, so another entry.
  @Test
  void log_sameClaimsSignedAnotherTime_fails() {
    long index = logged(signed);
    byte[] again = samples.key.sign(unsigned(), Samples.METHOD, TestKey.SIGNED.plusSeconds(1));
    assertThat(check(again, log.found(index, SALT)).is(CheckType.LOG_PROOF_INVALID)).isTrue();
  }

  /// An abandon entry repeats keys and commitment, and yet it shows the opposite.
  @Test
  void log_abandonEntryInPlaceOfTheIssueEntry_fails() {
    Issue issue = samples.verifier().entry(Json.parse(signed), SALT).orElseThrow();
    long index = log.add(new Abandon(issue.keys(), issue.commit(), issue.at()).bytes());
    log.add(new byte[] {1});
    assertFailed(log.found(index, SALT));
  }

  @Test
  void log_noEntry_saysNotLogged() {
    Check check = check(signed, new Evidence.Missing());
    assertThat(check.is(CheckType.NOT_LOGGED)).isTrue();
    assertThat(report(signed, new Evidence.Missing()).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void log_storeDown_couldNotBeChecked() {
    Evidence away = new Evidence.Unavailable("the store is away.");
    assertThat(check(signed, away).is(CheckType.LOG_UNAVAILABLE)).isTrue();
    assertThat(report(signed, away).verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void log_issuedBeforeTheLogOrElsewhere_isNotApplicableAndSaysWhy() {
    Instant began = Instant.parse("2026-11-15T08:30:00Z");
    Check before =
        check(signed, new Evidence.BeforeLog(began, new String(signed, StandardCharsets.UTF_8)));
    assertThat(before.result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    assertThat(before.detail()).contains("15 November 2026");
    assertThat(check(signed, new Evidence.NotHere("Elsewhere.")).detail()).isEqualTo("Elsewhere.");
  }

  /// Status lists have entries of their own; nothing else passes for one.
  @Test
  void log_idOfAList_appliesToListsAlone() {
    assertThat(check(signed, new Evidence.OfList()).is(CheckType.NOT_LOGGED)).isTrue();
    byte[] both =
        samples.signed(d -> ((ArrayNode) d.get("type")).add("BitstringStatusListCredential"));
    assertThat(check(both, new Evidence.OfList()).is(CheckType.NOT_LOGGED)).isTrue();
    byte[] list =
        ((StatusLists.Fetch.Fetched) samples.lists.get(Samples.URLS.statusList(Samples.LIST)))
            .document();
    assertThat(check(list, new Evidence.OfList()).result()).isEqualTo(CheckResult.NOT_APPLICABLE);
  }

  @Test
  void log_unsignedOrUndefinedDocument_couldNotBeChecked() {
    Evidence found = log.found(logged(signed), SALT);
    for (byte[] odd :
        List.of(
            samples.tampered(d -> d.remove("proof")),
            samples.tampered(d -> d.put("proof", 5)),
            samples.tampered(d -> d.put("undefined", "x")),
            samples.tampered(d -> ((ObjectNode) d.at("/proof/0")).remove("created")),
            samples.tampered(d -> d.put("id", Samples.URLS.base() + "/" + "x".repeat(70_000))))) {
      VerificationReport report = report(odd, found);
      assertThat(report.check(Check.LOG).orElseThrow().result())
          .isEqualTo(CheckResult.COULD_NOT_CHECK);
      assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
    }
  }

  /// A proof of a suite that is not known here may be part of what the entry commits to.
  @Test
  void log_unknownProofBesideIt_isCheckedWhereTheEntryIsWithoutIt() {
    Evidence found = log.found(logged(signed), SALT);
    byte[] two =
        samples.tampered(d ->
            ((ArrayNode) d.get("proof"))
                .add(((ObjectNode) d.at("/proof/0")).deepCopy().put("cryptosuite", "later-2030")));
    assertThat(check(two, found).result()).isEqualTo(CheckResult.PASSED);
    Check unknown = check(two, log.found(logged(two), OTHER_SALT));
    assertThat(unknown.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
  }

  /// A signature that nobody asked for, under a stolen key: the proof holds, the log does not know.
  @Test
  void log_expiredOrRevokedAndNotLogged_isNotCalledGenuine() {
    byte[] expired = samples.signed(d -> d.put("validUntil", "2026-11-10T00:00:00Z"));
    assertThat(report(expired, new Evidence.Missing()).verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(report(expired, new Evidence.Unavailable("away")).verdict())
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void with_oneProof_answersForThatDocumentAlone() {
    Evidence.Found found = log.found(logged(signed), SALT);
    LogEvidence evidence =
        LogEvidence.none().with(Samples.URLS.credential(Samples.CREDENTIAL), found);
    String id = Samples.URLS.credential(Samples.CREDENTIAL);
    assertThat(evidence.of(new DocumentName(id, "", ""))).isEqualTo(found);
    assertThat(evidence.of(new DocumentName("urn:other", "", "")))
        .isInstanceOf(Evidence.NotHere.class);
  }
}
