package dev.laurel.credentials.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.jose.VcJwt.KeyReference;
import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.proof.TestKeys;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SdJwtVcTest {
  private static final KeyPair PAIR = TestKeys.pair(KeyAlgorithm.P256);
  private static final String VCT =
      "https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential";
  private static final KeyReference KID = new KeyReference.Kid(Samples.ISSUER + "#key-2");

  private static ObjectNode badge() {
    return (ObjectNode) Json.parse(Samples.credential().toJsonBytes());
  }

  private static String issued(JsonNode credential) {
    SdJwtVc.Unsigned unsigned = SdJwtVc.of(credential, VCT, new Random(7));
    byte[] input = unsigned.signingInput(JwsAlgorithm.ES256, KID);
    return unsigned.compact(
        input, SignatureEngine.sign(KeyAlgorithm.P256, PAIR.getPrivate(), input));
  }

  private static SdJwt read(String text) {
    return ((SdJwt.Parsed.Of) SdJwt.parse(text)).sdJwt();
  }

  @Test
  void of_badge_readsBackWhole() {
    SdJwt sdJwt = read(issued(badge()));
    assertThat(SdJwtVc.objection(sdJwt)).isEmpty();
    assertThat(SdJwtVc.credential(sdJwt)).isEqualTo(badge());
    assertThat(SdJwtVc.disagreements(sdJwt)).isEmpty();
    assertThat(SdJwtVc.carriesCredential(sdJwt)).isTrue();
    assertThat(sdJwt.processed().path("vct").stringValue()).isEqualTo(VCT);
    assertThat(sdJwt.processed().path("iat")).isEqualTo(sdJwt.processed().path("nbf"));
    assertThat(sdJwt.disclosed())
        .extracting(SdJwt.Disclosed::pointer)
        .containsExactlyInAnyOrder(
            "/evidence/0", "/credentialSubject/result/0", "/credentialSubject/result/1");
    PublicJwk key = PublicJwk.of(TestKeys.multikey(PAIR)).orElseThrow();
    assertThat(sdJwt.jws().verify(JwsAlgorithm.ES256, key)).isTrue();
  }

  @Test
  void of_badge_holdsNoConcealedPartInWhatIsSigned() {
    SdJwtVc.Unsigned unsigned = SdJwtVc.of(badge(), VCT, new Random(7));
    String payload = new String(unsigned.payload(), StandardCharsets.UTF_8);
    assertThat(payload).doesNotContain("Twelve pages").doesNotContain("achievedLevel");
    assertThat(unsigned.toString()).doesNotContain("Twelve");
  }

  @Test
  void parse_withoutSomeDisclosures_isTheCredentialWithoutThoseParts() {
    List<String> parts = new ArrayList<>(List.of(issued(badge()).split("~")));
    parts.remove(1);
    ObjectNode expected = badge();
    expected.remove("evidence");
    SdJwt sdJwt = read(String.join("~", parts) + "~");
    assertThat(SdJwtVc.credential(sdJwt)).isEqualTo(expected);
    ObjectNode none = expected;
    ((ObjectNode) none.path("credentialSubject")).remove("result");
    assertThat(SdJwtVc.credential(read(parts.getFirst() + "~"))).isEqualTo(none);
  }

  @Test
  @Tag("check-2")
  void parse_disclosureChanged_isMalformed() {
    String text = issued(badge());
    String[] parts = text.split("~");
    String json =
        new String(Base64Url.decode(parts[2], 10_000).orElseThrow(), StandardCharsets.UTF_8);
    String changed = Base64Url.encode(json.replace("3", "4").getBytes(StandardCharsets.UTF_8));
    assertThat(changed).isNotEqualTo(parts[2]);
    assertThat(SdJwt.parse(text.replace(parts[2], changed)))
        .isInstanceOf(SdJwt.Parsed.Malformed.class);
  }

  @Test
  void compact_badge_isReadByAnotherLibrary() {
    SDJWT other = SDJWT.parse(issued(badge()));
    CompactJws jws = ((CompactJws.Parsed.Of) CompactJws.parse(other.getCredentialJwt())).jws();
    @SuppressWarnings("unchecked")
    Map<String, Object> payload =
        Json.read(new String(jws.payload(), StandardCharsets.UTF_8), Map.class);
    Map<String, Object> decoded = new SDObjectDecoder().decode(payload, other.getDisclosures());
    ObjectNode tree = (ObjectNode) Json.tree(decoded);
    assertThat(tree).isEqualTo(read(issued(badge())).processed());
  }

  @Test
  void of_sameCredentialTwice_hasOtherSalts() {
    Random salts = new Random(7);
    assertThat(SdJwtVc.of(badge(), VCT, salts).disclosures())
        .doesNotContainAnyElementsOf(SdJwtVc.of(badge(), VCT, salts).disclosures());
  }

  @Test
  void of_credentialThatDoesNotFit_throws() {
    ObjectNode reserved = badge();
    ((ObjectNode) reserved.path("credentialSubject")).put("_sd", "x");
    for (ObjectNode credential :
        List.of(badge().put("vct", "x"), badge().put("status", "x"), reserved)) {
      assertThatThrownBy(() -> SdJwtVc.of(credential, VCT, new Random(7)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    ObjectNode many = badge();
    var evidence = many.putArray("evidence");
    for (int i = 0; i <= SdJwt.MAX_DISCLOSURES; i++) {
      evidence.addObject().put("id", "urn:" + i);
    }
    assertThatThrownBy(() -> SdJwtVc.of(many, VCT, new Random(7)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SdJwt signed(ObjectNode header, String payload, String... disclosures) {
    byte[] input = VcJwt.signingInput(header, payload.getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder(VcJwt.compact(input, new byte[64])).append('~');
    List.of(disclosures).forEach(disclosure -> text.append(disclosure).append('~'));
    return read(text.toString());
  }

  @ParameterizedTest
  @Tag("check-48")
  @ValueSource(strings = {"JWT", "", "sd-jwt", "vc+jwt"})
  void objection_otherType_isPresent(String typ) {
    ObjectNode header = Json.object().put("alg", "ES256").put("typ", typ);
    assertThat(SdJwtVc.objection(signed(header, "{\"vct\":\"x\"}")).orElseThrow()).contains("typ");
  }

  @Test
  void objection_claimsThatAreMissingOrDisclosedApart_isPresent() {
    ObjectNode header = Json.object().put("alg", "ES256").put("typ", "dc+sd-jwt");
    assertThat(SdJwtVc.objection(signed(header, "{\"vct\":\"x\"}"))).isEmpty();
    assertThat(SdJwtVc.objection(signed(header, "{}")).orElseThrow()).contains("vct");
    for (String claim : List.of("iss", "exp", "nbf", "cnf", "status")) {
      String disclosure =
          Base64Url.encode(("[\"s\",\"" + claim + "\",1]").getBytes(StandardCharsets.UTF_8));
      String payload = "{\"vct\":\"x\",\"_sd\":[\"" + Disclosures.digest(disclosure) + "\"]}";
      assertThat(SdJwtVc.objection(signed(header, payload, disclosure)).orElseThrow())
          .contains(claim);
    }
    ObjectNode none = Json.object().put("alg", "none").put("typ", "dc+sd-jwt");
    assertThat(SdJwtVc.objection(signed(none, "{\"vct\":\"x\"}")).orElseThrow()).contains("alg");
  }
}
