package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.Integrated;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.tlog.sequencing.LogSigner;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import dev.laurel.verification.LogEvidence.Evidence;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedLogRef;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.Revocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What this deployment's rows say of credentials with ids of their own and of issuers by did:key.
final class PublishedLogTest {
  private static final byte[] SALT = new byte[PublishedLogRef.SALT_BYTES];
  private static final String DOCUMENT = "urn:uuid:6a1676b8-b51f-11ed-937b-d76685a20ff5";
  private static final CredentialId THIRD = new CredentialId("cd".repeat(16));
  private static final CredentialId SECOND = new CredentialId("ab".repeat(16));

  private final Samples samples = new Samples();
  private final TestKey key = TestKey.ed25519();
  private final Did did = DidKey.of(key.multikey());
  private final TestKey logKey = TestKey.ed25519();
  private final MemoryItemStore items = new MemoryItemStore(samples.clock);
  private final MemoryObjectStore objects = new MemoryObjectStore(samples.clock);
  private final Faults faults = new Faults();
  private final PublishedLookup lookup = new PublishedLookup(new FaultyItemStore(items, faults));
  private final PublishedLog log = new PublishedLog(Samples.URLS, lookup, new LogLookup(items));
  private final PublishedResolvers own = new PublishedResolvers(Samples.URLS, lookup);

  private void write(Write write) {
    items.write(List.of(write));
  }

  private byte[] signed(String id, String name) {
    ObjectNode document = Json.parse(Samples.credential().toJsonBytes()).asObject();
    document.put("id", id).put("name", name);
    document.remove("credentialStatus");
    ((ObjectNode) document.get("issuer")).put("id", did.text());
    ((ObjectNode) document.at("/credentialSubject/achievement")).remove("creator");
    return key.sign(Json.bytes(document), did.text() + "#" + key.multikey().text());
  }

  /// The rows of a published credential without its place in the log.
  private void publish(CredentialId id, byte[] document) {
    write(
        new CredentialOwner(
                id, Samples.ISSUER, "s", "a", "b", 1, "", 0, Samples.NOW.minusSeconds(60))
            .create());
    write(
        new PublishedCredential(
                id, Samples.ISSUER, Samples.NOW, new String(document, StandardCharsets.UTF_8))
            .create());
    write(new PublishedDocument("", 0, id).create(samples.verifier().name(document).orElseThrow()));
  }

  private void logged(CredentialId id, byte[] document) {
    Issue entry = samples.verifier().entry(Json.parse(document), SALT).orElseThrow();
    write(EntryRow.pending(entry, "award:" + id.text() + ":1", Samples.NOW).create());
    write(new PublishedLogRef(id, entry.id().hex(), SALT).create());
    integrate();
  }

  private void integrate() {
    VerifierKey name = VerifierKey.ed25519("localhost:8080/log", logKey.multikey().raw());
    LogSigner signer =
        new LogSigner() {
          @Override
          public List<VerifierKey> keys() {
            return List.of(name);
          }

          @Override
          public byte[] sign(VerifierKey with, CommittedHead head) {
            return SignatureEngine.sign(
                KeyAlgorithm.ED25519, logKey.pair().getPrivate(), head.message(with));
          }
        };
    Integrated _ =
        new Sequencer(
                items,
                objects,
                signer,
                List.of(),
                samples.clock,
                new CountingRandom(),
                SequencerSettings.of("localhost:8080/log", 1, ""))
            .run(List.of());
  }

  private void host() {
    write(new HostedDid(did, Samples.ISSUER).create());
  }

  private VerificationReport verify(byte[] document) {
    return new Verifier(TestKey.CONTEXTS, own, own, own, samples.clock)
        .withLog(log)
        .verify(document);
  }

  @Test
  void of_didKeyThatIsNotHosted_isNotHere() {
    assertThat(log.of(new DocumentName(DOCUMENT, did.text(), "")))
        .isInstanceOf(Evidence.NotHere.class);
    assertThat(verify(signed(DOCUMENT, "Foreign")).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_hostedIssuerWithoutAnEntry_isRefused() {
    host();
    VerificationReport report = verify(signed(DOCUMENT, "Never asked for"));
    assertThat(report.check(Check.LOG).orElseThrow().is(CheckType.NOT_LOGGED)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_documentWithAnIdOfItsOwn_isFoundInTheLog() {
    host();
    byte[] document = signed(DOCUMENT, "Logged");
    publish(Samples.CREDENTIAL, document);
    logged(Samples.CREDENTIAL, document);
    VerificationReport report = verify(document);
    assertThat(report.findings()).isEmpty();
    assertThat(report.passed(Check.LOG)).isTrue();
    VerificationReport forged = verify(signed(DOCUMENT, "Another under the same id"));
    assertThat(forged.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_severalDocumentsOfOneId_areEachFound() {
    host();
    byte[] first = signed(DOCUMENT, "First");
    byte[] second = signed(DOCUMENT, "Second");
    publish(Samples.CREDENTIAL, first);
    logged(Samples.CREDENTIAL, first);
    publish(SECOND, second);
    logged(SECOND, second);
    assertThat(verify(first).findings()).isEmpty();
    assertThat(verify(second).findings()).isEmpty();
    assertThat(verify(signed(DOCUMENT, "Third")).verdict()).isEqualTo(Verdict.NOT_VALID);
    write(new Revocation(Samples.CREDENTIAL, Samples.NOW, "A typo.").create());
    assertThat(verify(first).verdict()).as("known at once").isEqualTo(Verdict.REVOKED);
    assertThat(verify(second).verdict()).isEqualTo(Verdict.VALID);
    write(new Revocation(SECOND, Samples.NOW, "Another.").create());
    assertThat(verify(second).verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void verify_idUsedAThousandTimes_findsEachOfThemInAsManyReads() {
    host();
    byte[] once = signed("urn:once", "Once");
    publish(THIRD, once);
    logged(THIRD, once);
    int before = faults.calls();
    assertThat(verify(once).findings()).isEmpty();
    int reads = faults.calls() - before;

    List<byte[]> looked = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      CredentialId id = new CredentialId("%032x".formatted(i));
      if (i == 1 || i == 500 || i == 1000) {
        byte[] document = signed(DOCUMENT, "Use " + i);
        publish(id, document);
        logged(id, document);
        looked.add(document);
      } else {
        String hash = HexFormat.of().formatHex(Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)}));
        write(
            new PublishedDocument("", 0, id).create(new DocumentName(DOCUMENT, did.text(), hash)));
      }
    }

    for (byte[] document : looked) {
      before = faults.calls();
      VerificationReport report = verify(document);
      assertThat(report.findings()).isEmpty();
      assertThat(report.passed(Check.LOG)).isTrue();
      assertThat(faults.calls() - before).isEqualTo(reads);
    }
    before = faults.calls();
    VerificationReport never = verify(signed(DOCUMENT, "Never asked for"));
    assertThat(never.check(Check.LOG).orElseThrow().is(CheckType.NOT_LOGGED)).isTrue();
    assertThat(faults.calls() - before).isLessThanOrEqualTo(reads);
  }

  @Test
  void verify_rowFromBeforeThereWasAHash_isFound() {
    host();
    byte[] document = signed(DOCUMENT, "Older");
    publish(SECOND, document);
    logged(SECOND, document);
    items.all(Table.ITEMS).stream()
        .filter(row -> row.key().partition().startsWith("DOC#"))
        .forEach(row -> {
          write(new Write.Delete(row.key(), Condition.versionIs(row.version())));
          String sort = "CREDENTIAL#000001795305600000#" + SECOND.text();
          ItemKey older = ItemKey.of(row.key().partition(), sort);
          write(Write.create(Item.of(older, 1, "{}")));
        });

    assertThat(verify(document).findings()).isEmpty();
    assertThat(verify(document).passed(Check.LOG)).isTrue();
    assertThat(verify(signed(DOCUMENT, "Forged")).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_recordOfAnotherIssuer_isNotTakenForIt() {
    write(new HostedDid(did, new dev.laurel.storage.IssuerId("f".repeat(32))).create());
    byte[] document = signed(DOCUMENT, "Logged");
    publish(Samples.CREDENTIAL, document);
    logged(Samples.CREDENTIAL, document);
    assertThat(verify(document).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_publishedBeforeTheLogBegan_isSaidByItsRowAlone() {
    host();
    byte[] old = signed(DOCUMENT, "Old");
    publish(Samples.CREDENTIAL, old);
    assertThat(verify(old).check(Check.LOG).orElseThrow().detail()).contains("has not begun");
    samples.clock.advance(java.time.Duration.ofHours(1));
    byte[] other = signed("urn:other", "Other");
    publish(SECOND, other);
    logged(SECOND, other);
    assertThat(verify(old).check(Check.LOG).orElseThrow().result())
        .isEqualTo(CheckResult.NOT_APPLICABLE);
    VerificationReport under = verify(signed(DOCUMENT, "Signed later under the old id"));
    assertThat(under.check(Check.LOG).orElseThrow().is(CheckType.NOT_LOGGED)).isTrue();
    assertThat(under.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(verify(signed("urn:never", "Old by its own word")).verdict())
        .isEqualTo(Verdict.NOT_VALID);
  }

  /// A forgery costs one read at most: that of its issuer's DID document.
  @Test
  void verify_forgery_costsAtMostOneRead() {
    host();
    ObjectNode forged = Json.parse(signed(DOCUMENT, "Mine")).asObject().put("name", "Forged");
    int before = faults.calls();
    assertThat(verify(Json.bytes(forged)).verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(faults.calls() - before).isZero();
    byte[] ours = samples.tampered(d -> d.put("name", "Forged"));
    before = faults.calls();
    verify(ours);
    assertThat(faults.calls() - before).isLessThanOrEqualTo(1);
    before = faults.calls();
    verify("garbage".getBytes(StandardCharsets.UTF_8));
    assertThat(faults.calls() - before).isZero();
  }
}
