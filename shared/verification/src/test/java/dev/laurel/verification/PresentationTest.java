package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.json.Json;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class PresentationTest {
  private static final String DOMAIN = "verifier.example";
  private static final String CHALLENGE = "3182bdea-63d9-11ea";

  private final Samples samples = new Samples();
  private final TestKey holder = TestKey.ed25519();
  private final String did = DidKey.of(holder.multikey()).text();

  private ObjectNode unsigned(JsonNode... credentials) {
    ObjectNode presentation = Json.object();
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    for (JsonNode credential : credentials) {
      presentation.withArray("verifiableCredential").add(credential);
    }
    return presentation;
  }

  private JsonNode credential() {
    return Json.parse(samples.signed());
  }

  private byte[] signed(ObjectNode presentation, TestKey key, Consumer<ObjectNode> change) {
    ObjectNode proof =
        Json.object()
            .put("type", "DataIntegrityProof")
            .put("cryptosuite", "eddsa-rdfc-2022")
            .put("created", "2026-11-21T11:59:00Z")
            .put("verificationMethod", did + "#" + holder.multikey().text())
            .put("proofPurpose", "authentication")
            .put("domain", DOMAIN)
            .put("challenge", CHALLENGE);
    change.accept(proof);
    HashResult hash = TestKey.INTEGRITY.hash(presentation, proof);
    assertThat(hash).isInstanceOf(HashResult.Hashed.class);
    byte[] signature = key.signature(((HashResult.Hashed) hash).hashData());
    ObjectNode whole = presentation.deepCopy();
    whole.putArray("proof").add(proof.put("proofValue", MultibaseText.base58(signature)));
    return Json.bytes(whole);
  }

  private byte[] signed() {
    return signed(unsigned(credential()).put("holder", did), holder, p -> {});
  }

  private VerificationReport verify(byte[] presentation) {
    return samples.verifier().verifyPresentation(presentation, DOMAIN, CHALLENGE);
  }

  @Test
  void verify_presentationOfItsHolder_isValidWithAReportForEachCredential() {
    VerificationReport report = verify(signed());
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.checks())
        .extracting(Check::id)
        .containsExactly("parsed", "shape", "contexts", "terms", "holder", "credentials");
    assertThat(report.credentials()).hasSize(1);
    assertThat(report.credentials().getFirst().passed(Check.PROOF)).isTrue();
    assertThat(report.toJson().at("/credentials/0/verdict").stringValue()).isEqualTo("valid");
    assertThat(report.toJson().at("/form").stringValue()).isEqualTo("presentation");
  }

  @Test
  void verify_presentationByTheOrdinaryWay_comparesNoDomain() {
    assertThat(samples.verify(signed()).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_otherDomainOrChallenge_isRefused() {
    Verifier verifier = samples.verifier();
    for (VerificationReport report :
        List.of(
            verifier.verifyPresentation(signed(), "evil.example", CHALLENGE),
            verifier.verifyPresentation(signed(), DOMAIN, "other"))) {
      Check holder = report.check(Check.HOLDER).orElseThrow();
      assertThat(holder.is(CheckType.HOLDER_MISMATCH)).isTrue();
      assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    }
    byte[] without =
        signed(unsigned(credential()), this.holder, p -> p.remove(List.of("domain", "challenge")));
    assertThat(verify(without).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-6")
  void verify_presentationForAClaim_isRefused() {
    byte[] claim =
        signed(unsigned(credential()), holder, p -> p.put("proofPurpose", "assertionMethod"));
    assertThat(verify(claim).check(Check.HOLDER).orElseThrow().result())
        .isEqualTo(CheckResult.FAILED);
  }

  @Test
  @Tag("check-8")
  void verify_keyThatMayOnlyAssert_isRefused() {
    ObjectNode presentation = unsigned(credential());
    byte[] byIssuer =
        signed(presentation, samples.key, p -> p.put("verificationMethod", Samples.METHOD));
    Check holder = verify(byIssuer).check(Check.HOLDER).orElseThrow();
    assertThat(holder.is(CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD)).isTrue();
  }

  @Test
  @Tag("check-7")
  void verify_signatureOfSomebodyElse_isRefused() {
    byte[] other =
        signed(unsigned(credential()).put("holder", "did:web:a.example"), holder, p -> {});
    assertThat(verify(other).check(Check.HOLDER).orElseThrow().is(CheckType.HOLDER_MISMATCH))
        .isTrue();
    byte[] forged = signed(unsigned(credential()), TestKey.ed25519(), p -> {});
    assertThat(verify(forged).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-2")
  void verify_credentialExchangedAfterwards_isRefused() {
    ObjectNode changed = Json.parse(signed()).asObject();
    JsonNode other = Json.parse(samples.signed(d -> d.put("name", "Another")));
    changed.putArray("verifiableCredential").add(other);
    assertThat(verify(Json.bytes(changed)).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  void verify_unsignedPresentation_isJudgedByItsCredentials() {
    VerificationReport good = samples.verify(Json.bytes(unsigned(credential())));
    assertThat(good.check(Check.HOLDER).orElseThrow().result())
        .isEqualTo(CheckResult.NOT_APPLICABLE);
    assertThat(good.verdict()).isEqualTo(Verdict.VALID);
    JsonNode changed = Json.parse(samples.tampered(d -> d.put("name", "Another")));
    VerificationReport bad = samples.verify(Json.bytes(unsigned(credential(), changed)));
    assertThat(bad.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(bad.check(Check.CREDENTIALS).orElseThrow().each())
        .extracting(Check::result)
        .containsExactly(CheckResult.PASSED, CheckResult.FAILED);
    assertThat(bad.credentials().get(1).verdict()).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void verify_holderNamedButNotSigned_couldNotBeChecked() {
    assertThat(samples.verify(Json.bytes(unsigned(credential()).put("holder", did))).verdict())
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  /// A proof over JSON has the contexts of its credential in it, also where that lies in another
  /// document.
  @Test
  @Tag("check-13")
  void verify_credentialInsideProvedOverJson_isValidSignedOrNot() {
    TestKey overJson = samples.key.with(Cryptosuite.EDDSA_JCS_2022);
    JsonNode credential =
        Json.parse(overJson.sign(Samples.credential().toJsonBytes(), Samples.METHOD));
    assertThat(credential.at("/proof/0/@context").isArray()).isTrue();
    for (byte[] presentation :
        List.of(
            Json.bytes(unsigned(credential)),
            signed(unsigned(credential).put("holder", did), holder, p -> {}))) {
      VerificationReport report = samples.verify(presentation);
      assertThat(report.findings()).isEmpty();
      assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    }
    for (String suite : List.of("eddsa-rdfc-2022", "eddsa-jcs-2022")) {
      ObjectNode other = credential.deepCopy().asObject();
      ((ObjectNode) other.at("/proof/0"))
          .put("cryptosuite", suite)
          .putArray("@context")
          .add("https://www.w3.org/2018/credentials/v1");
      assertThat(samples.verify(Json.bytes(unsigned(other))).verdict())
          .isEqualTo(Verdict.NOT_VALID);
    }
  }

  @Test
  void verify_envelopedCredentialInside_isOpened() {
    Jwts jwts = new Jwts();
    JsonNode envelope = Json.parse(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt())));
    VerificationReport report =
        jwts.samples.verifier().verifyPresentation(Json.bytes(unsigned(envelope)), "", "");
    assertThat(report.credentials()).hasSize(1);
    assertThat(report.credentials().getFirst().form()).isEqualTo("enveloped/vc-jwt");
    assertThat(report.credentials().getFirst().verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.check(Check.CREDENTIALS).orElseThrow().result())
        .isEqualTo(CheckResult.PASSED);
  }

  @Test
  void verify_moreCredentialsThanAreRead_isNeverValid() {
    JsonNode[] many = new JsonNode[40];
    java.util.Arrays.fill(many, Json.parse(samples.signed(d -> d.remove("credentialStatus"))));
    VerificationReport report = samples.verify(Json.bytes(unsigned(many)));
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.CREDENTIALS).orElseThrow().is(CheckType.LIMIT)).isTrue();
    assertThat(report.credentials().size()).isLessThan(40);
  }

  /// Many graphs made to confuse cost no more than one of them.
  @Test
  @Tag("check-24")
  void verify_graphsMadeToConfuse_endAtTheFirst() {
    ObjectNode poison = Json.parse(samples.signed()).asObject();
    ArrayNode descriptions =
        ((ObjectNode) poison.at("/credentialSubject/achievement")).putArray("resultDescription");
    for (int i = 0; i < 2; i++) {
      ArrayNode levels =
          descriptions
              .addObject()
              .put("type", "ResultDescription")
              .putArray("rubricCriterionLevel");
      for (int level = 0; level < 12; level++) {
        levels.addObject().put("type", "RubricCriterionLevel");
      }
    }
    VerificationReport report = samples.verify(Json.bytes(unsigned(poison, poison, poison)));
    assertThat(report.check(Check.TERMS).orElseThrow().is(CheckType.RESOURCE_LIMIT)).isTrue();
    assertThat(report.check(Check.CREDENTIALS).orElseThrow().is(CheckType.LIMIT)).isTrue();
    assertThat(report.credentials()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void verifyPresentation_ofAnythingElse_saysSo() {
    for (byte[] other : List.of(samples.signed(), Jwts.bytes("a.b.c"), Jwts.bytes("null"))) {
      VerificationReport report = verify(other);
      assertThat(report.check(Check.PARSED).orElseThrow().result()).isEqualTo(CheckResult.FAILED);
      assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    }
  }

  @Test
  void verify_jwtPresentation_comparesAudienceAndNonce() {
    Jwts jwts = new Jwts();
    TestKey key = TestKey.p256();
    String holderDid = DidKey.of(key.multikey()).text();
    ObjectNode payload =
        unsigned(Json.parse(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt()))))
            .put("holder", holderDid)
            .put("iss", holderDid)
            .put("aud", DOMAIN)
            .put("nonce", CHALLENGE);
    payload.remove("nonce");
    payload.put("nonce", CHALLENGE);
    String jwt =
        Jwts.sign(
            Jwts.kid(holderDid + "#" + key.multikey().text()).put("typ", "vp+jwt"),
            Json.bytes(payload),
            key);
    Verifier verifier = jwts.samples.verifier();
    VerificationReport good = verifier.verifyPresentation(Jwts.bytes(jwt), DOMAIN, CHALLENGE);
    assertThat(good.check(Check.HOLDER).orElseThrow().result())
        .as(good.toString())
        .isEqualTo(CheckResult.PASSED);
    assertThat(good.form()).isEqualTo("vc-jwt/presentation");
    assertThat(
            verifier
                .verifyPresentation(Jwts.bytes(jwt), DOMAIN, "other")
                .check(Check.HOLDER)
                .orElseThrow()
                .is(CheckType.HOLDER_MISMATCH))
        .isTrue();
  }

  @Test
  @Tag("check-4")
  void verify_neitherSignedNorHoldingACredential_isNeverValid() {
    VerificationReport report = samples.verify(Json.bytes(unsigned()));
    assertThat(report.verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    assertThat(report.check(Check.HOLDER).orElseThrow().is(CheckType.NO_PROOF)).isTrue();
    ObjectNode empty = unsigned();
    empty.putArray("verifiableCredential");
    assertThat(samples.verify(Json.bytes(empty)).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-4")
  void verify_unsignedThatSaysMoreThanItsCredentials_isRefused() {
    List<Consumer<ObjectNode>> changes =
        List.of(
            d -> d.withArray("type").add("https://example.org/Diploma"),
            d -> d.put("name", "Doctor"),
            d -> d.put("description", "Doctor"));
    for (Consumer<ObjectNode> change : changes) {
      ObjectNode presentation = unsigned(credential());
      change.accept(presentation);
      Check shape = samples.verify(Json.bytes(presentation)).check(Check.SHAPE).orElseThrow();
      assertThat(shape.result()).as(presentation.toString()).isEqualTo(CheckResult.FAILED);
      assertThat(shape.detail()).contains("nobody signed");
    }
  }

  @Test
  @Tag("check-4")
  void verify_badgeCalledAPresentation_isRefusedSignedOrNot() {
    ObjectNode badge = Json.parse(Samples.credential().toJsonBytes()).asObject();
    badge.putArray("type").add("VerifiablePresentation").add("AchievementCredential");
    VerificationReport report = samples.verify(Json.bytes(badge));
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(report.check(Check.SHAPE).orElseThrow().detail())
        .contains("/issuer", "/credentialSubject", "/type");
    badge.putArray("type").add("VerifiablePresentation");
    Jwts jwts = new Jwts();
    Check shape =
        jwts.verify(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(badge)))
            .check(Check.SHAPE)
            .orElseThrow();
    assertThat(shape.result()).isEqualTo(CheckResult.FAILED);
  }

  @Test
  void verify_presentationInsideAPresentation_isNoCredential() {
    VerificationReport report = samples.verify(Json.bytes(unsigned(unsigned(credential()))));
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(report.check(Check.CREDENTIALS).orElseThrow().is(CheckType.MALFORMED_VALUE_ERROR))
        .isTrue();
    assertThat(report.credentials()).hasSize(1);
  }

  @Test
  void verifyCredential_presentation_isRefused() {
    VerificationReport report = samples.verifier().verifyCredential(unsigned(credential()));
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(samples.verifier().verifyCredential(credential()).verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_proofTakenAway_failsWhatWasDemanded() {
    byte[] bare = Json.bytes(unsigned(credential()));
    Verifier verifier = samples.verifier();
    for (VerificationReport report :
        List.of(
            verifier.verifyPresentation(bare, DOMAIN, ""),
            verifier.verifyPresentation(bare, "", CHALLENGE))) {
      assertThat(report.check(Check.HOLDER).orElseThrow().is(CheckType.HOLDER_MISMATCH)).isTrue();
      assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    }
    assertThat(verifier.verifyPresentation(bare, "", "").verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void verify_addressHandedAlong_isComparedWithTheCredentialsInside() {
    for (byte[] presentation : List.of(Json.bytes(unsigned(credential())), signed())) {
      Verifier verifier = samples.verifier();
      assertThat(verifier.verify(presentation, new Beside(List.of(), "ada@example.org")).verdict())
          .isEqualTo(Verdict.VALID);
      VerificationReport other =
          verifier.verify(presentation, new Beside(List.of(), "eve@example.org"));
      assertThat(other.verdict()).isEqualTo(Verdict.NOT_VALID);
      assertThat(
              other
                  .credentials()
                  .getFirst()
                  .check(Check.RECIPIENT)
                  .orElseThrow()
                  .is(CheckType.RECIPIENT_MISMATCH))
          .isTrue();
      EvidenceFile file = EvidenceFile.of("other.txt", new byte[] {2});
      assertThat(verifier.verify(presentation, new Beside(List.of(file), "")).verdict())
          .isEqualTo(Verdict.NOT_VALID);
    }
    byte[] empty = signed(unsigned().put("holder", did), holder, p -> {});
    assertThat(samples.verifier().verify(empty, new Beside(List.of(), "eve@example.org")).verdict())
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }
}
