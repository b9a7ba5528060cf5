package dev.laurel.credentials.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class PublicJwkTest {
  private static final String ED25519 =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

  static RSAPublicKey rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return (RSAPublicKey) generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode p256() {
    return PublicJwk.of(TestKeys.multikey(TestKeys.pair(KeyAlgorithm.P256))).orElseThrow().toJson();
  }

  @Test
  void thumbprint_samplesOfTheSpecifications_areAsPublished() {
    // RFC 8037 appendix A.3.
    assertThat(PublicJwk.parse(ED25519).orElseThrow().thumbprint())
        .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    // RFC 7638 section 3.1.
    String rsa =
        """
        {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7a\
        PFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4Q\
        yQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyr\
        dkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "e":"AQAB","alg":"RS256","kid":"2011-04-29"}\
        """;
    assertThat(PublicJwk.parse(rsa).orElseThrow().thumbprint())
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384"})
  void of_curveKey_isWhatAnotherLibrarySays(KeyAlgorithm algorithm)
      throws ParseException, JOSEException {
    for (int i = 0; i < 50; i++) {
      KeyPair pair = TestKeys.pair(algorithm);
      PublicJwk jwk = PublicJwk.of(TestKeys.multikey(pair)).orElseThrow();
      Curve curve = algorithm == KeyAlgorithm.P256 ? Curve.P_256 : Curve.P_384;
      ECKey other = new ECKey.Builder(curve, (ECPublicKey) pair.getPublic()).build();
      assertThat(jwk).isEqualTo(PublicJwk.parse(other.toJSONString()).orElseThrow());
      assertThat(JWK.parse(jwk.text()).computeThumbprint().toString()).isEqualTo(jwk.thumbprint());
      assertThat(jwk.toPublicKey()).isEqualTo(pair.getPublic());
      assertThat(jwk.multikey()).contains(TestKeys.multikey(pair));
      assertThat(jwk.sameKey(TestKeys.multikey(pair))).isTrue();
      assertThat(jwk.sameKey(TestKeys.multikey(TestKeys.pair(algorithm)))).isFalse();
    }
  }

  @Test
  void of_otherKinds_isTheirJwkOrNone() {
    Multikey key = TestKeys.multikey(TestKeys.pair(KeyAlgorithm.ED25519));
    PublicJwk jwk = PublicJwk.of(key).orElseThrow();
    assertThat(PublicJwk.parse(jwk.toJson())).contains(jwk);
    assertThat(jwk.multikey()).contains(key);
    assertThat(PublicJwk.of(TestKeys.multikey(TestKeys.pair(KeyAlgorithm.ML_DSA_44)))).isEmpty();
  }

  @Test
  void parse_rsa_isTakenFrom2048To8192Bits() throws ParseException {
    RSAPublicKey key = rsa(2048);
    PublicJwk jwk = PublicJwk.parse(new RSAKey.Builder(key).build().toJSONString()).orElseThrow();
    assertThat(jwk.toPublicKey()).isEqualTo(key);
    assertThat(jwk.multikey()).isEmpty();
    assertThat(PublicJwk.parse(new RSAKey.Builder(rsa(1024)).build().toJSONString())).isEmpty();
    byte[] large = new byte[1025];
    large[0] = 1;
    large[1024] = 1;
    assertThat(PublicJwk.parse(jwk.toJson().put("n", Base64Url.encode(large)))).isEmpty();
    byte[] largest = new byte[1024];
    largest[0] = (byte) 0x80;
    largest[1023] = 1;
    assertThat(PublicJwk.parse(jwk.toJson().put("n", Base64Url.encode(largest)))).isPresent();
    for (String exponent : new String[] {"", "AQ", "AAE", "AAEAAQ", "Ag", "AQAAAAE"}) {
      assertThat(PublicJwk.parse(jwk.toJson().put("e", exponent))).as(exponent).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
  void parse_privateMember_isRefused(String name) {
    assertThat(PublicJwk.parse(p256().put(name, "AQAB"))).isEmpty();
  }

  @Test
  void parse_pointOffTheCurveOrOddlyWritten_isRefused() {
    ObjectNode sound = p256();
    assertThat(PublicJwk.parse(sound)).isPresent();
    String x = sound.path("x").stringValue();
    byte[] bytes = Base64Url.decode(x, 100).orElseThrow();
    byte[] other = bytes.clone();
    other[31] ^= 1;
    byte[] longer = new byte[33];
    System.arraycopy(bytes, 0, longer, 1, 32);
    for (String wrong :
        new String[] {
          Base64Url.encode(other),
          Base64Url.encode(longer),
          Base64Url.encode(new byte[32]),
          x + "=",
          x + " ",
          x.substring(1),
          ""
        }) {
      assertThat(PublicJwk.parse(sound.deepCopy().put("x", wrong))).as(wrong).isEmpty();
    }
    assertThat(PublicJwk.parse(sound.deepCopy().put("x", 5))).isEmpty();
    assertThat(PublicJwk.parse(sound.deepCopy().put("crv", "P-384"))).isEmpty();
    assertThat(PublicJwk.parse(sound.deepCopy().put("crv", "secp256k1"))).isEmpty();
    assertThat(PublicJwk.parse(sound.deepCopy().put("kty", "oct"))).isEmpty();
    assertThat(PublicJwk.parse(sound.deepCopy().put("kty", "OKP"))).isEmpty();
  }

  @Test
  void parse_keyForOtherThingsByItsOwnWords_isRefused() {
    assertThat(PublicJwk.parse(p256().put("use", "sig").put("alg", "ES256"))).isPresent();
    assertThat(PublicJwk.parse(p256().put("use", "enc"))).isEmpty();
    assertThat(PublicJwk.parse(p256().put("alg", "ECDH-ES"))).isEmpty();
    assertThat(PublicJwk.parse(p256().put("alg", "ES384"))).isEmpty();
    ObjectNode operations = p256();
    operations.putArray("key_ops").add("verify");
    assertThat(PublicJwk.parse(operations)).isPresent();
    operations.putArray("key_ops").add("deriveKey");
    assertThat(PublicJwk.parse(operations)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "null", "[]", "{}", "{\"kty\":5}", "{\"kty\":\"EC\"", "x"})
  void parse_otherText_isEmpty(String text) {
    assertThat(PublicJwk.parse(text)).isEmpty();
  }

  @Test
  void parse_manyBytes_isEmpty() {
    ObjectNode large = Json.object();
    large.setAll(p256());
    assertThat(PublicJwk.parse(Json.write(large.put("kid", "k".repeat(8_192))))).isEmpty();
  }

  @Test
  void constructor_unsoundParts_throws() {
    assertThatThrownBy(() -> new PublicJwk("EC", "P-256", "AA", "AA", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PublicJwk("oct", "", "", "", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
