package dev.laurel.credentials.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class CompactJwsTest {
  private static final KeyPair P256 = TestKeys.pair(KeyAlgorithm.P256);
  private static final PublicJwk KEY = PublicJwk.of(TestKeys.multikey(P256)).orElseThrow();
  private static final byte[] PAYLOAD =
      "{\"iss\":\"did:example:a\"}".getBytes(StandardCharsets.UTF_8);

  private static CompactJws read(String text) {
    assertThat(CompactJws.parse(text)).isInstanceOf(CompactJws.Parsed.Of.class);
    return ((CompactJws.Parsed.Of) CompactJws.parse(text)).jws();
  }

  private static String base64(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode header() {
    return Json.object().put("alg", "ES256");
  }

  private static String es256(ObjectNode header) {
    byte[] input = VcJwt.signingInput(header, PAYLOAD);
    return VcJwt.compact(input, SignatureEngine.sign(KeyAlgorithm.P256, P256.getPrivate(), input));
  }

  private static boolean verifies(String text) {
    return CompactJws.parse(text) instanceof CompactJws.Parsed.Of(CompactJws jws)
        && jws.objection().isEmpty()
        && jws.verify(jws.algorithm().orElseThrow(), KEY);
  }

  @Test
  void verify_ownSignature_holdsHereAndInAnotherLibrary() throws ParseException, JOSEException {
    String text = es256(header());
    CompactJws jws = read(text);
    assertThat(jws.objection()).isEmpty();
    assertThat(jws.payload()).isEqualTo(PAYLOAD);
    assertThat(jws.text()).isEqualTo(text);
    assertThat(verifies(text)).isTrue();
    assertThat(JWSObject.parse(text).verify(new ECDSAVerifier((ECPublicKey) P256.getPublic())))
        .isTrue();
    PublicJwk other =
        PublicJwk.of(TestKeys.multikey(TestKeys.pair(KeyAlgorithm.P256))).orElseThrow();
    assertThat(jws.verify(JwsAlgorithm.ES256, other)).isFalse();
  }

  @Test
  void verify_signaturesOfAnotherLibrary_hold() throws Exception {
    KeyPair p384 = TestKeys.pair(KeyAlgorithm.P384);
    JWSObject es384 = new JWSObject(new JWSHeader(JWSAlgorithm.ES384), new Payload(PAYLOAD));
    es384.sign(new ECDSASigner((ECPrivateKey) p384.getPrivate()));
    PublicJwk jwk = PublicJwk.of(TestKeys.multikey(p384)).orElseThrow();
    assertThat(read(es384.serialize()).verify(JwsAlgorithm.ES384, jwk)).isTrue();
    assertThat(read(es384.serialize()).verify(JwsAlgorithm.ES256, KEY)).isFalse();

    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair rsa = generator.generateKeyPair();
    JWSObject rs256 = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(PAYLOAD));
    rs256.sign(new RSASSASigner(rsa.getPrivate()));
    PublicJwk key =
        PublicJwk.parse(new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).build().toJSONString())
            .orElseThrow();
    assertThat(read(rs256.serialize()).verify(JwsAlgorithm.RS256, key)).isTrue();
    String[] parts = rs256.serialize().split("\\.");
    String zero = parts[0] + "." + parts[1] + "." + Base64Url.encode(new byte[256]);
    assertThat(read(zero).verify(JwsAlgorithm.RS256, key)).isFalse();
    byte[] signature = Base64Url.decode(parts[2], 1000).orElseThrow();
    byte[] longer = new byte[257];
    System.arraycopy(signature, 0, longer, 1, 256);
    String padded = parts[0] + "." + parts[1] + "." + Base64Url.encode(longer);
    assertThat(read(padded).verify(JwsAlgorithm.RS256, key)).isFalse();
  }

  @Test
  void verify_sampleOfTheSpecification_holds() {
    // RFC 8037 appendix A.4 and A.5.
    String text =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    PublicJwk key =
        new PublicJwk("OKP", "Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "", "", "");
    assertThat(read(text).verify(JwsAlgorithm.EDDSA, key)).isTrue();
    assertThat(
            read(text.replace("RXho", "RXhn").replace("RXhh", "RXhi"))
                .verify(JwsAlgorithm.EDDSA, key))
        .isFalse();
  }

  @ParameterizedTest
  @Tag("check-39")
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "ES256K", "PS256", "es256"})
  void objection_algorithmNone_isPresent(String alg) {
    String text = base64("{\"alg\":\"" + alg + "\"}") + "." + Base64Url.encode(PAYLOAD) + ".";
    assertThat(read(text).objection()).isPresent();
    assertThat(read(es256(Json.object().put("alg", alg))).objection().orElseThrow())
        .contains("alg");
    for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
      assertThat(read(text).verify(algorithm, KEY)).isFalse();
    }
  }

  @Test
  @Tag("check-39")
  void objection_algorithmAbsentOrNoText_isPresent() {
    assertThat(read(es256(Json.object())).objection()).isPresent();
    assertThat(read(es256(Json.object().put("alg", 5))).objection()).isPresent();
    assertThat(read(es256((ObjectNode) Json.object().set("alg", Json.object()))).objection())
        .isPresent();
  }

  @Test
  @Tag("check-40")
  void verify_publicKeyAsSharedSecret_isRefused() throws GeneralSecurityException {
    for (String alg : new String[] {"HS256", "HS384", "HS512"}) {
      byte[] input = VcJwt.signingInput(Json.object().put("alg", alg), PAYLOAD);
      for (byte[] secret :
          new byte[][] {
            P256.getPublic().getEncoded(), KEY.text().getBytes(StandardCharsets.UTF_8)
          }) {
        Mac mac = Mac.getInstance("Hmac" + alg.replace("HS", "SHA"));
        mac.init(new SecretKeySpec(secret, "HMAC"));
        CompactJws jws = read(VcJwt.compact(input, mac.doFinal(input)));
        assertThat(jws.objection()).isPresent();
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
          assertThat(jws.verify(algorithm, KEY)).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @Tag("check-41")
  @ValueSource(strings = {"jku", "x5u", "x5c", "x5t", "x5t#S256"})
  void objection_headerThatBringsAKey_isPresent(String name) {
    assertThat(
            read(es256(header().put(name, "https://evil.example/keys"))).objection().orElseThrow())
        .contains(name);
  }

  @Test
  @Tag("check-41")
  void jwk_inTheHeader_isReadAndNeverUsedToVerify() {
    KeyPair attacker = TestKeys.pair(KeyAlgorithm.P256);
    PublicJwk jwk = PublicJwk.of(TestKeys.multikey(attacker)).orElseThrow();
    ObjectNode header = header();
    header.set("jwk", jwk.toJson());
    byte[] input = VcJwt.signingInput(header, PAYLOAD);
    String text =
        VcJwt.compact(input, SignatureEngine.sign(KeyAlgorithm.P256, attacker.getPrivate(), input));
    assertThat(read(text).jwk()).contains(jwk);
    assertThat(read(text).objection()).isEmpty();
    assertThat(verifies(text)).isFalse();
    ((ObjectNode) header.path("jwk")).put("d", "AQAB");
    assertThat(read(es256(header)).objection().orElseThrow()).contains("jwk");
    header.put("jwk", "x");
    assertThat(read(es256(header)).objection()).isPresent();
  }

  @ParameterizedTest
  @Tag("check-42")
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a b",
        "did:web:a#b\n",
        "file:///etc/passwd",
        "",
        "k\u0000",
        "https://a b",
        "/keys/1",
        "\u00fc",
        "' OR 1=1"
      })
  void objection_oddKid_isPresent(String kid) {
    assertThat(read(es256(header().put("kid", kid))).objection().orElseThrow()).contains("kid");
  }

  @Test
  @Tag("check-42")
  void objection_longKid_isPresent() {
    assertThat(read(es256(header().put("kid", "k".repeat(2_049)))).objection()).isPresent();
    assertThat(CompactJws.parse(es256(header().put("kid", "k".repeat(10_000)))))
        .isInstanceOf(CompactJws.Parsed.Malformed.class);
    assertThat(read(es256(header().put("kid", 5))).objection()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "did:web:example.org#key-2",
        "https://example.org/issuers/a/keys/key-2",
        "#key-1",
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        "did:web:localhost%3A8080:issuers:x#key-2"
      })
  void objection_soundKid_isEmpty(String kid) {
    assertThat(read(es256(header().put("kid", kid))).objection()).isEmpty();
  }

  @ParameterizedTest
  @Tag("check-43")
  @ValueSource(strings = {"[\"exp\"]", "[\"b64\"]", "[]", "null", "\"x\"", "5"})
  void objection_crit_isPresent(String crit) {
    ObjectNode header = header();
    header.set("crit", Json.parse(crit.getBytes(StandardCharsets.UTF_8)));
    assertThat(read(es256(header)).objection().orElseThrow()).contains("crit");
  }

  @Test
  @Tag("check-43")
  void objection_headerThatChangesThePayload_isPresent() {
    assertThat(read(es256(header().put("b64", false))).objection()).isPresent();
    assertThat(read(es256(header().put("zip", "DEF"))).objection()).isPresent();
    assertThat(read(es256(header().put("enc", "A128GCM"))).objection()).isPresent();
  }

  @Test
  @Tag("check-44")
  void verify_algorithmAndKeyOfOtherKinds_isFalse() {
    for (KeyAlgorithm kind :
        new KeyAlgorithm[] {KeyAlgorithm.ED25519, KeyAlgorithm.P256, KeyAlgorithm.P384}) {
      KeyPair pair = TestKeys.pair(kind);
      PublicJwk jwk = PublicJwk.of(TestKeys.multikey(pair)).orElseThrow();
      for (JwsAlgorithm named : JwsAlgorithm.values()) {
        byte[] input = VcJwt.signingInput(Json.object().put("alg", named.text()), PAYLOAD);
        byte[] signature = SignatureEngine.sign(kind, pair.getPrivate(), input);
        CompactJws jws = read(VcJwt.compact(input, signature));
        for (JwsAlgorithm asked : JwsAlgorithm.values()) {
          assertThat(jws.verify(asked, jwk))
              .as(kind + " " + named + " " + asked)
              .isEqualTo(asked == named && named.fits(jwk));
        }
      }
    }
  }

  @Test
  @Tag("check-45")
  void parse_encryptedMessage_isMalformedWithoutAnyWork() {
    String header =
        base64(
            "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AA\"}");
    assertThat(CompactJws.parse(header + ".AAAA.AAAA.AAAA.AAAA"))
        .isInstanceOfSatisfying(
            CompactJws.Parsed.Malformed.class,
            malformed -> assertThat(malformed.why()).contains("encrypted"));
  }

  @Test
  @Tag("check-46")
  void verify_signatureInOtherForms_isFalse() {
    String text = es256(header());
    CompactJws jws = read(text);
    byte[] good = jws.signature();
    byte[] order =
        HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    byte[] largeR = good.clone();
    System.arraycopy(order, 0, largeR, 0, 32);
    byte[] largeS = good.clone();
    System.arraycopy(order, 0, largeS, 32, 32);
    byte[] zeroS = Arrays.copyOf(Arrays.copyOf(good, 32), 64);
    for (byte[] bad :
        new byte[][] {
          new byte[64],
          largeR,
          largeS,
          zeroS,
          der(good),
          Arrays.copyOf(good, 63),
          Arrays.copyOf(good, 65),
          Arrays.copyOf(good, 96),
          new byte[0]
        }) {
      assertThat(verifies(VcJwt.compact(jws.signingInput(), bad))).isFalse();
    }
    assertThat(verifies(VcJwt.compact(jws.signingInput(), good))).isTrue();
  }

  private static byte[] der(byte[] raw) {
    byte[] der = new byte[72];
    der[0] = 0x30;
    der[1] = 70;
    der[2] = 2;
    der[3] = 33;
    System.arraycopy(raw, 0, der, 5, 32);
    der[37] = 2;
    der[38] = 33;
    System.arraycopy(raw, 32, der, 40, 32);
    return der;
  }

  @Test
  @Tag("check-48")
  void parse_otherShapes_isMalformed() {
    String text = es256(header());
    String[] parts = text.split("\\.");
    for (String bad :
        new String[] {
          "",
          ".",
          "..",
          "...",
          parts[0],
          parts[0] + "." + parts[1],
          text + ".x",
          text + "=",
          text + " ",
          " " + text,
          parts[0] + "=." + parts[1] + "." + parts[2],
          parts[0] + "." + parts[1] + "==." + parts[2],
          parts[0] + "." + parts[1].substring(0, 4) + " " + parts[1].substring(4) + "." + parts[2],
          parts[0] + "." + parts[1] + "\n." + parts[2],
          parts[0].replace('e', '+') + "." + parts[1] + "." + parts[2],
          "e30" + "\u0000." + parts[1] + "." + parts[2],
          base64("[]") + "." + parts[1] + "." + parts[2],
          base64("\"alg\"") + "." + parts[1] + "." + parts[2],
          base64("{\"alg\":\"ES256\",\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2],
          base64("{\"alg\":\"ES256\"}x") + "." + parts[1] + "." + parts[2],
          Base64Url.encode(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'})
              + "."
              + parts[1]
              + "."
              + parts[2]
        }) {
      assertThat(CompactJws.parse(bad)).as(bad).isInstanceOf(CompactJws.Parsed.Malformed.class);
    }
    assertThat(CompactJws.parse("e30.e30.e30")).isInstanceOf(CompactJws.Parsed.Of.class);
  }

  @Test
  @Tag("check-48")
  void parse_trailingBitsOrLargeParts_isMalformed() {
    String[] parts = es256(header()).split("\\.");
    String last = parts[2];
    char end = last.charAt(last.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char other = alphabet.charAt(alphabet.indexOf(end) ^ 1);
    String twin = parts[0] + "." + parts[1] + "." + last.substring(0, last.length() - 1) + other;
    assertThat(CompactJws.parse(twin)).isInstanceOf(CompactJws.Parsed.Malformed.class);
    String header = base64("{\"alg\":\"ES256\",\"x\":\"" + "y".repeat(1_000_000) + "\"}");
    assertThat(CompactJws.parse(header + "." + parts[1] + "." + parts[2]))
        .isInstanceOf(CompactJws.Parsed.Malformed.class);
    assertThat(CompactJws.parse("A".repeat(CompactJws.MAX_LENGTH + 1)))
        .isInstanceOf(CompactJws.Parsed.Malformed.class);
    assertThat(CompactJws.parse(".".repeat(CompactJws.MAX_LENGTH)))
        .isInstanceOf(CompactJws.Parsed.Malformed.class);
  }

  @Test
  void verify_anyByteChanged_isFalse() {
    String text = es256(header().put("kid", "did:web:example.org#key-2"));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i) == 'A' ? 'B' : 'A';
      if (text.charAt(i) != '.') {
        assertThat(verifies(text.substring(0, i) + c + text.substring(i + 1))).isFalse();
      }
    }
    assertThat(Base64.getUrlDecoder().decode(text.split("\\.")[2])).hasSize(64);
  }
}
