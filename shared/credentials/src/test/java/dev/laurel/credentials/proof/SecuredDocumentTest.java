package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class SecuredDocumentTest {
  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static SecuredDocument secured(String text) {
    return ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(json(text))).document();
  }

  @Test
  void parse_oneProof_isTakenOut() {
    JsonNode signed =
        json(
            "{'id':'urn:x','proof':{'type':'DataIntegrityProof','cryptosuite':'eddsa-rdfc-2022',"
                + "'verificationMethod':'did:example:a#b','proofPurpose':'assertionMethod',"
                + "'created':'2026-01-01T00:00:00Z','nonce':'n','proofValue':'z1'}}");
    JsonNode copy = signed.deepCopy();
    SecuredDocument document =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document();
    assertThat(document.document()).isEqualTo(json("{'id':'urn:x'}"));
    SecuredDocument.Proof proof = document.proofs().getFirst();
    assertThat(proof.pointer()).isEqualTo("/proof");
    assertThat(proof.proofValue()).isEqualTo("z1");
    assertThat(proof.options().has("proofValue")).isFalse();
    assertThat(proof.options().path("nonce").stringValue()).isEqualTo("n");
    assertThat(proof.suite()).contains(Cryptosuite.EDDSA_RDFC_2022);
    assertThat(signed).isEqualTo(copy);
  }

  @Test
  void parse_listOfProofs_keepsTheirOrder() {
    SecuredDocument document = secured("{'proof':[{'type':'A'},{'type':'B'}]}");
    assertThat(document.proofs())
        .extracting(SecuredDocument.Proof::type, SecuredDocument.Proof::pointer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A", "/proof/0"),
            org.assertj.core.groups.Tuple.tuple("B", "/proof/1"));
  }

  @Test
  @Tag("check-3")
  void parse_withoutProof_isUnsecured() {
    assertThat(SecuredDocument.parse(json("{'id':'urn:x'}")))
        .isEqualTo(new SecuredDocument.Parsed.Unsecured());
  }

  @ParameterizedTest
  @Tag("check-4")
  @ValueSource(
      strings = {
        "{'proof':null}",
        "{'proof':{}}",
        "{'proof':[]}",
        "{'proof':'x'}",
        "{'proof':5}",
        "{'proof':true}",
        "{'proof':[null]}",
        "{'proof':[[]]}",
        "{'proof':[{'type':'A'},5]}",
        "{'proof':{'type':5}}",
        "{'proof':{'type':['DataIntegrityProof']}}",
        "{'proof':{'type':'A','proofValue':5}}",
        "{'proof':{'type':'A','verificationMethod':{'id':'urn:x'}}}",
        "{'proof':{'type':'A','created':null}}",
        "[]",
        "5",
        "null"
      })
  void parse_oddProof_isMalformed(String text) {
    assertThat(SecuredDocument.parse(json(text)))
        .isInstanceOf(SecuredDocument.Parsed.Malformed.class);
  }

  @Test
  void parse_manyProofs_isMalformed() {
    String nine = String.join(",", Collections.nCopies(9, "{'type':'A'}"));
    assertThat(SecuredDocument.parse(json("{'proof':[" + nine + "]}")))
        .isInstanceOf(SecuredDocument.Parsed.Malformed.class);
  }

  @ParameterizedTest
  @Tag("check-5")
  @CsvSource({
    "DataIntegrityProof, eddsa-2022",
    "DataIntegrityProof, ''",
    "Ed25519Signature2020, ''",
    "Ed25519Signature2020, eddsa-rdfc-2022",
    "DataIntegrityProof, EDDSA-RDFC-2022"
  })
  void suite_unknown_isEmpty(String type, String suite) {
    assertThat(
            secured("{'proof':{'type':'%s','cryptosuite':'%s'}}".formatted(type, suite))
                .proofs()
                .getFirst()
                .suite())
        .isEmpty();
  }

  @Test
  @Tag("check-10")
  void signature_otherThan64BytesInBase58_isEmpty() {
    assertThat(signature(dev.laurel.credentials.MultibaseText.base58(filled(64)))).hasSize(64);
    for (String value :
        new String[] {
          dev.laurel.credentials.MultibaseText.base64Url(filled(64)),
          dev.laurel.credentials.MultibaseText.base58(filled(63)),
          dev.laurel.credentials.MultibaseText.base58(filled(65)),
          "",
          "z",
          "z" + "2".repeat(1_000_000)
        }) {
      assertThat(signature(value)).isNull();
    }
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  private static byte[] signature(String value) {
    return secured(
            "{'proof':{'type':'DataIntegrityProof','cryptosuite':'eddsa-rdfc-2022','proofValue':'"
                + value
                + "'}}")
        .proofs()
        .getFirst()
        .signature()
        .orElse(null);
  }
}
