package dev.laurel.credentials.did;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class DidDocumentTest {
  private static final String ED25519 = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
  private static final String P256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void issuer_document_isWhatValidatorsDemand() {
    Did did = Did.web("localhost:8080", "issuers", "0a");
    DidDocument document =
        DidDocument.issuer(
            did,
            List.of(
                new NamedKey("key-1", Multikey.parse(ED25519).orElseThrow()),
                new NamedKey("key-2", Multikey.parse(P256).orElseThrow())));
    JsonNode json = Json.parse(document.toJsonBytes());
    assertThat(json.at("/id").stringValue()).isEqualTo("did:web:localhost%3A8080:issuers:0a");
    assertThat(json.at("/verificationMethod/0/id").stringValue()).isEqualTo(did + "#key-1");
    assertThat(json.at("/verificationMethod/0/type").stringValue()).isEqualTo("Multikey");
    assertThat(json.at("/verificationMethod/0/controller").stringValue()).isEqualTo(did.text());
    assertThat(json.at("/verificationMethod/1/publicKeyMultibase").stringValue()).isEqualTo(P256);
    assertThat(json.at("/assertionMethod/0").stringValue()).isEqualTo(did + "#key-1");
    assertThat(json.at("/assertionMethod/1").stringValue()).isEqualTo(did + "#key-2");
    assertThat(DidDocument.parse(json)).contains(document);
  }

  @Test
  @Tag("check-8")
  void mayAssert_keyForAuthenticationOnly_isFalse() {
    DidDocument document =
        DidDocument.parse(
                json(
                    """
                    {"id":"did:web:example.org","verificationMethod":[{"id":"#a","type":"Multikey",
                    "controller":"did:web:example.org","publicKeyMultibase":"%s"}],
                    "authentication":["#a"],"assertionMethod":["#b"]}\
                    """
                        .formatted(ED25519)))
            .orElseThrow();
    assertThat(document.verificationMethod("did:web:example.org#a").orElseThrow().key())
        .isPresent();
    assertThat(document.mayAssert("did:web:example.org#a")).isFalse();
    assertThat(document.mayAssert("did:web:example.org#b")).isTrue();
  }

  @Test
  void parse_embeddedMethod_isReadLikeAListedOne() {
    DidDocument document =
        DidDocument.parse(
                json(
                    """
                    {"id":"did:web:example.org","assertionMethod":[{"id":"did:web:example.org#a",
                    "type":"Multikey","controller":"did:web:other.example","publicKeyMultibase":"%s"}]}\
                    """
                        .formatted(ED25519)))
            .orElseThrow();
    assertThat(document.mayAssert("did:web:example.org#a")).isTrue();
    assertThat(document.verificationMethod("did:web:example.org#a").orElseThrow().controller())
        .isEqualTo("did:web:other.example");
  }

  @Test
  void verificationMethod_idGivenTwice_isNone() {
    DidDocument document =
        DidDocument.parse(
                json(
                    """
                    {"id":"did:web:example.org","verificationMethod":[
                    {"id":"#a","type":"Multikey","publicKeyMultibase":"%s"},
                    {"id":"did:web:example.org#a","type":"Multikey","publicKeyMultibase":"%s"}]}\
                    """
                        .formatted(ED25519, P256)))
            .orElseThrow();
    assertThat(document.verificationMethod("did:web:example.org#a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "5",
        "{\"id\":5}",
        "{\"id\":\"example.org\"}",
        "{\"id\":\"did:web:a/../b\"}"
      })
  void parse_otherJson_isEmpty(String text) {
    assertThat(DidDocument.parse(json(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"did:example:a\",\"verificationMethod\":5,\"assertionMethod\":{\"x\":1}}",
        "{\"id\":\"did:example:a\",\"verificationMethod\":[5,null,\"x\",{}],\"assertionMethod\":[5,null,[]]}"
      })
  void parse_oddMembers_doNotThrow(String text) {
    assertThat(DidDocument.parse(json(text)).orElseThrow().verificationMethods())
        .allSatisfy(method -> assertThat(method.key()).isEmpty());
  }

  @Test
  @Tag("check-24")
  void parse_moreKeysOverAllListsThanAreRead_isEmpty() {
    for (int each : new int[] {21, 22}) {
      ObjectNode document = Json.object().put("id", "did:web:example.org");
      for (String list : List.of("verificationMethod", "assertionMethod", "authentication")) {
        ArrayNode methods = document.putArray(list);
        for (int i = 0; i < each; i++) {
          methods.addObject().put("id", "#" + list + i).put("type", "Multikey");
        }
      }
      assertThat(DidDocument.parse(document).isPresent())
          .isEqualTo(3 * each <= DidDocument.MAX_METHODS);
    }
  }

  @Test
  void didKey_resolvesToItsKey() {
    for (String key : List.of(ED25519, P256)) {
      Did did = Did.parse("did:key:" + key).orElseThrow();
      DidDocument document = DidKey.resolve(did).orElseThrow();
      String method = did + "#" + key;
      assertThat(document.mayAssert(method)).isTrue();
      assertThat(document.verificationMethod(method).orElseThrow().controller())
          .isEqualTo(did.text());
      assertThat(DidKey.of(document.verificationMethod(method).orElseThrow().key().orElseThrow()))
          .isEqualTo(did);
    }
    assertThat(DidKey.resolve(Did.web("example.org"))).isEmpty();
    assertThat(DidKey.resolve(Did.parse("did:key:z6Mk").orElseThrow())).isEmpty();
  }
}
