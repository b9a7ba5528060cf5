package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignedProof;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.KeyHistory.KeyState;
import dev.laurel.verification.LogEvidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the log says about the life of a key.
final class KeyHistoryTest {
  private static final byte[] SALT = new byte[32];
  private static final String SECOND = Samples.DID.text() + "#key-3";

  private final Samples samples = new Samples();
  private final TestKey quantum = TestKey.of(Cryptosuite.MLDSA44_RDFC_2024);

  private static KeyState ed(long retiredAt, long below) {
    return new KeyState(
        Samples.METHOD, List.of("eddsa-rdfc-2022"), KeyAlgorithm.ED25519, 0, retiredAt, below);
  }

  private static KeyState mldsa(long addedAt, long retiredAt) {
    return new KeyState(
        SECOND, List.of("mldsa44-rdfc-2024"), KeyAlgorithm.ML_DSA_44, addedAt, retiredAt, -1);
  }

  /// The document's entry at an index of a log, and its report.
  private VerificationReport at(long index, byte[] document, KeyHistory keys) {
    TestLog log = new TestLog();
    IntStream.range(0, (int) index).forEach(i -> log.add(new byte[] {(byte) i}));
    byte[] entry = samples.verifier().entry(document, SALT).orElseThrow().bytes();
    long found = log.add(entry);
    log.add(new byte[] {99});
    Evidence evidence = log.found(found, SALT);
    return samples.verifier().withLog(_ -> evidence).withKeys(keys).verify(document);
  }

  private VerificationReport at(long index, KeyState... states) {
    return at(index, samples.signed(), did -> List.of(states));
  }

  /// The key is listed, but may not assert any longer.
  private void leaveAssertionMethod() {
    samples.publish(
        DidDocument.issuer(
            Samples.DID, List.of(), List.of(new NamedKey("key-1", samples.key.multikey()))));
    samples.lists.clear();
  }

  private byte[] withoutStatus() {
    return samples.signed(d -> d.remove("credentialStatus"));
  }

  @Test
  void verify_compromisedKey_countsBelowTheIndexOnly() {
    leaveAssertionMethod();
    KeyHistory compromisedAtThree = did -> List.of(ed(-1, 3));
    VerificationReport before = at(2, withoutStatus(), compromisedAtThree);
    assertThat(before.findings()).isEmpty();
    assertThat(before.verdict()).isEqualTo(Verdict.VALID);
    for (long index : new long[] {3, 4}) {
      VerificationReport after = at(index, withoutStatus(), compromisedAtThree);
      assertThat(after.check(Check.KEY).orElseThrow().is(CheckType.KEY_COMPROMISED)).isTrue();
      assertThat(after.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
    }
  }

  @Test
  void verify_compromisedKeyWithoutProofFromTheLog_isRefused() {
    leaveAssertionMethod();
    Verifier verifier = samples.verifier().withKeys(did -> List.of(ed(-1, 3)));
    for (Verifier each :
        List.of(
            verifier,
            verifier.withLog(_ -> new Evidence.Unavailable("away.")),
            verifier.withLog(_ -> new Evidence.BeforeLog(Samples.NOW, "")),
            verifier.withLog(_ -> new Evidence.Missing()))) {
      Check key = each.verify(withoutStatus()).check(Check.KEY).orElseThrow();
      assertThat(key.is(CheckType.KEY_COMPROMISED)).isTrue();
      assertThat(key.result()).isEqualTo(CheckResult.FAILED);
    }
  }

  @Test
  void verify_compromisedKeyThatTheDocumentStillLists_isRefusedAllTheSame() {
    VerificationReport report = at(5, withoutStatus(), did -> List.of(ed(-1, 3)));
    assertThat(report.check(Check.KEY).orElseThrow().is(CheckType.KEY_COMPROMISED)).isTrue();
  }

  @Test
  void verify_retiredKey_countsForWhatIsOlder() {
    KeyHistory retired = did -> List.of(ed(3, -1));
    assertThat(at(2, withoutStatus(), retired).verdict()).isEqualTo(Verdict.VALID);
    VerificationReport late = at(3, withoutStatus(), retired);
    assertThat(late.check(Check.KEY).orElseThrow().is(CheckType.KEY_RETIRED)).isTrue();
    assertThat(late.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
  }

  @Test
  void verify_keyThatLeftTheDocumentWithoutAWordInTheLog_isRefused() {
    leaveAssertionMethod();
    assertThat(
            at(2, withoutStatus(), KeyHistory.none())
                .check(Check.KEY)
                .orElseThrow()
                .is(CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD))
        .isTrue();
  }

  @Test
  void verify_historyUnavailable_couldNotBeChecked() {
    KeyHistory away =
        did -> {
          throw new StoreUnavailable("away");
        };
    VerificationReport report = samples.verifier().withKeys(away).verify(samples.signed());
    assertThat(report.check(Check.KEY).orElseThrow().result())
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  private byte[] both() {
    samples.publish(
        DidDocument.issuer(
            Samples.DID,
            List.of(
                new NamedKey("key-1", samples.key.multikey()),
                new NamedKey("key-3", quantum.multikey()))));
    byte[] unsigned = Samples.credential().toJsonBytes();
    List<SignedProof> proofs = new ArrayList<>();
    proofs.add(samples.key.proof(unsigned, Samples.METHOD, TestKey.SIGNED));
    proofs.add(quantum.proof(unsigned, SECOND, TestKey.SIGNED));
    return DataIntegrity.attach(unsigned, proofs);
  }

  @Test
  void verify_proofSetWithPostQuantumProof_isValidWithEach() {
    VerificationReport report = at(4, both(), did -> List.of(ed(-1, -1), mldsa(2, -1)));
    assertThat(report.findings()).isEmpty();
    assertThat(report.check(Check.PROOF).orElseThrow().each())
        .extracting(Check::detail)
        .satisfiesExactly(
            first -> assertThat(first).contains("eddsa-rdfc-2022"),
            second -> assertThat(second).contains("mldsa44-rdfc-2024"));
  }

  @Test
  void verify_strippedProof_isRefusedWhereTheKeysDemandIt() {
    both();
    byte[] stripped = samples.signed();
    VerificationReport after = at(2, stripped, did -> List.of(ed(-1, -1), mldsa(2, -1)));
    assertThat(after.check(Check.PROOF).orElseThrow().is(CheckType.PROOF_STRIPPED)).isTrue();
    assertThat(after.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(at(1, stripped, did -> List.of(ed(-1, -1), mldsa(2, -1))).verdict())
        .isEqualTo(Verdict.VALID);
    assertThat(at(6, stripped, did -> List.of(ed(-1, -1), mldsa(2, 5))).verdict())
        .isEqualTo(Verdict.VALID);
    assertThat(at(4, stripped, did -> List.of(ed(-1, -1), mldsa(2, 5))).verdict())
        .isEqualTo(Verdict.NOT_VALID);
    assertThat(at(4, stripped, did -> List.of(ed(-1, -1), mldsa(-1, -1))).verdict())
        .isEqualTo(Verdict.VALID);
  }

  /// The log commits to all forms, so what was taken away is missed even where no key demands it.
  @Test
  void verify_strippedProofUnderTheEntryOfBoth_isRefusedByTheLog() {
    byte[] whole = both();
    TestLog log = new TestLog();
    long index = log.add(samples.verifier().entry(whole, SALT).orElseThrow().bytes());
    Evidence evidence = log.found(index, SALT);
    Verifier verifier = samples.verifier().withLog(_ -> evidence);
    assertThat(verifier.verify(whole).verdict()).isEqualTo(Verdict.VALID);
    assertThat(verifier.verify(samples.signed()).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_entryOfAKeyInTheLog_standsInTheReport() {
    assertThat(at(1, ed(-1, -1)).passed(Check.LOG)).isTrue();
  }
}
