package dev.laurel.credentials.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.sd.Disclosure;
import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectEncoder;
import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.jose.CompactJws;
import dev.laurel.credentials.jose.VcJwt;
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

final class SdJwtTest {
  private static final KeyPair PAIR = TestKeys.pair(KeyAlgorithm.P256);

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String jws(Object payload) {
    ObjectNode header = Json.object().put("alg", "ES256").put("typ", "dc+sd-jwt");
    byte[] input = VcJwt.signingInput(header, Json.bytes(payload));
    return VcJwt.compact(input, SignatureEngine.sign(KeyAlgorithm.P256, PAIR.getPrivate(), input));
  }

  private static String disclosure(String json) {
    return Base64Url.encode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static SdJwt read(String text) {
    assertThat(SdJwt.parse(text)).isInstanceOf(SdJwt.Parsed.Of.class);
    return ((SdJwt.Parsed.Of) SdJwt.parse(text)).sdJwt();
  }

  private static String why(String text) {
    assertThat(SdJwt.parse(text)).isInstanceOf(SdJwt.Parsed.Malformed.class);
    return ((SdJwt.Parsed.Malformed) SdJwt.parse(text)).why();
  }

  private static String with(String payload, String... disclosures) {
    return jws(json(payload))
        + "~"
        + String.join(
            "", List.of(disclosures).stream().map(disclosure -> disclosure + "~").toList());
  }

  @Test
  void parse_sampleDisclosuresOfTheSpecification_haveThePublishedDigests() {
    // RFC 9901 section 4.2.3 and 4.2.4.2.
    assertThat(Disclosures.digest("WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"))
        .isEqualTo("uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY");
    assertThat(Disclosures.digest("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0"))
        .isEqualTo("w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
    SdJwt sdJwt =
        read(
            with(
                "{'_sd':['uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY','decoy'],'nationalities':"
                    + "['DE',{'...':'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs'},{'...':'x'},'US'],"
                    + "'_sd_alg':'sha-256'}",
                "WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
                "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0"));
    assertThat(sdJwt.processed())
        .isEqualTo(json("{'nationalities':['DE','FR','US'],'family_name':'M\u00f6bius'}"));
    assertThat(sdJwt.disclosed())
        .containsExactlyInAnyOrder(
            new SdJwt.Disclosed("family_name", "/family_name"),
            new SdJwt.Disclosed("", "/nationalities/1"));
    assertThat(sdJwt.keyBinding()).isEmpty();
  }

  @Test
  void parse_everythingByAnotherLibrary_isTheOriginal() {
    JsonNode badge = Json.parse(Samples.credential().toJsonBytes());
    Map<?, ?> map = Json.read(Json.write(badge), Map.class);
    for (int round = 0; round < 5; round++) {
      SDObjectEncoder encoder = new SDObjectEncoder().setHashAlgorithmIncluded(true);
      @SuppressWarnings("unchecked")
      Map<String, Object> encoded = encoder.encode((Map<String, Object>) map);
      List<Disclosure> disclosures = encoder.getDisclosures();
      assertThat(disclosures).hasSizeBetween(50, SdJwt.MAX_DISCLOSURES);
      SdJwt sdJwt = read(new SDJWT(jws(encoded), disclosures).toString());
      assertThat(sdJwt.processed()).isEqualTo(badge);
      assertThat(sdJwt.disclosed()).hasSize(disclosures.size());
      List<Disclosure> top = new ArrayList<>(disclosures);
      java.util.Collections.shuffle(top, new Random(round));
      assertThat(read(new SDJWT(jws(encoded), top).toString()).processed()).isEqualTo(badge);
    }
  }

  @Test
  void parse_keyBindingJwt_isKeptApart() {
    String binding = jws(json("{'aud':'x','nonce':'y'}"));
    SdJwt sdJwt = read(with("{'a':1}") + binding);
    assertThat(sdJwt.keyBinding().orElseThrow().text()).isEqualTo(binding);
    assertThat(why(with("{'a':1}") + "x")).contains("key binding");
  }

  @ParameterizedTest
  @Tag("check-48")
  @ValueSource(
      strings = {
        "{'_sd':['D','D']}",
        "{'_sd':['D'],'x':{'_sd':['D']}}",
        "{'_sd':['D'],'given':1}",
        "{'_sd':'D'}",
        "{'_sd':[5,'D']}",
        "{'_sd':{'a':'D'}}",
        "{'a':[{'...':'D'}]}",
        "{'a':[{'...':'D','b':1}]}",
        "{'a':{'...':'D'}}",
        "{'a':{'_sd_alg':'sha-256'},'_sd':['D']}",
        "{'_sd_alg':'md5','_sd':['D']}",
        "{'_sd_alg':5,'_sd':['D']}",
        "{'a':1}",
        "[]",
        "5"
      })
  void parse_payloadThatDoesNotFit_isMalformed(String payload) {
    String disclosure = disclosure("['salt','given','x']");
    String text = payload.replace("D", Disclosures.digest(disclosure));
    assertThat(why(with(text, disclosure))).isNotEmpty();
    assertThat(
            read(with("{'_sd':['" + Disclosures.digest(disclosure) + "']}", disclosure))
                .processed())
        .isEqualTo(json("{'given':'x'}"));
  }

  @ParameterizedTest
  @Tag("check-48")
  @ValueSource(
      strings = {
        "['salt']",
        "['salt','a','b','c']",
        "['salt',5,'b']",
        "[5,'a','b']",
        "['salt','_sd','b']",
        "['salt','...','b']",
        "['salt','','b']",
        "{'salt':'a'}",
        "'salt'",
        "['salt','a',{'b':1,'b':2}]",
        "['salt','a'",
        "['salt','element']"
      })
  void parse_disclosureOfAnotherShape_isMalformed(String json) {
    String disclosure = disclosure(json);
    assertThat(why(with("{'_sd':['" + Disclosures.digest(disclosure) + "']}", disclosure)))
        .isNotEmpty();
  }

  @Test
  @Tag("check-48")
  void parse_otherText_isMalformed() {
    String sound = with("{'a':1}");
    String disclosure = disclosure("['salt','given','x']");
    for (String text :
        new String[] {
          "",
          "~",
          "~~",
          "a.b.c~",
          sound.substring(0, sound.length() - 1),
          sound + "~",
          sound + "=~",
          with("{'_sd':['" + Disclosures.digest(disclosure) + "']}", disclosure + "="),
          with("{'_sd':['" + Disclosures.digest(disclosure) + "']}", disclosure, disclosure),
          with("{'a':1}", disclosure),
          "~".repeat(SdJwt.MAX_LENGTH),
          "A".repeat(SdJwt.MAX_LENGTH + 1)
        }) {
      assertThat(SdJwt.parse(text)).isInstanceOf(SdJwt.Parsed.Malformed.class);
    }
  }

  @Test
  void parse_disclosuresWithinDisclosures_areFoundAndHeldToTheDepth() {
    String inner = disclosure("['s','last',1]");
    int depth = 30;
    List<String> disclosures = new ArrayList<>(List.of(inner));
    for (int i = 0; i < depth; i++) {
      inner = disclosure("['s','n',{'_sd':['" + Disclosures.digest(inner) + "']}]");
      disclosures.add(inner);
    }
    String payload = "{'_sd':['" + Disclosures.digest(inner) + "']}";
    SdJwt sdJwt = read(with(payload, disclosures.toArray(String[]::new)));
    assertThat(sdJwt.processed().at("/n".repeat(depth) + "/last").intValue()).isEqualTo(1);
    for (int i = 0; i < 60; i++) {
      inner = disclosure("['s','n',{'_sd':['" + Disclosures.digest(inner) + "']}]");
      disclosures.add(inner);
    }
    payload = "{'_sd':['" + Disclosures.digest(inner) + "']}";
    assertThat(why(with(payload, disclosures.toArray(String[]::new)))).contains("deeper");
  }

  @Test
  void parse_manyDisclosuresOrDigests_isMalformed() {
    List<String> disclosures = new ArrayList<>();
    ObjectNode payload = Json.object();
    for (int i = 0; i <= SdJwt.MAX_DISCLOSURES; i++) {
      disclosures.add(disclosure("['s','m" + i + "',1]"));
    }
    var digests = payload.putArray("_sd");
    disclosures.forEach(disclosure -> digests.add(Disclosures.digest(disclosure)));
    assertThat(why(jws(payload) + "~" + String.join("~", disclosures) + "~")).contains("200");
    String fewer = String.join("~", disclosures.subList(0, SdJwt.MAX_DISCLOSURES));
    assertThat(read(jws(payload) + "~" + fewer + "~").disclosed()).hasSize(200);
    for (int i = 0; i < 2_000; i++) {
      digests.add("decoy" + i);
    }
    assertThat(why(jws(payload) + "~")).contains("digests");
  }

  @Test
  void looksLikeOne_isForCompactSignaturesWithATilde() {
    assertThat(SdJwt.looksLikeOne(with("{'a':1}"))).isTrue();
    assertThat(SdJwt.looksLikeOne(jws(json("{'a':1}")))).isFalse();
    assertThat(SdJwt.looksLikeOne("~a.b.c")).isFalse();
    CompactJws jws = read(with("{'a':1}")).jws();
    assertThat(jws.typ()).isEqualTo("dc+sd-jwt");
  }
}
