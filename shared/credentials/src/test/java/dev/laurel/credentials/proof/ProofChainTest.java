package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sets and chains of proofs, and proofs over JSON.
final class ProofChainTest {
  private static final DataIntegrity INTEGRITY =
      new DataIntegrity(new Canonicalizer(Contexts.bundled()));
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

  private static SecuredForms forms(JsonNode signed) {
    return INTEGRITY.forms(
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document());
  }

  private static SignedProof sign(byte[] unsigned, Cryptosuite suite, KeyPair pair) {
    ProofOptions options =
        new ProofOptions(suite, Samples.ISSUER + "#" + suite.algorithm(), CREATED);
    byte[] hashData = ((HashResult.Hashed) INTEGRITY.hash(unsigned, options)).hashData();
    return new SignedProof(
        options, SignatureEngine.sign(suite.algorithm(), pair.getPrivate(), hashData));
  }

  @Test
  void attach_proofSet_holdsForEachAndKeepsItsOrder() {
    byte[] unsigned = Samples.credential().toJsonBytes();
    List<SignedProof> proofs = new ArrayList<>();
    List<Multikey> keys = new ArrayList<>();
    for (Cryptosuite suite : Cryptosuite.values()) {
      if (suite.issued()) {
        KeyPair pair = TestKeys.pair(suite.algorithm());
        proofs.add(sign(unsigned, suite, pair));
        keys.add(TestKeys.multikey(pair));
      }
    }
    byte[] signed = DataIntegrity.attach(unsigned, proofs);
    assertThat(new String(signed, StandardCharsets.UTF_8))
        .startsWith(new String(unsigned, StandardCharsets.UTF_8).replaceFirst("\\}\\s*$", ""));
    SecuredForms forms = forms(Json.parse(signed));
    List<SecuredDocument.Proof> found = forms.secured().proofs();
    assertThat(found)
        .extracting(SecuredDocument.Proof::cryptosuite)
        .containsExactly(
            "eddsa-rdfc-2022",
            "ecdsa-rdfc-2019",
            "eddsa-jcs-2022",
            "ecdsa-jcs-2019",
            "mldsa44-rdfc-2024");
    for (int i = 0; i < found.size(); i++) {
      SecuredDocument.Proof proof = found.get(i);
      assertThat(forms.verify(proof, keys.get(i))).isEqualTo(new ProofResult.Holds());
      assertThat(proof.signature().orElseThrow()).isEqualTo(proofs.get(i).signature());
      assertThat(((HashResult.Hashed) forms.hash(proof, keys.get(i).algorithm())).hashData())
          .isEqualTo(
              ((HashResult.Hashed) INTEGRITY.hash(unsigned, proofs.get(i).options())).hashData());
      boolean json = proof.suite().orElseThrow().transformation() == Transformation.JCS;
      assertThat(proof.options().has("@context")).isEqualTo(json);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Cryptosuite.class,
      names = {"ECDSA_SD_2023"},
      mode = EnumSource.Mode.EXCLUDE)
  void verify_otherKeyOfEachKind_isBroken(Cryptosuite suite) {
    byte[] unsigned = Samples.credential().toJsonBytes();
    SignedProof proof = sign(unsigned, suite, TestKeys.pair(suite.algorithm()));
    SecuredForms forms = forms(Json.parse(DataIntegrity.attach(unsigned, List.of(proof))));
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      Multikey other = TestKeys.multikey(TestKeys.pair(algorithm));
      assertThat(forms.verify(forms.secured().proofs().getFirst(), other))
          .isInstanceOf(ProofResult.Broken.class);
    }
  }

  private static ObjectNode signedOverJson() {
    byte[] unsigned = Samples.credential().toJsonBytes();
    SignedProof proof = sign(unsigned, Cryptosuite.EDDSA_JCS_2022, PAIR);
    return (ObjectNode) Json.parse(DataIntegrity.attach(unsigned, List.of(proof)));
  }

  private static final KeyPair PAIR = TestKeys.pair(KeyAlgorithm.ED25519);

  private static ProofResult verify(JsonNode signed) {
    SecuredForms forms = forms(signed);
    return forms.verify(forms.secured().proofs().getFirst(), TestKeys.multikey(PAIR));
  }

  @Test
  @Tag("check-2")
  void verify_proofOverJson_coversOrderAndContextsThatWereThere() {
    assertThat(verify(signedOverJson())).isEqualTo(new ProofResult.Holds());
    ObjectNode reordered = signedOverJson();
    JsonNode moved = reordered.remove("id");
    reordered.set("id", moved);
    assertThat(verify(reordered)).isEqualTo(new ProofResult.Holds());
    ObjectNode levels = signedOverJson();
    JsonNode list = levels.at("/credentialSubject/achievement/tag");
    ((tools.jackson.databind.node.ArrayNode) list).insert(0, list.get(1).deepCopy()).remove(2);
    assertThat(verify(levels)).isInstanceOf(ProofResult.Broken.class);
  }

  @Test
  @Tag("check-14")
  @Tag("check-15")
  void verify_proofOverJsonWithOtherContexts_isRefusedOrBroken() {
    String v2 = "\"https://www.w3.org/ns/credentials/v2\"";
    for (String context :
        List.of(
            "[]",
            "null",
            "5",
            "{\"name\":\"urn:n\"}",
            "[" + v2 + ",{\"name\":\"urn:n\"}]",
            "[\"https://example.org/c\"]",
            "[\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"," + v2 + "]",
            "\"file:///etc/passwd\"")) {
      ObjectNode signed = signedOverJson();
      ((ObjectNode) signed.at("/proof/0"))
          .set("@context", Json.parse(context.getBytes(StandardCharsets.UTF_8)));
      assertThat(verify(signed)).as(context).isInstanceOf(Canonicalization.Refused.class);
    }
    ObjectNode shorter = signedOverJson();
    ((ObjectNode) shorter.at("/proof/0"))
        .set("@context", Json.parse(("[" + v2 + "]").getBytes(StandardCharsets.UTF_8)));
    assertThat(verify(shorter)).isInstanceOf(ProofResult.Broken.class);
    ObjectNode without = signedOverJson();
    ((ObjectNode) without.at("/proof/0")).remove("@context");
    assertThat(verify(without)).isInstanceOf(ProofResult.Broken.class);
  }

  @Test
  @Tag("check-24")
  void verify_proofThatSaysMoreThanProofsSay_isRefused() {
    byte[] unsigned = Samples.credential().toJsonBytes();
    for (Cryptosuite suite : List.of(Cryptosuite.EDDSA_RDFC_2022, Cryptosuite.EDDSA_JCS_2022)) {
      byte[] signed = DataIntegrity.attach(unsigned, List.of(sign(unsigned, suite, PAIR)));
      for (String member :
          List.of(
              "name",
              "credentialSubject",
              "domain",
              "challenge",
              "nonce",
              "expires",
              "proofPurpose2")) {
        ObjectNode document = (ObjectNode) Json.parse(signed);
        ((ObjectNode) document.at("/proof/0")).putArray(member).addObject().put("type", "Person");
        assertThat(verify(document))
            .as(member)
            .isInstanceOfSatisfying(
                Canonicalization.Refused.class,
                refused -> assertThat(refused.pointer()).isEqualTo("/proof/0/" + member));
      }
      ObjectNode several = (ObjectNode) Json.parse(signed);
      ((ObjectNode) several.at("/proof/0")).putArray("domain").add("a.example").add("b.example");
      assertThat(verify(several)).isInstanceOf(ProofResult.Broken.class);
    }
  }

  @Test
  @Tag("check-24")
  void verify_afterSomethingTookTooMuchWork_beginsNoOtherForm() {
    byte[] unsigned = Samples.credential().toJsonBytes();
    byte[] signed =
        DataIntegrity.attach(unsigned, List.of(sign(unsigned, Cryptosuite.EDDSA_RDFC_2022, PAIR)));
    SecuredDocument document =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(Json.parse(signed))).document();
    SecuredDocument.Proof proof = document.proofs().getFirst();
    WorkBudget budget = new WorkBudget();
    SecuredForms first = INTEGRITY.forms(document, budget);
    assertThat(first.verify(proof, TestKeys.multikey(PAIR))).isEqualTo(new ProofResult.Holds());
    budget.exhaust();
    for (SecuredForms forms : List.of(first, INTEGRITY.forms(document, budget))) {
      assertThat(forms.verify(proof, TestKeys.multikey(PAIR)))
          .isInstanceOfSatisfying(
              Canonicalization.Refused.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(Canonicalization.Reason.RESOURCE_LIMIT));
    }
  }

  @Test
  void verify_proofOverJsonWithANumberThatReadersChange_isRefused() {
    ObjectNode signed = signedOverJson();
    signed.put("evil", new java.math.BigDecimal("0.1000000000000000055"));
    assertThat(verify(signed)).isInstanceOf(Canonicalization.Refused.class);
  }

  @Test
  @Tag("check-11")
  @Tag("check-12")
  void hash_ofOursOverJson_refusesWhatTheRdfWayRefuses() {
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_JCS_2022, "did:a:b#k", CREATED);
    for (String member : List.of("\"foo\":1", "\"name\":null", "\"evidence\":[]")) {
      byte[] unsigned =
          ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"]," + member + "}")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(INTEGRITY.hash(unsigned, options)).isInstanceOf(Canonicalization.Refused.class);
    }
  }

  private static JsonNode document(String proofs) {
    return Json.parse(
        ("{\"proof\":[" + proofs.replace('\'', '"') + "]}").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'A','previousProof':'urn:b'}",
        "{'type':'A','id':'urn:a','previousProof':'urn:a'}",
        "{'type':'A','id':'urn:a','previousProof':'urn:b'},"
            + "{'type':'A','id':'urn:b','previousProof':'urn:a'}",
        "{'type':'A','id':'urn:a','previousProof':'urn:b'},"
            + "{'type':'A','id':'urn:b','previousProof':['urn:c']},"
            + "{'type':'A','id':'urn:c','previousProof':['urn:d','urn:a']},{'type':'A','id':'urn:d'}",
        "{'type':'A','id':'urn:a'},{'type':'A','id':'urn:a'},{'type':'A','previousProof':'urn:a'}",
        "{'type':'A','previousProof':[]}",
        "{'type':'A','previousProof':5}",
        "{'type':'A','previousProof':null}",
        "{'type':'A','previousProof':{'id':'urn:a'}},{'type':'A','id':'urn:a'}",
        "{'type':'A','previousProof':['']},{'type':'A','id':''}",
        "{'type':'A','id':5}"
      })
  void parse_chainThatLeadsNowhere_isMalformed(String proofs) {
    assertThat(SecuredDocument.parse(document(proofs)))
        .isInstanceOf(SecuredDocument.Parsed.Malformed.class);
  }

  @Test
  void parse_soundChain_isRead() {
    JsonNode signed =
        document(
            "{'type':'A','id':'urn:a'},{'type':'A','id':'urn:b','previousProof':'urn:a'},"
                + "{'type':'A','previousProof':['urn:a','urn:b']}");
    SecuredDocument document =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document();
    assertThat(document.inputOf(document.proofs().get(2)).path("proof").size()).isEqualTo(2);
    assertThat(document.proofs().get(1).previousProof()).containsExactly("urn:a");
  }
}
