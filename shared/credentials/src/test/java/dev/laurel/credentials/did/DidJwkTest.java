package dev.laurel.credentials.did;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Keys in DID documents beyond Multikey: did:jwk, and `publicKeyJwk`.
final class DidJwkTest {
  private static Multikey key(KeyAlgorithm algorithm) {
    return TestKeys.multikey(TestKeys.pair(algorithm));
  }

  private static Did did(String json) {
    return new Did("did:jwk:" + Base64Url.encode(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void resolve_sampleOfTheMethod_isItsKey() {
    Did did =
        new Did(
            "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJN"
                + "NEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3"
                + "pIM25TRSJ9");
    DidDocument document = DidJwk.resolve(did).orElseThrow();
    VerificationMethod method = document.verificationMethod(did + "#0").orElseThrow();
    assertThat(method.jwk().orElseThrow().x())
        .isEqualTo("acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0");
    assertThat(method.key().orElseThrow().algorithm()).isEqualTo(KeyAlgorithm.P256);
    assertThat(document.mayAssert(did + "#0")).isTrue();
    assertThat(document.mayAuthenticate(did + "#0")).isTrue();
    assertThat(DidDocument.parse(Json.parse(document.toJsonBytes()))).contains(document);
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "P256", "P384"})
  void of_key_resolvesToIt(KeyAlgorithm algorithm) {
    PublicJwk jwk = PublicJwk.of(key(algorithm)).orElseThrow();
    Did did = DidJwk.of(jwk);
    assertThat(DidJwk.resolve(did).orElseThrow().verificationMethods().getFirst().jwk())
        .contains(jwk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "5", "{\"kty\":\"oct\",\"k\":\"AQAB\"}", "x"})
  void resolve_otherJson_isEmpty(String json) {
    assertThat(DidJwk.resolve(did(json))).isEmpty();
  }

  @Test
  void resolve_keyForEncryptionOrWithItsSecret_isEmpty() {
    PublicJwk jwk = PublicJwk.of(key(KeyAlgorithm.P256)).orElseThrow();
    assertThat(DidJwk.resolve(did(Json.write(jwk.toJson().put("use", "sig"))))).isPresent();
    assertThat(DidJwk.resolve(did(Json.write(jwk.toJson().put("use", "enc"))))).isEmpty();
    assertThat(DidJwk.resolve(did(Json.write(jwk.toJson().put("d", "AQAB"))))).isEmpty();
    assertThat(DidJwk.resolve(Did.web("example.org"))).isEmpty();
    assertThat(DidJwk.resolve(new Did("did:jwk:AAA"))).isEmpty();
  }

  @Test
  void issuer_p256KeyOfADidWeb_isListedInBothForms() {
    Did did = Did.web("badges.example.org", "issuers", "0a");
    Multikey ed25519 = key(KeyAlgorithm.ED25519);
    Multikey p256 = key(KeyAlgorithm.P256);
    DidDocument document =
        DidDocument.issuer(
            did, List.of(new NamedKey("key-1", ed25519), new NamedKey("key-2", p256)));
    JsonNode json = Json.parse(document.toJsonBytes());
    assertThat(document.assertionMethod())
        .containsExactly(did + "#key-1", did + "#key-2", did + "#key-2-jwk");
    assertThat(json.at("/verificationMethod/2/type").stringValue()).isEqualTo("JsonWebKey");
    assertThat(json.at("/verificationMethod/2/publicKeyJwk/crv").stringValue()).isEqualTo("P-256");
    assertThat(json.at("/verificationMethod/2").has("publicKeyMultibase")).isFalse();
    assertThat(json.at("/@context").size()).isEqualTo(3);
    VerificationMethod jwk = document.verificationMethod(did + "#key-2-jwk").orElseThrow();
    assertThat(jwk.key()).contains(p256);
    assertThat(document.verificationMethod(did + "#key-2").orElseThrow().jwk())
        .isEqualTo(jwk.jwk());
    assertThat(document.mayAuthenticate(did + "#key-1")).isFalse();
    assertThat(DidDocument.parse(json)).contains(document);
  }

  @Test
  void issuer_compromisedKey_isListedAndSignsNoLonger() {
    Did did = Did.web("badges.example.org", "issuers", "0a");
    NamedKey sound = new NamedKey("own-2", key(KeyAlgorithm.ED25519));
    NamedKey lost = new NamedKey("own-1", key(KeyAlgorithm.P256));
    DidDocument document = DidDocument.issuer(did, List.of(sound), List.of(lost));
    assertThat(document.verificationMethod(did + "#own-1").orElseThrow().key())
        .contains(lost.key());
    assertThat(document.assertionMethod()).containsExactly(did + "#own-2");
    assertThat(document.mayAssert(did + "#own-1-jwk")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void didKey_ofEachKind_resolvesToIt(KeyAlgorithm algorithm) {
    Multikey key = key(algorithm);
    Did did = DidKey.of(key);
    DidDocument document = DidKey.resolve(did).orElseThrow();
    String method = did + "#" + key.text();
    assertThat(document.verificationMethods()).hasSize(1);
    assertThat(document.verificationMethod(method).orElseThrow().key()).contains(key);
    assertThat(document.mayAssert(method)).isTrue();
    assertThat(document.mayAuthenticate(method)).isTrue();
    assertThat(DidUrl.parse(method)).isPresent();
  }

  @Test
  void parse_sameKeyEmbeddedInBothRelationships_isOneKey() {
    Multikey key = key(KeyAlgorithm.ED25519);
    String method =
        "{\"id\":\"#a\",\"type\":\"Multikey\",\"controller\":\"did:web:example.org\","
            + "\"publicKeyMultibase\":\""
            + key
            + "\"}";
    String json =
        "{\"id\":\"did:web:example.org\",\"assertionMethod\":[%s],\"authentication\":[%s,\"#b\"]}"
            .formatted(method, method);
    DidDocument document =
        DidDocument.parse(Json.parse(json.getBytes(StandardCharsets.UTF_8))).orElseThrow();
    assertThat(document.verificationMethod("did:web:example.org#a").orElseThrow().key())
        .contains(key);
    assertThat(document.mayAuthenticate("did:web:example.org#b")).isTrue();
    assertThat(document.mayAssert("did:web:example.org#b")).isFalse();
  }

  @Test
  void verificationMethod_jwkWithASecretOrOfAnotherType_hasNoKey() {
    PublicJwk jwk = PublicJwk.of(key(KeyAlgorithm.P256)).orElseThrow();
    String secret = Json.write(jwk.toJson().put("d", "AQAB"));
    assertThat(new VerificationMethod("#a", "JsonWebKey", "did:a:b", "", secret).key()).isEmpty();
    assertThat(new VerificationMethod("#a", "JsonWebKey2020", "", "", jwk.text()).key())
        .isPresent();
    assertThat(new VerificationMethod("#a", "Multikey", "", "", jwk.text()).key()).isEmpty();
    assertThat(new VerificationMethod("#a", "Other", "", "", jwk.text()).jwk()).isEmpty();
  }
}
