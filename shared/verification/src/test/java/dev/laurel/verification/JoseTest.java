package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidJwk;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class JoseTest {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final Jwts jwts = new Jwts();

  private Check refused(String jwt, String check) {
    VerificationReport report = jwts.verify(jwt);
    assertThat(report.verdict()).as(report.toString()).isNotEqualTo(Verdict.VALID);
    Check found = report.check(check).orElseThrow();
    assertThat(found.result()).as(report.toString()).isEqualTo(CheckResult.FAILED);
    return found;
  }

  private String header(Consumer<ObjectNode> change) {
    ObjectNode header = Jwts.kid(Jwts.KID);
    change.accept(header);
    return jwts.sign(header, VcJwt.payload(Jwts.unsigned()));
  }

  @Test
  void verify_jwt_isValidHoweverItsKeyIsNamed() {
    byte[] payload = VcJwt.payload(Jwts.unsigned());
    ObjectNode neither = Jwts.kid("x");
    neither.remove("kid");
    List<ObjectNode> headers =
        List.of(
            Jwts.kid(Jwts.KID),
            Jwts.kid(Jwts.KID + "-jwk"),
            Jwts.kid("#key-2"),
            Jwts.kid("key-2"),
            Jwts.kid(Samples.URLS.base() + "/issuers/" + Samples.ISSUER.text() + "/keys/key-2"),
            jwts.withJwk(),
            jwts.withJwk().put("kid", Jwts.KID),
            neither);
    for (ObjectNode header : headers) {
      VerificationReport report = jwts.verify(jwts.sign(header, payload));
      assertThat(report.findings()).as(header.toString()).isEmpty();
      assertThat(report.form()).isEqualTo("vc-jwt");
      assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    }
  }

  @Test
  @Tag("check-39")
  void verify_algNone_isRefusedInEverySpelling() {
    for (String alg : List.of("none", "None", "NONE", "nOnE", "")) {
      String unsigned =
          URL.encodeToString(Jwts.bytes("{\"alg\":\"" + alg + "\"}"))
              + "."
              + URL.encodeToString(VcJwt.payload(Jwts.unsigned()))
              + ".";
      refused(unsigned, Check.PROOF);
      refused(header(h -> h.put("alg", alg)), Check.PROOF);
    }
    refused(header(h -> h.remove("alg")), Check.PROOF);
    refused(header(h -> h.put("alg", 5)), Check.PROOF);
  }

  @Test
  @Tag("check-40")
  void verify_sharedSecretThatIsThePublicKey_isRefused() throws Exception {
    byte[] input =
        VcJwt.signingInput(Jwts.kid(Jwts.KID).put("alg", "HS256"), VcJwt.payload(Jwts.unsigned()));
    for (byte[] secret :
        List.of(
            jwts.key.pair().getPublic().getEncoded(),
            jwts.key.multikey().raw(),
            Jwts.bytes(jwts.jwk().text()))) {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new javax.crypto.spec.SecretKeySpec(secret, "HmacSHA256"));
      refused(VcJwt.compact(input, mac.doFinal(input)), Check.PROOF);
    }
  }

  @Test
  @Tag("check-41")
  void verify_headersThatBringAKey_areNeverUsed() {
    for (String name : List.of("jku", "x5u", "x5c", "x5t", "x5t#S256")) {
      Check proof = refused(header(h -> h.put(name, "https://evil.example/key")), Check.PROOF);
      assertThat(proof.detail()).contains(name);
    }
  }

  @Test
  @Tag("check-41")
  void verify_jwkThatIsNotTheIssuers_isRefusedAlthoughItsSignatureHolds() {
    TestKey evil = TestKey.p256();
    PublicJwk shown = PublicJwk.of(evil.multikey()).orElseThrow();
    byte[] payload = VcJwt.payload(Jwts.unsigned());
    for (ObjectNode header :
        List.of(
            Jwts.header(new VcJwt.KeyReference.Jwk(shown)),
            Jwts.header(new VcJwt.KeyReference.Jwk(shown)).put("kid", Jwts.KID),
            Jwts.kid("https://evil.example/keys/1"),
            Jwts.kid(DidKey.of(evil.multikey()).text()))) {
      VerificationReport report = jwts.verify(Jwts.sign(header, payload, evil));
      assertThat(report.verdict())
          .as(header + " " + report)
          .isIn(Verdict.ISSUER_NOT_RECOGNISED, Verdict.NOT_VALID, Verdict.CHANGED);
    }
  }

  @Test
  @Tag("check-41")
  void verify_jwkOfAKeyThatMayNotAssert_isRefused() {
    DidDocument listed =
        DidDocument.issuer(
            Samples.DID, List.of(), List.of(new NamedKey("key-2", jwts.key.multikey())));
    jwts.samples.publish(listed);
    Check key = refused(jwts.sign(jwts.withJwk(), VcJwt.payload(Jwts.unsigned())), Check.KEY);
    assertThat(key.is(CheckType.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD)).isTrue();
  }

  @Test
  @Tag("check-7")
  void verify_keyOfAnotherDid_isAMismatch() {
    TestKey evil = TestKey.p256();
    String did = DidKey.of(evil.multikey()).text();
    String kid = did + "#" + evil.multikey().text();
    Check controller =
        refused(Jwts.sign(Jwts.kid(kid), VcJwt.payload(Jwts.unsigned()), evil), Check.CONTROLLER);
    assertThat(controller.is(CheckType.ISSUER_MISMATCH)).isTrue();
  }

  @ParameterizedTest
  @Tag("check-42")
  @ValueSource(strings = {"../../etc/passwd", "a\nb", "key-2 ", "file:///etc/passwd", "#", "a/b"})
  void verify_kidThatIsNone_isRefused(String kid) {
    refused(header(h -> h.put("kid", kid)), Check.PROOF);
  }

  @Test
  @Tag("check-42")
  void verify_kidOfTenKilobytes_isRefused() {
    assertThat(jwts.verify(header(h -> h.put("kid", "k".repeat(10_000)))).verdict())
        .isEqualTo(Verdict.NOT_VALID);
    refused(header(h -> h.put("kid", "k".repeat(5_000))), Check.PROOF);
  }

  @Test
  @Tag("check-43")
  void verify_critOrOtherWaysToRead_areRefused() {
    refused(header(h -> h.putArray("crit").add("exp")), Check.PROOF);
    refused(header(h -> h.putArray("crit")), Check.PROOF);
    refused(header(h -> h.put("b64", false)), Check.PROOF);
    refused(header(h -> h.put("zip", "DEF")), Check.PROOF);
  }

  /// Whatever is wrong with the header of a JWT is as wrong in every other form of JWS.
  @ParameterizedTest
  @Tag("check-39")
  @Tag("check-40")
  @Tag("check-41")
  @Tag("check-42")
  @Tag("check-43")
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"ES384\"}",
        "{\"jku\":\"https://evil.example/keys\"}",
        "{\"x5u\":\"https://evil.example/chain\"}",
        "{\"x5c\":[\"AA\"]}",
        "{\"kid\":\"../../etc/passwd\"}",
        "{\"crit\":[\"exp\"]}",
        "{\"b64\":false}"
      })
  void verify_headerThatIsRefused_isSoInEveryFormOfJws(String change) {
    ObjectNode none = Json.object();
    ObjectNode spoilt = Json.parse(Jwts.bytes(change)).asObject();
    byte[] list = ((Fetch.Fetched) jwts.samples.lists.get(LIST_URL)).document();
    for (ObjectNode changed : List.of(none, spoilt)) {
      boolean good = changed.isEmpty();
      String jwt = again(jwts.jwt(), jwts.key, changed);
      String whole = jwts.sdJwt();
      String sdJwt = again(whole.substring(0, whole.indexOf('~')), jwts.key, changed);
      for (String text :
          List.of(
              jwt,
              Jwts.envelope("application/vc+jwt", jwt),
              sdJwt + whole.substring(whole.indexOf('~')),
              presentation(changed))) {
        assertThat(jwts.verify(text).verdict() == Verdict.VALID).as(text).isEqualTo(good);
      }
      ObjectNode unsigned = Json.parse(list).asObject();
      unsigned.remove("proof");
      String listed = jwts.sign(Jwts.kid(Jwts.KID), VcJwt.payload(Json.bytes(unsigned)));
      jwts.samples.serve(Jwts.bytes(again(listed, jwts.key, changed)));
      assertThat(jwts.verify(jwts.jwt()).verdict())
          .isEqualTo(good ? Verdict.VALID : Verdict.COULD_NOT_BE_CHECKED);
      jwts.samples.serve(list);
    }
  }

  private static final String LIST_URL = Samples.URLS.statusList(Samples.LIST);

  /// A JWS with these members in its header, signed again.
  private static String again(String jws, TestKey key, ObjectNode members) {
    String[] parts = jws.split("\\.", -1);
    ObjectNode header = Json.parse(Base64.getUrlDecoder().decode(parts[0])).asObject();
    members.properties().forEach(member -> header.set(member.getKey(), member.getValue()));
    return Jwts.sign(header, Base64.getUrlDecoder().decode(parts[1]), key);
  }

  /// A presentation by its holder as a JWT.
  private String presentation(ObjectNode changed) {
    TestKey holder = TestKey.p256();
    String did = DidKey.of(holder.multikey()).text();
    ObjectNode presentation = Json.object().put("holder", did);
    presentation.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    presentation.putArray("type").add("VerifiablePresentation");
    presentation
        .putArray("verifiableCredential")
        .add(Json.parse(Jwts.bytes(Jwts.envelope("application/vc+jwt", jwts.jwt()))));
    ObjectNode header = Jwts.kid(did + "#" + holder.multikey().text()).put("typ", "vp+jwt");
    return again(Jwts.sign(header, Json.bytes(presentation), holder), holder, changed);
  }

  @Test
  @Tag("check-44")
  void verify_algorithmOfAnotherKindOfKey_isRefused() {
    for (String alg : List.of("EdDSA", "ES384", "RS256")) {
      refused(header(h -> h.put("alg", alg)), Check.PROOF);
    }
    ObjectNode header = Jwts.kid(Samples.METHOD);
    refused(Jwts.sign(header, VcJwt.payload(Jwts.unsigned()), jwts.samples.key), Check.PROOF);
  }

  @Test
  void verify_algorithmThatOthersHave_couldNotBeChecked() {
    Check proof = jwts.verify(header(h -> h.put("alg", "PS256"))).check(Check.PROOF).orElseThrow();
    assertThat(proof.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(proof.is(CheckType.UNSUPPORTED_SUITE)).isTrue();
  }

  @Test
  @Tag("check-45")
  void verify_encryptedMessage_isNotTouched() {
    String header =
        URL.encodeToString(
            Jwts.bytes("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647}"));
    Check parsed = refused(header + ".AA.AA.AA.AA", Check.PARSED);
    assertThat(parsed.detail()).contains("encrypted");
    refused(header + ".e30.AA", Check.PROOF);
  }

  @Test
  @Tag("check-46")
  void verify_signaturesThatAreNone_areRefused() {
    byte[] input = VcJwt.signingInput(Jwts.kid(Jwts.KID), VcJwt.payload(Jwts.unsigned()));
    byte[] good = jwts.key.signature(input);
    byte[] large = good.clone();
    Arrays.fill(large, 0, 32, (byte) 0xff);
    byte[] der = new byte[70];
    der[0] = 0x30;
    for (byte[] signature :
        List.of(
            new byte[64],
            new byte[0],
            Arrays.copyOf(good, 63),
            Arrays.copyOf(good, 65),
            large,
            der)) {
      Check proof = refused(VcJwt.compact(input, signature), Check.PROOF);
      assertThat(proof.is(CheckType.PROOF_VERIFICATION_ERROR)).isTrue();
    }
  }

  @Test
  @Tag("check-47")
  void verify_claimsThatDisagreeWithTheCredential_areRefused() {
    List<Consumer<ObjectNode>> changes =
        List.of(
            p -> p.put("iss", "did:web:evil.example"),
            p -> p.put("jti", "urn:other"),
            p -> p.put("nbf", 1),
            p -> p.put("nbf", "soon"),
            p -> p.put("exp", 99_999_999_999L),
            p -> p.put("sub", "did:key:z6Mk"),
            p -> p.remove("validUntil"),
            p -> p.put("validFrom", "2026-10-01T00:00:00Z"));
    for (Consumer<ObjectNode> change : changes) {
      refused(jwts.jwt(change), Check.PROOF);
    }
  }

  @ParameterizedTest
  @Tag("check-48")
  @ValueSource(
      strings = {
        "a.b",
        "a.b.c.d",
        "....",
        "..",
        "a.b.c",
        ".e30.",
        "e30.e30.e30",
        "e30=.e30.AA",
        "~.~"
      })
  void verify_partsThatAreNoJwt_areRefused(String text) {
    assertThat(jwts.verify(text).verdict()).isEqualTo(Verdict.NOT_VALID);
  }

  @Test
  @Tag("check-48")
  void verify_paddedSpacedOrMistypedJwt_isRefused() {
    String jwt = jwts.jwt();
    for (String text :
        List.of(
            jwt + "=",
            jwt.replaceFirst("\\.", "=."),
            jwt.replaceFirst("\\.", " ."),
            jwt.replaceFirst("\\.", ".\n"),
            jwt + ".",
            jwt + ".AA")) {
      assertThat(jwts.verify(text).verdict()).as(text).isEqualTo(Verdict.NOT_VALID);
    }
    refused(header(h -> h.put("typ", "at+jwt")), Check.PROOF);
    refused(header(h -> h.put("typ", 1)), Check.PROOF);
    String large =
        URL.encodeToString(Jwts.bytes("{\"alg\":\"ES256\",\"x\":\"" + "a".repeat(700_000) + "\"}"));
    refused(large + ".e30.AA", Check.PARSED);
    assertThat(jwts.verify(jwt + "\n").verdict()).isEqualTo(Verdict.VALID);
  }

  /// A changed byte anywhere is noticed.
  @Test
  @Tag("check-2")
  void verify_characterChanged_isNeverValid() {
    String jwt = jwts.jwt();
    for (int at = 0; at < jwt.length(); at += 97) {
      char other = jwt.charAt(at) == 'A' ? 'B' : 'A';
      String changed = jwt.substring(0, at) + other + jwt.substring(at + 1);
      assertThat(jwts.verify(changed).verdict()).as("at " + at).isNotEqualTo(Verdict.VALID);
    }
  }

  @Test
  @Tag("check-11")
  void verify_termThatNobodyDefines_isRefusedInAJwtToo() {
    Check terms = refused(jwts.jwt(p -> p.put("employee", "of the month")), Check.TERMS);
    assertThat(terms.is(CheckType.UNDEFINED_TERM)).isTrue();
  }

  @Test
  void verify_embeddedProofAndJwt_bothMustHold() {
    byte[] signed = jwts.samples.signed();
    ObjectNode payload = Json.parse(VcJwt.payload(Jwts.unsigned())).asObject();
    payload.set("proof", Json.parse(signed).get("proof"));
    VerificationReport report = jwts.verify(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(payload)));
    assertThat(report.findings()).isEmpty();
    assertThat(report.check(Check.PROOF).orElseThrow().each()).hasSize(2);
    ((ObjectNode) payload.at("/proof/0")).put("created", "2026-11-01T10:00:01Z");
    refused(jwts.sign(Jwts.kid(Jwts.KID), Json.bytes(payload)), Check.PROOF);
  }

  @Test
  void verify_jwtByDidJwk_isValidOffline() {
    TestKey key = TestKey.p256();
    PublicJwk jwk = PublicJwk.of(key.multikey()).orElseThrow();
    String did = DidJwk.of(jwk).text();
    jwts.samples.dids.put(
        did,
        new Resolution.Resolved(
            DidJwk.resolve(dev.laurel.credentials.did.Did.parse(did).orElseThrow()).orElseThrow()));
    ObjectNode payload = Json.parse(VcJwt.payload(Jwts.unsigned())).asObject();
    payload.remove("credentialStatus");
    ((ObjectNode) payload.get("issuer")).put("id", did);
    ((ObjectNode) payload.at("/credentialSubject/achievement")).remove("creator");
    payload.put("iss", did);
    for (String kid : List.of(did + "#0", did)) {
      VerificationReport report = jwts.verify(Jwts.sign(Jwts.kid(kid), Json.bytes(payload), key));
      assertThat(report.findings()).isEmpty();
    }
  }

  /// Others sign their lists as JWTs too.
  @Test
  @Tag("check-28")
  void verify_statusListThatIsAJwt_isRead() {
    for (boolean set : List.of(false, true)) {
      byte[] list =
          new dev.laurel.credentials.status.StatusListCredential(
                  Samples.URLS.statusList(Samples.LIST),
                  Samples.DID.text(),
                  "revocation",
                  dev.laurel.credentials.status.Bitstring.empty().with(Samples.INDEX, set),
                  Samples.NOW.minusSeconds(3600),
                  Samples.NOW.plusSeconds(86_400))
              .toJsonBytes();
      jwts.samples.serve(Jwts.bytes(jwts.sign(Jwts.kid(Jwts.KID), VcJwt.payload(list))));
      assertThat(jwts.verify(jwts.jwt()).verdict())
          .isEqualTo(set ? Verdict.REVOKED : Verdict.VALID);
    }
    jwts.samples.serve(Jwts.bytes(Jwts.sign(Jwts.kid(Jwts.KID), Jwts.unsigned(), TestKey.p256())));
    assertThat(jwts.verify(jwts.jwt()).verdict()).isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  @Test
  void log_entryOfAJwt_isComputedAgainFromItsSigningInput() {
    byte[] jwt = Jwts.bytes(jwts.jwt());
    byte[] salt = new byte[32];
    Verifier verifier = jwts.samples.verifier();
    TestLog log = new TestLog();
    long index = log.add(verifier.entry(jwt, salt).orElseThrow().bytes());
    LogEvidence evidence = _ -> log.found(index, salt);
    assertThat(verifier.withLog(evidence).verify(jwt).findings()).isEmpty();
    byte[] other = Jwts.bytes(jwts.sign(jwts.withJwk(), VcJwt.payload(Jwts.unsigned())));
    Check check = verifier.withLog(evidence).verify(other).check(Check.LOG).orElseThrow();
    assertThat(check.is(CheckType.LOG_PROOF_INVALID)).isTrue();
    byte[] sd = Jwts.bytes(jwts.sdJwt());
    String[] parts = jwts.sdJwt().split("~", -1);
    long second = log.add(verifier.entry(sd, salt).orElseThrow().bytes());
    assertThat(verifier.withLog(_ -> log.found(second, salt)).verify(sd).findings()).isEmpty();
    assertThat(
            verifier
                .withLog(_ -> log.found(second, salt))
                .verify(Jwts.bytes(parts[0] + "~"))
                .passed(Check.LOG))
        .as("kept back disclosures change nothing in the entry")
        .isTrue();
  }

  @Test
  void entry_ofAJwt_namesTheMultikeyMethodWhateverTheHeaderSays() {
    Verifier verifier = jwts.samples.verifier();
    byte[] salt = new byte[32];
    for (ObjectNode header : List.of(Jwts.kid(Jwts.KID + "-jwk"), jwts.withJwk())) {
      byte[] jwt = Jwts.bytes(jwts.sign(header, VcJwt.payload(Jwts.unsigned())));
      assertThat(verifier.entry(jwt, salt).orElseThrow().keys()).containsExactly(Jwts.KID);
    }
    assertThat(verifier.entry(Jwts.bytes("a.b.c"), salt)).isEmpty();
  }
}
