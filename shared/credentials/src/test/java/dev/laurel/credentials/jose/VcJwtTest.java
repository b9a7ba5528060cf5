package dev.laurel.credentials.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.laurel.credentials.jose.VcJwt.KeyReference;
import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class VcJwtTest {
  private static final KeyPair PAIR = TestKeys.pair(KeyAlgorithm.P256);
  private static final String KID = Samples.ISSUER + "#key-2-jwk";

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode claims() {
    return VcJwt.claims(VcJwt.payload(Samples.credential().toJsonBytes())).orElseThrow();
  }

  @Test
  void payload_badge_isTheCredentialWithItsRegisteredClaims() {
    ObjectNode claims = claims();
    assertThat(claims.path("iss").stringValue()).isEqualTo(Samples.ISSUER);
    assertThat(claims.path("jti").stringValue()).isEqualTo(Samples.CREDENTIAL);
    assertThat(claims.path("sub").stringValue()).isEqualTo("did:example:learner");
    assertThat(claims.path("nbf").longValue())
        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z").getEpochSecond());
    assertThat(claims.path("exp").longValue())
        .isEqualTo(Instant.parse("2029-03-01T10:00:00Z").getEpochSecond());
    assertThat(VcJwt.credential(claims)).isEqualTo(Json.parse(Samples.credential().toJsonBytes()));
    assertThat(VcJwt.disagreements(claims)).isEmpty();
    assertThat(VcJwt.olderForm(claims)).isFalse();
  }

  @Test
  void compact_signedBadge_isReadByAnotherLibrary() throws Exception {
    ObjectNode header = VcJwt.header(JwsAlgorithm.ES256, new KeyReference.Kid(KID));
    byte[] payload = VcJwt.payload(Samples.credential("Žofie \ud83c\udf09", "B").toJsonBytes());
    byte[] input = VcJwt.signingInput(header, payload);
    String text =
        VcJwt.compact(input, SignatureEngine.sign(KeyAlgorithm.P256, PAIR.getPrivate(), input));
    SignedJWT jwt = SignedJWT.parse(text);
    assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) PAIR.getPublic()))).isTrue();
    JWTClaimsSet set = jwt.getJWTClaimsSet();
    assertThat(set.getIssuer()).isEqualTo(Samples.ISSUER);
    assertThat(set.getJWTID()).isEqualTo(Samples.CREDENTIAL);
    assertThat(set.getNotBeforeTime().toInstant()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(jwt.getHeader().getKeyID()).isEqualTo(KID);
    assertThat(jwt.getHeader().toJSONObject().keySet())
        .containsExactlyInAnyOrder("alg", "kid", "typ");
    CompactJws jws = ((CompactJws.Parsed.Of) CompactJws.parse(text)).jws();
    assertThat(jws.payload()).isEqualTo(payload);
    assertThat(VcJwt.typeObjection(jws)).isEmpty();
    assertThat(jws.objection()).isEmpty();
  }

  @Test
  void header_withKey_holdsItWithoutSecrets() {
    PublicJwk key = PublicJwk.of(TestKeys.multikey(PAIR)).orElseThrow();
    ObjectNode header = VcJwt.header(JwsAlgorithm.ES256, new KeyReference.Jwk(key));
    assertThat(header.propertyNames()).containsExactly("alg", "jwk", "typ");
    assertThat(header.path("jwk").propertyNames()).containsExactly("crv", "kty", "x", "y");
  }

  @ParameterizedTest
  @Tag("check-47")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "iss|\"did:web:evil.example\"|issuer",
        "iss|5|issuer",
        "iss|[]|issuer",
        "jti|\"urn:uuid:0\"|id",
        "sub|\"did:example:other\"|credentialSubject.id",
        "nbf|1|validFrom",
        "nbf|\"2026-03-01T10:00:00Z\"|validFrom",
        "nbf|null|validFrom",
        "nbf|1e300|validFrom",
        "exp|4102444800|validUntil",
        "exp|true|validUntil"
      })
  void disagreements_claimThatSaysSomethingElse_isNamed(String claim, String value, String member) {
    ObjectNode claims = claims();
    claims.set(claim, Json.parse(value.getBytes(StandardCharsets.UTF_8)));
    assertThat(VcJwt.disagreements(claims)).containsExactly(claim + " and " + member + " differ");
  }

  @ParameterizedTest
  @Tag("check-47")
  @ValueSource(strings = {"issuer", "id", "validFrom", "validUntil", "credentialSubject"})
  void disagreements_claimWithoutItsCounterpart_isNamed(String member) {
    ObjectNode claims = claims();
    claims.remove(member);
    assertThat(VcJwt.disagreements(claims)).hasSize(1);
  }

  @Test
  @Tag("check-47")
  void disagreements_claimsLeftOutOrWithFractions_areNone() {
    ObjectNode claims = claims();
    claims.put("nbf", claims.path("nbf").longValue() + 0.123);
    claims.put("iat", 5).put("aud", "x");
    assertThat(VcJwt.disagreements(claims)).isEmpty();
    List.of("iss", "jti", "sub", "nbf", "exp").forEach(claims::remove);
    assertThat(VcJwt.disagreements(claims)).isEmpty();
    assertThat(VcJwt.credential(claims).has("iat")).isFalse();
  }

  @Test
  void credential_olderForm_isTheClaimVcCompletedByTheOthers() {
    ObjectNode claims =
        json(
            """
            {'iss':'did:example:a','jti':'urn:c','sub':'did:example:b','nbf':1577836800,
            'exp':1893456000,'vc':{'@context':['https://www.w3.org/2018/credentials/v1'],
            'type':['VerifiableCredential'],'credentialSubject':{'name':'x'}}}\
            """);
    assertThat(VcJwt.olderForm(claims)).isTrue();
    JsonNode credential = VcJwt.credential(claims);
    assertThat(credential.path("issuer").stringValue()).isEqualTo("did:example:a");
    assertThat(credential.path("id").stringValue()).isEqualTo("urn:c");
    assertThat(credential.at("/credentialSubject/id").stringValue()).isEqualTo("did:example:b");
    assertThat(credential.path("issuanceDate").stringValue()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(credential.path("expirationDate").stringValue()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(VcJwt.disagreements(claims)).isEmpty();
    ((ObjectNode) claims.path("vc")).put("issuer", "did:example:other");
    ((ObjectNode) claims.path("vc")).put("issuanceDate", "2021-01-01T00:00:00Z");
    assertThat(VcJwt.disagreements(claims))
        .containsExactly("iss and issuer differ", "nbf and issuanceDate differ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'proof':{}}",
        "{'vc':{}}",
        "{'iss':'x'}",
        "{'nbf':1}",
        "{'validFrom':'2026-02-30T00:00:00Z'}",
        "{'validFrom':5}",
        "{'validUntil':'tomorrow'}"
      })
  void payload_ofSomethingElse_throws(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> VcJwt.payload(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lacking_subjectKnownByEmailAlone_isNamed() {
    ObjectNode credential = (ObjectNode) Json.parse(Samples.credential().toJsonBytes());
    assertThat(VcJwt.lacking(credential)).isEmpty();
    ((ObjectNode) credential.path("credentialSubject")).remove("id");
    assertThat(VcJwt.lacking(credential)).containsExactly("/credentialSubject/id");
    assertThat(VcJwt.lacking(Json.object()))
        .containsExactly("/issuer", "/id", "/validFrom", "/credentialSubject/id");
  }

  @ParameterizedTest
  @Tag("check-48")
  @CsvSource({
    "JWT,true", "jwt,true", "vc+jwt,true", "application/vc+jwt,true", "vc+ld+json+jwt,true",
    "dc+sd-jwt,false", "at+jwt,false", "dpop+jwt,false", "'',false", "JOSE,false"
  })
  void typeObjection_isForOtherTypes(String typ, boolean fits) {
    byte[] input = VcJwt.signingInput(Json.object().put("alg", "ES256").put("typ", typ), PAYLOAD);
    CompactJws jws =
        ((CompactJws.Parsed.Of) CompactJws.parse(VcJwt.compact(input, new byte[64]))).jws();
    assertThat(VcJwt.typeObjection(jws).isEmpty()).isEqualTo(fits);
  }

  private static final byte[] PAYLOAD = {'{', '}'};

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "[]", "null", "{", "{'a':1,'a':2}"})
  void claims_otherPayload_isEmpty(String text) {
    assertThat(VcJwt.claims(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
