package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Each cryptosuite through all checks, and proofs that build on one another.
final class SuitesTest {
  private final Samples samples = new Samples();

  private TestKey published(Cryptosuite suite) {
    TestKey key = TestKey.of(suite);
    samples.publish(
        DidDocument.issuer(
            Samples.DID,
            java.util.List.of(
                new NamedKey("key-1", samples.key.multikey()),
                new NamedKey("key-9", key.multikey()))));
    return key;
  }

  private byte[] signed(TestKey key) {
    return key.sign(Samples.credential().toJsonBytes(), Samples.DID.text() + "#key-9");
  }

  @ParameterizedTest
  @Tag("check-2")
  @EnumSource(
      names = {
        "EDDSA_RDFC_2022",
        "ECDSA_RDFC_2019",
        "EDDSA_JCS_2022",
        "ECDSA_JCS_2019",
        "MLDSA44_RDFC_2024"
      })
  void verify_proofOfTheSuite_isValidAndChangedIsNot(Cryptosuite suite) {
    byte[] signed = signed(published(suite));
    VerificationReport report = samples.verify(signed);
    assertThat(report.findings()).isEmpty();
    assertThat(report.check(Check.PROOF).orElseThrow().detail()).contains(suite.text());
    ObjectNode changed = Json.parse(signed).asObject().put("name", "Another");
    assertThat(samples.verify(Json.bytes(changed)).verdict()).isEqualTo(Verdict.CHANGED);
    ObjectNode other = Json.parse(signed).asObject();
    ((ObjectNode) other.at("/proof/0")).put("created", "2026-11-01T10:00:01Z");
    assertThat(samples.verify(Json.bytes(other)).verdict()).isEqualTo(Verdict.CHANGED);
  }

  /// JCS signs the JSON as it stands, so nothing may be moved that RDF would not see.
  @Test
  @Tag("check-2")
  void verify_rubricLevelsReorderedUnderJcs_isChanged() {
    byte[] signed = signed(published(Cryptosuite.EDDSA_JCS_2022));
    ObjectNode reordered = Json.parse(signed).asObject();
    ArrayNode levels =
        (ArrayNode)
            reordered.at("/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel");
    levels.add(levels.remove(0));
    assertThat(samples.verify(Json.bytes(reordered)).verdict()).isEqualTo(Verdict.CHANGED);
  }

  /// A JCS proof over a term that nobody defines is a good signature over something without a
  /// meaning.
  @Test
  @Tag("check-11")
  void verify_undefinedTermUnderAGoodJcsProof_isRefused() {
    TestKey key = published(Cryptosuite.EDDSA_JCS_2022);
    ObjectNode document = Json.parse(Samples.credential().toJsonBytes()).asObject();
    document.put("employee", "of the month");
    ObjectNode proof = Json.parse(signed(key)).at("/proof/0").asObject();
    proof.remove("proofValue");
    HashResult hash = TestKey.INTEGRITY.hash(document, proof);
    byte[] signature = key.signature(((HashResult.Hashed) hash).hashData());
    document.putArray("proof").add(proof.put("proofValue", MultibaseText.base58(signature)));
    VerificationReport report = samples.verify(Json.bytes(document));
    assertThat(report.check(Check.TERMS).orElseThrow().is(CheckType.UNDEFINED_TERM)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-10")
  void verify_proofValueInTheAlphabetOfAnotherSuite_isRefused() {
    byte[] signed = signed(published(Cryptosuite.MLDSA44_RDFC_2024));
    ObjectNode document = Json.parse(signed).asObject();
    ObjectNode proof = (ObjectNode) document.at("/proof/0");
    proof.put("proofValue", "z" + proof.get("proofValue").stringValue().substring(1));
    assertThat(samples.verify(Json.bytes(document)).verdict()).isEqualTo(Verdict.CHANGED);
  }

  /// A second proof over the first: it also signs it.
  private ObjectNode chained() {
    ObjectNode document = Json.parse(samples.signed()).asObject();
    ((ObjectNode) document.at("/proof/0")).put("id", "urn:proof:1");
    ObjectNode unsigned = document.deepCopy();
    unsigned.remove("proof");
    // the id is signed too
    ObjectNode first = document.at("/proof/0").asObject().deepCopy();
    first.remove("proofValue");
    first.put(
        "proofValue",
        MultibaseText.base58(
            samples.key.signature(
                ((HashResult.Hashed) TestKey.INTEGRITY.hash(unsigned, first)).hashData())));
    ObjectNode second = first.deepCopy();
    second.remove("proofValue");
    second.put("id", "urn:proof:2").put("previousProof", "urn:proof:1");
    ArrayNode proofs = document.putArray("proof").add(first);
    proofs.add(second);
    SecuredDocument secured =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(document)).document();
    HashResult hash =
        TestKey.INTEGRITY
            .forms(secured)
            .hash(secured.proofs().get(1), samples.key.multikey().algorithm());
    second.put(
        "proofValue",
        MultibaseText.base58(samples.key.signature(((HashResult.Hashed) hash).hashData())));
    return document;
  }

  @Test
  @Tag("check-1")
  void verify_chainOfProofs_isValidAndEachLinkCounts() {
    VerificationReport report = samples.verify(Json.bytes(chained()));
    assertThat(report.findings()).isEmpty();
    assertThat(report.check(Check.PROOF).orElseThrow().each()).hasSize(2);
  }

  @Test
  @Tag("check-2")
  void verify_chainWhoseFirstProofWasExchanged_isChanged() {
    ObjectNode document = chained();
    ObjectNode first = (ObjectNode) document.at("/proof/0");
    ObjectNode unsigned = document.deepCopy();
    unsigned.remove("proof");
    first.put("created", "2026-11-01T10:00:01Z");
    first.remove("proofValue");
    byte[] again =
        samples.key.signature(
            ((HashResult.Hashed) TestKey.INTEGRITY.hash(unsigned, first)).hashData());
    first.put("proofValue", MultibaseText.base58(again));
    Check proof = samples.verify(Json.bytes(document)).check(Check.PROOF).orElseThrow();
    assertThat(proof.each())
        .extracting(Check::result)
        .containsExactly(CheckResult.PASSED, CheckResult.FAILED);
  }

  @Test
  @Tag("check-4")
  void verify_linkToAProofThatIsNotThere_isRefused() {
    byte[] dangling =
        samples.tampered(d -> ((ObjectNode) d.at("/proof/0")).put("previousProof", "urn:x"));
    assertThat(
            samples.verify(dangling).check(Check.PROOF).orElseThrow().is(CheckType.PARSING_ERROR))
        .isTrue();
    ObjectNode circle = chained();
    ((ObjectNode) circle.at("/proof/0")).put("previousProof", "urn:proof:2");
    assertThat(samples.verify(Json.bytes(circle)).verdict()).isEqualTo(Verdict.NOT_VALID);
    ObjectNode cut = chained();
    ((ArrayNode) cut.get("proof")).remove(0);
    assertThat(samples.verify(Json.bytes(cut)).verdict()).isEqualTo(Verdict.NOT_VALID);
  }
}
