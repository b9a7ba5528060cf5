package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.sdjwt.SdJwt;
import dev.laurel.json.Json;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.published.PublishedCredential;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Proof sets, the choice of suites, and credentials as JWS.
final class FormsTest {
  private final World world = new World();

  private static World postQuantum() {
    World world = new World();
    world.beginPostQuantum();
    return world;
  }

  private static void assertValid(World world, CredentialId id) {
    VerificationReport report = world.verify(id);
    assertThat(report.verdict()).as(report.toJson().toString()).isEqualTo(Verdict.VALID);
    assertThat(report.check(Check.LOG).orElseThrow().result()).isEqualTo(CheckResult.PASSED);
  }

  private static List<String> suites(World world, CredentialId id) {
    return world
        .document(id)
        .path("proof")
        .valueStream()
        .map(proof -> proof.path("cryptosuite").stringValue())
        .toList();
  }

  @Test
  void issued_byAnIssuerWithTwoSuites_hasBothProofsInOneEntry() {
    World world = postQuantum();
    SubmissionId submission = world.passed();

    CredentialId id = world.issued(submission);

    assertValid(world, id);
    assertThat(suites(world, id)).containsExactly("eddsa-rdfc-2022", "mldsa44-rdfc-2024");
    Intent intent = world.intent(submission);
    String entry =
        new String(
            world.log.row(new EntryId(intent.entry())).entry(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(entry).contains("#key-1").contains("#key-3");
    assertThat(world.signer.of("/credentials/" + id)).hasSize(2);
    Invariants.checkAtRest(world, List.of(submission));
  }

  @Test
  void issued_signedInTwoForms_keepsNoSignatureAndNoDocument() {
    World world = postQuantum();
    SubmissionId submission = world.passed();
    world.issued(submission);

    assertThat(world.intent(submission).forms())
        .hasSize(2)
        .allMatch(form -> form.signature().isEmpty());
    assertThat(world.intent(submission).document()).isEmpty();
  }

  @Test
  void issued_withoutItsSecondProof_fails() {
    World world = postQuantum();
    CredentialId id = world.issued();
    ObjectNode stripped = (ObjectNode) world.document(id).deepCopy();
    stripped.withArray("proof").remove(1);

    VerificationReport report = world.verify(Json.bytes(stripped));

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
    assertThat(report.check(Check.LOG).orElseThrow().result()).isEqualTo(CheckResult.FAILED);
  }

  static Stream<Cryptosuite> issuedSuites() {
    return Stream.of(Cryptosuite.values()).filter(Cryptosuite::issued);
  }

  @ParameterizedTest
  @MethodSource("issuedSuites")
  void request_anySuiteThatIsIssued_isValid(Cryptosuite suite) {
    World world = new World();
    // Where the issuer has such a key, its proof is beside every other.
    world.signer.withMlDsa = suite == Cryptosuite.MLDSA44_RDFC_2024;
    world.publishDid();
    SubmissionId request =
        Requests.accepted(world, Requests.by(world, Requests.badge(world), suite));

    CredentialId id = world.issued(request);

    assertValid(world, id);
    assertThat(suites(world, id))
        .isEqualTo(
            suite == Cryptosuite.MLDSA44_RDFC_2024
                ? List.of("eddsa-rdfc-2022", suite.text())
                : List.of(suite.text()));
    Invariants.checkAtRest(world, List.of(request));
  }

  @Test
  void request_suiteOfAnIssuerWithASecondOne_hasThatToo() {
    World world = postQuantum();
    SubmissionId request =
        Requests.accepted(
            world, Requests.by(world, Requests.badge(world), Cryptosuite.ECDSA_JCS_2019));

    assertThat(suites(world, world.issued(request)))
        .containsExactly("ecdsa-jcs-2019", "mldsa44-rdfc-2024");
  }

  @Test
  void request_suiteWithoutAKey_isRefused() {
    assertThat(
            world
                .room()
                .requests()
                .request(Requests.by(world, Requests.badge(world), Cryptosuite.MLDSA44_RDFC_2024)))
        .isEqualTo(new RequestCredential.Outcome.NoKey());
    assertThat(world.rows("REQUEST")).isEmpty();
  }

  /// A badge whose subject has an id, as the strict form of JWTs wants it.
  private static ObjectNode identified(World world) {
    ObjectNode badge = Requests.badge(world);
    Drafts.object(badge, "/credentialSubject").put("id", "did:example:ada");
    return badge;
  }

  @ParameterizedTest
  @EnumSource(KeyHint.class)
  void request_vcJwt_isValidUnderEachNameOfTheKey(KeyHint hint) {
    SubmissionId request =
        Requests.accepted(
            world, Requests.in(world, identified(world), CredentialFormat.VC_JWT, hint));

    CredentialId id = world.issued(request);

    PublishedCredential published = world.record(id).published().orElseThrow();
    assertThat(published.form()).isEqualTo("vc-jwt");
    CompactJws jws = ((CompactJws.Parsed.Of) CompactJws.parse(published.document())).jws();
    assertThat(jws.alg()).isEqualTo("ES256");
    String did = world.site.did(world.issuer);
    switch (hint) {
      case DID -> assertThat(jws.kid()).isEqualTo(did + "#key-2-jwk");
      case JWK -> assertThat(jws.jwk()).isPresent();
      case URL ->
          assertThat(jws.kid()).isEqualTo(World.BASE + "/issuers/" + world.issuer + "/keys/key-2");
    }
    JsonNode payload = Json.parse(jws.payload());
    assertThat(payload.path("iss").stringValue()).isEqualTo(did);
    assertThat(payload.path("sub").stringValue()).isEqualTo("did:example:ada");
    assertThat(payload.path("jti").stringValue()).isEqualTo(payload.path("id").stringValue());
    assertValid(world, id);
    Invariants.checkAtRest(world, List.of(request));
  }

  @Test
  void request_vcJwtOfABadgeForAnAddress_isRefused() {
    assertThat(
            Requests.refused(
                world,
                Requests.in(world, Requests.badge(world), CredentialFormat.VC_JWT, KeyHint.DID)))
        .containsExactly("ob3/jwt-form /credentialSubject/id");
  }

  /// A JWS has no other time for its log entry than its beginning, and entries have none so early.
  @Test
  @Tag("check-27")
  void request_jwsThatBeginsBefore1970_isRefusedAndNotStored() {
    ObjectNode early = identified(world).put("validFrom", "1969-12-31T23:59:59Z");
    for (CredentialFormat format : List.of(CredentialFormat.VC_JWT, CredentialFormat.SD_JWT)) {
      assertThat(Requests.refused(world, Requests.in(world, early, format, KeyHint.DID)))
          .containsExactly("ob3/jwt-form /validFrom");
    }
    assertThat(world.rows("REQUEST")).isEmpty();
    assertValid(world, world.issued(Requests.accepted(world, Requests.command(world, early))));
    early.put("validFrom", "1970-01-01T00:00:00Z");
    SubmissionId first =
        Requests.accepted(world, Requests.in(world, early, CredentialFormat.VC_JWT, KeyHint.DID));
    assertValid(world, world.issued(first));
  }

  @Test
  void request_sdJwt_isValidAndHidesResultsOneByOne() {
    SubmissionId request =
        Requests.accepted(
            world, Requests.in(world, identified(world), CredentialFormat.SD_JWT, KeyHint.DID));

    CredentialId id = world.issued(request);

    PublishedCredential published = world.record(id).published().orElseThrow();
    assertThat(published.form()).isEqualTo("dc+sd-jwt");
    SdJwt sdJwt = ((SdJwt.Parsed.Of) SdJwt.parse(published.document())).sdJwt();
    assertThat(sdJwt.disclosed()).hasSize(1);
    assertThat(sdJwt.processed().path("vct").stringValue())
        .isEqualTo("https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential");
    assertValid(world, id);
    String withoutResults =
        published.document().substring(0, published.document().indexOf('~') + 1);
    assertThat(
            world
                .verify(withoutResults.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .verdict())
        .as("what the holder keeps back changes nothing")
        .isEqualTo(Verdict.VALID);
    Invariants.checkAtRest(world, List.of(request));
  }

  @Test
  void request_jwsWhileTheSignerFails_isSignedLater() {
    SubmissionId request =
        Requests.accepted(
            world, Requests.in(world, identified(world), CredentialFormat.VC_JWT, KeyHint.DID));
    world.room().ladder().advance(request);
    world.log.integrate();
    world.signer.spoil = bytes -> new byte[64];
    assertThat(world.room().ladder().advance(request)).isInstanceOf(Advance.Waiting.class);
    world.signer.spoil = bytes -> bytes;

    world.settleLog();
    world.room().ladder().advance(request);

    assertThat(world.award(request).state()).isEqualTo(Award.State.PUBLISHED);
    Invariants.checkAtRest(world, List.of(request));
  }
}
