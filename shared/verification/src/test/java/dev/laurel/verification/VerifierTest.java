package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class VerifierTest {
  private final Samples samples = new Samples();

  private Check check(byte[] document, String id) {
    VerificationReport report = samples.verify(document);
    assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
    assertThat(report.checks()).hasSize(14);
    return report.check(id).orElseThrow();
  }

  private void assertCheck(byte[] document, String id, CheckResult result, CheckType type) {
    Check check = check(document, id);
    assertThat(check.result()).as(check.detail()).isEqualTo(result);
    assertThat(check.type()).isEqualTo(type.uri());
  }

  private void assertFailed(byte[] document, String id, CheckType type) {
    assertCheck(document, id, CheckResult.FAILED, type);
  }

  private static ObjectNode proof(ObjectNode document) {
    return (ObjectNode) document.at("/proof/0");
  }

  @Test
  void verify_validCredential_saysAllChecksInOrder() {
    VerificationReport report = samples.verify(samples.signed());
    assertThat(report.checks())
        .extracting(Check::id)
        .containsExactly(
            "parsed",
            "shape",
            "contexts",
            "terms",
            "issuer",
            "key",
            "controller",
            "proof",
            "validity",
            "status",
            "log",
            "endorsements",
            "evidence",
            "recipient");
    assertThat(report.checkedAt()).isEqualTo(Samples.NOW);
    assertThat(report.passed(Check.STATUS)).isTrue();
    assertThat(report.toJson().path("checks").get(10).path("result").stringValue())
        .isEqualTo("not-applicable");
    assertThat(report.isCleanApartFrom(java.util.Set.of())).isTrue();
  }

  @Test
  void verify_p256Proof_isValid() {
    TestKey key = TestKey.p256();
    samples.publish(key.document(Samples.DID, "key-2"));
    samples.serve(resigned(key, "#key-2"));
    byte[] signed = key.sign(Samples.credential().toJsonBytes(), Samples.DID.text() + "#key-2");
    assertThat(samples.verify(signed).findings()).isEmpty();
  }

  private byte[] resigned(TestKey key, String fragment) {
    ObjectNode list =
        Json.parse(
                ((StatusLists.Fetch.Fetched)
                        samples.lists.get(Samples.URLS.statusList(Samples.LIST)))
                    .document())
            .asObject();
    list.remove("proof");
    return key.sign(Json.bytes(list), Samples.DID.text() + fragment);
  }

  @ParameterizedTest
  @Tag("check-2")
  @ValueSource(
      strings = {
        "/name",
        "/credentialSubject/achievement/id",
        "/credentialSubject/achievement/criteria/narrative",
        "/validFrom",
        "/validUntil",
        "/credentialStatus/statusListIndex",
        "/proof/0/created"
      })
  void verify_signedFieldChanged_saysChanged(String pointer) {
    byte[] changed =
        samples.tampered(document -> {
          String text = document.at(pointer).stringValue();
          String other =
              text.endsWith("Z") ? text.replace(":00Z", ":01Z") : text.replace('1', '2') + "1";
          ObjectNode parent =
              (ObjectNode) document.at(pointer.substring(0, pointer.lastIndexOf('/')));
          parent.put(pointer.substring(pointer.lastIndexOf('/') + 1), other);
        });
    assertFailed(changed, Check.PROOF, CheckType.PROOF_VERIFICATION_ERROR);
    assertThat(samples.verify(changed).verdict()).isEqualTo(Verdict.CHANGED);
  }

  @Test
  @Tag("check-2")
  void verify_methodOfSameDidChanged_isRefused() {
    byte[] changed =
        samples.tampered(d -> proof(d).put("verificationMethod", Samples.DID.text() + "#key-9"));
    assertFailed(changed, Check.KEY, CheckType.INVALID_VERIFICATION_METHOD);
  }

  @Test
  @Tag("check-3")
  void verify_proofRemoved_saysNoProof() {
    assertFailed(samples.tampered(d -> d.remove("proof")), Check.PROOF, CheckType.NO_PROOF);
  }

  @ParameterizedTest
  @Tag("check-4")
  @ValueSource(strings = {"null", "{}", "[]", "\"x\"", "5", "[null]", "[[]]", "true"})
  void verify_proofOfOtherShape_saysParsingError(String proof) {
    JsonNode value = Json.parse(proof.getBytes(StandardCharsets.UTF_8));
    assertFailed(
        samples.tampered(d -> d.set("proof", value)), Check.PROOF, CheckType.PARSING_ERROR);
  }

  @Test
  @Tag("check-5")
  void verify_unknownSuiteOrType_saysUnsupported() {
    List<Consumer<ObjectNode>> changes =
        List.of(
            d -> proof(d).put("cryptosuite", "eddsa-2099"),
            d -> proof(d).put("type", "Ed25519Signature2020"),
            d -> proof(d).remove("cryptosuite"));
    for (Consumer<ObjectNode> change : changes) {
      assertCheck(
          samples.tampered(change),
          Check.PROOF,
          CheckResult.COULD_NOT_CHECK,
          CheckType.UNSUPPORTED_SUITE);
    }
  }

  @Test
  void verify_unknownProofBesideGoodOne_isValidAndSaysSo() {
    byte[] two =
        samples.tampered(d ->
            ((ArrayNode) d.get("proof")).add(proof(d).deepCopy().put("cryptosuite", "eddsa-2099")));
    VerificationReport report = samples.verify(two);
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.check(Check.PROOF).orElseThrow().detail()).contains("not looked at: 1");
  }

  @Test
  void verify_brokenProofBesideGoodOne_isRefused() {
    byte[] two =
        samples.tampered(d ->
            ((ArrayNode) d.get("proof"))
                .add(proof(d).deepCopy().put("created", "2026-11-01T10:00:01Z")));
    assertFailed(two, Check.PROOF, CheckType.PROOF_VERIFICATION_ERROR);
  }

  @Test
  @Tag("check-6")
  void verify_purposeAuthentication_isRefused() {
    assertFailed(
        samples.tampered(d -> proof(d).put("proofPurpose", "authentication")),
        Check.KEY,
        CheckType.PROOF_VERIFICATION_ERROR);
  }

  @Test
  @Tag("check-7")
  void verify_attackersDidKeyForVictimsDid_saysIssuerMismatch() {
    TestKey attacker = TestKey.ed25519();
    Did did = DidKey.of(attacker.multikey());
    byte[] forged =
        attacker.sign(
            Samples.credential().toJsonBytes(), did.text() + "#" + attacker.multikey().text());
    VerificationReport report = samples.verify(forged);
    assertThat(report.passed(Check.PROOF)).isTrue();
    assertThat(report.check(Check.CONTROLLER).orElseThrow().is(CheckType.ISSUER_MISMATCH)).isTrue();
    assertThat(report.verdict()).isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
  }

  @Test
  @Tag("check-7")
  void verify_keyInFragmentOfForeignDid_isNeverUsed() {
    TestKey attacker = TestKey.ed25519();
    byte[] forged =
        attacker.sign(
            Samples.credential().toJsonBytes(),
            Samples.DID.text() + "#" + attacker.multikey().text());
    assertFailed(forged, Check.PROOF, CheckType.INVALID_VERIFICATION_METHOD);
  }

  @Test
  @Tag("check-8")
  void verify_keyNotUnderAssertionMethod_isRefused() {
    DidDocument listed = samples.key.document(Samples.DID, "key-1");
    samples.publish(new DidDocument(listed.id(), listed.verificationMethods(), List.of()));
    assertFailed(
        samples.signed(), Check.KEY, CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD);
  }

  @Test
  @Tag("check-9")
  void verify_controllerOfKeyIsAnother_isRefused() {
    samples.publish(
        new DidDocument(
            Samples.DID,
            List.of(
                new VerificationMethod(
                    Samples.METHOD,
                    VerificationMethod.MULTIKEY,
                    "did:web:evil.example",
                    samples.key.multikey().text())),
            List.of(Samples.METHOD)));
    assertFailed(samples.signed(), Check.CONTROLLER, CheckType.ISSUER_MISMATCH);
  }

  @Test
  @Tag("check-10")
  void verify_proofValueOfWrongForm_isRefused() {
    byte[] signature = new byte[64];
    List<String> values =
        List.of(
            "",
            "z",
            dev.laurel.credentials.MultibaseText.base64Url(signature),
            dev.laurel.credentials.MultibaseText.base58(signature),
            dev.laurel.credentials.MultibaseText.base58(new byte[63]),
            dev.laurel.credentials.MultibaseText.base58(new byte[65]),
            "z" + "1".repeat(100_000));
    for (String value : values) {
      assertFailed(
          samples.tampered(d -> proof(d).put("proofValue", value)),
          Check.PROOF,
          CheckType.PROOF_VERIFICATION_ERROR);
    }
  }

  @Test
  @Tag("check-11")
  void verify_undefinedTermAdded_isRefused() {
    byte[] added = samples.tampered(d -> d.put("grade", "A+"));
    assertFailed(added, Check.TERMS, CheckType.UNDEFINED_TERM);
    assertFailed(added, Check.PROOF, CheckType.PROOF_TRANSFORMATION_ERROR);
  }

  @Test
  @Tag("check-12")
  void verify_inlineContext_isRefused() {
    byte[] inline =
        samples.tampered(d -> ((ArrayNode) d.get("@context")).addObject().put("name", "urn:other"));
    assertFailed(inline, Check.CONTEXTS, CheckType.CONTEXT_NOT_ALLOWED);
  }

  @ParameterizedTest
  @Tag("check-13")
  @ValueSource(
      strings = {"/credentialSubject", "/proof/0", "/credentialSubject/achievement/criteria"})
  void verify_nestedContext_isRefused(String pointer) {
    byte[] nested =
        samples.tampered(d ->
            ((ObjectNode) d.at(pointer)).put("@context", "https://www.w3.org/ns/credentials/v2"));
    assertFailed(nested, Check.CONTEXTS, CheckType.CONTEXT_NOT_ALLOWED);
  }

  @Test
  @Tag("check-14")
  void verify_contextsInOtherOrder_isRefused() {
    byte[] swapped =
        samples.tampered(d -> {
          ArrayNode contexts = (ArrayNode) d.get("@context");
          contexts.add(contexts.remove(0));
        });
    assertFailed(swapped, Check.CONTEXTS, CheckType.CONTEXT_NOT_ALLOWED);
    byte[] without = samples.tampered(d -> ((ArrayNode) d.get("@context")).remove(0));
    assertFailed(without, Check.CONTEXTS, CheckType.CONTEXT_NOT_ALLOWED);
  }

  @Test
  @Tag("check-25")
  void verify_validFromInFuture_saysNotYetValid() {
    samples.clock.set(TestKey.SIGNED.minusSeconds(301));
    byte[] early = samples.signed(d -> d.remove("credentialStatus"));
    assertFailed(early, Check.VALIDITY, CheckType.NOT_YET_VALID);
    assertThat(samples.verify(early).verdict()).isEqualTo(Verdict.NOT_YET_VALID);
    samples.clock.set(TestKey.SIGNED.minusSeconds(299));
    assertThat(samples.verify(early).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-26")
  void verify_validUntilPast_saysExpiredAndSignatureHolds() {
    byte[] over =
        samples.signed(d -> d.put("validUntil", Samples.NOW.minusSeconds(301).toString()));
    VerificationReport report = samples.verify(over);
    assertThat(report.verdict()).isEqualTo(Verdict.EXPIRED);
    assertThat(report.passed(Check.PROOF)).isTrue();
    assertFailed(over, Check.VALIDITY, CheckType.EXPIRED);
  }

  @Test
  @Tag("check-53")
  void verify_didDocumentOfAnotherDid_isRefused() {
    Did other = Did.web("other.example", "x");
    samples.publish(
        DidDocument.issuer(other, List.of(new NamedKey("key-1", samples.key.multikey()))));
    assertFailed(
        samples.signed(), Check.ISSUER, CheckType.INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID);
  }

  @Test
  void verify_didNotResolved_couldNotBeChecked() {
    samples.dids.put(Samples.DID.text(), new Resolution.Unavailable("the store is away."));
    VerificationReport report = samples.verify(samples.signed());
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.PROOF).orElseThrow().result())
        .isEqualTo(CheckResult.COULD_NOT_CHECK);
  }
}
