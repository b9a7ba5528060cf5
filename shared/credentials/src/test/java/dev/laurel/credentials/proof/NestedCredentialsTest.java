package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Credentials within documents: endorsements in badges, credentials in presentations.
final class NestedCredentialsTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());
  private static final DataIntegrity INTEGRITY = new DataIntegrity(CANONICALIZER);
  private static final KeyPair KEY = TestKeys.pair(KeyAlgorithm.ED25519);

  private static final String ENDORSEMENT =
      """
      {"@context":["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      "id":"urn:uuid:5a6e9c5c-0d2b-4dd3-8b3f-2a56b7a8f5c1",
      "type":["VerifiableCredential","EndorsementCredential"],"name":"Vouched for",
      "issuer":{"id":"did:web:endorser.example","type":["Profile"],"name":"Endorser"},
      "validFrom":"2026-01-01T00:00:00Z",
      "credentialSubject":{"id":"urn:x","type":["EndorsementSubject"],
      "endorsementComment":"Good work"}}\
      """;

  private static ObjectNode signed(String unsigned, String method) {
    return signed(unsigned, method, Cryptosuite.EDDSA_RDFC_2022);
  }

  private static ObjectNode signed(String unsigned, String method, Cryptosuite suite) {
    byte[] bytes = unsigned.getBytes(StandardCharsets.UTF_8);
    ProofOptions options = new ProofOptions(suite, method, Instant.parse("2026-01-01T00:00:00Z"));
    byte[] hashData = ((HashResult.Hashed) INTEGRITY.hash(bytes, options)).hashData();
    byte[] signature = SignatureEngine.sign(KeyAlgorithm.ED25519, KEY.getPrivate(), hashData);
    return (ObjectNode) Json.parse(DataIntegrity.attach(bytes, options, signature));
  }

  private static ObjectNode badge() {
    ObjectNode badge = (ObjectNode) Json.parse(Samples.credential().toJsonBytes());
    badge.putArray("endorsement").add(signed(ENDORSEMENT, "did:web:endorser.example#key-1"));
    ((ObjectNode) badge.at("/credentialSubject/achievement"))
        .putArray("endorsement")
        .add(signed(ENDORSEMENT, "did:web:endorser.example#key-2"));
    return badge;
  }

  private static ObjectNode presentation() {
    ObjectNode presentation =
        (ObjectNode)
            Json.parse(
                """
                {"@context":["https://www.w3.org/ns/credentials/v2"],
                "type":["VerifiablePresentation"],"holder":"did:key:z6Mk"}\
                """
                    .getBytes(StandardCharsets.UTF_8));
    presentation
        .putArray("verifiableCredential")
        .add(signed(ENDORSEMENT, "did:web:endorser.example#key-1"))
        .add(
            Json.object()
                .put("@context", "https://www.w3.org/ns/credentials/v2")
                .put("id", "data:application/vc+jwt,eyJh.eyJi.c2ln")
                .put("type", "EnvelopedVerifiableCredential"));
    return presentation;
  }

  @Test
  void canonicalize_credentialsWithin_areWhatTheLibrarySays() {
    for (JsonNode document : new JsonNode[] {badge(), presentation()}) {
      String text = CanonicalizerTest.text(CANONICALIZER.canonicalize(document));
      assertThat(text).isEqualTo(LibraryAgreementTest.library(document));
      assertThat(text).contains("Good work").contains("https://w3id.org/security#proofValue");
    }
  }

  /// Such a proof repeats the contexts of its document (VC DI EdDSA 3.3.1).
  @Test
  void canonicalize_credentialsWithinProvedOverJson_areWhatTheLibrarySays() {
    ObjectNode overJson =
        signed(ENDORSEMENT, "did:web:endorser.example#key-1", Cryptosuite.EDDSA_JCS_2022);
    assertThat(overJson.at("/proof/0/@context").size()).isEqualTo(2);
    ObjectNode badge = badge();
    badge.putArray("endorsement").add(overJson);
    ObjectNode presentation = presentation();
    presentation.putArray("verifiableCredential").add(overJson);
    for (JsonNode document : new JsonNode[] {badge, presentation}) {
      assertThat(CanonicalizerTest.text(CANONICALIZER.canonicalize(document)))
          .isEqualTo(LibraryAgreementTest.library(document))
          .contains("eddsa-jcs-2022");
    }
  }

  @ParameterizedTest
  @Tag("check-12")
  @Tag("check-13")
  @Tag("check-15")
  @ValueSource(
      strings = {
        "{\"name\":\"urn:n\"}",
        "[\"https://www.w3.org/ns/credentials/v2\",{\"name\":\"urn:n\"}]",
        "[\"https://www.w3.org/ns/credentials/v2\",\"https://example.org/c\"]",
        "\"file:///etc/passwd\"",
        "null"
      })
  void canonicalize_proofOverJsonWithinWithOtherContexts_isRefused(String context) {
    ObjectNode badge = badge();
    ObjectNode overJson =
        signed(ENDORSEMENT, "did:web:endorser.example#key-1", Cryptosuite.EDDSA_JCS_2022);
    ((ObjectNode) overJson.at("/proof/0"))
        .set("@context", Json.parse(context.getBytes(StandardCharsets.UTF_8)));
    badge.putArray("endorsement").add(overJson);
    assertThat(CANONICALIZER.canonicalize(badge))
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused -> assertThat(refused.pointer()).startsWith("/endorsement/0/proof/0/@context"));
  }

  @Test
  void verify_credentialWithinABadge_holdsByItself() {
    JsonNode endorsement = badge().at("/endorsement/0");
    SecuredDocument document =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(endorsement)).document();
    SecuredForms forms = INTEGRITY.forms(document);
    assertThat(forms.verify(document.proofs().getFirst(), TestKeys.multikey(KEY)))
        .isEqualTo(new ProofResult.Holds());
  }

  @Test
  void canonicalize_credentialWithinUnderItsParentsContexts_saysTheSame() {
    ObjectNode badge = badge();
    String before = CanonicalizerTest.text(CANONICALIZER.canonicalize(badge));
    ((ObjectNode) badge.at("/endorsement/0")).remove("@context");
    assertThat(CanonicalizerTest.text(CANONICALIZER.canonicalize(badge))).isEqualTo(before);
  }

  @ParameterizedTest
  @Tag("check-12")
  @Tag("check-13")
  @Tag("check-15")
  @ValueSource(
      strings = {
        "{\"name\":\"urn:n\"}",
        "[\"https://www.w3.org/ns/credentials/v2\",{\"name\":\"urn:n\"}]",
        "[\"https://www.w3.org/ns/credentials/v2\",\"https://example.org/c\"]",
        "\"file:///etc/passwd\"",
        "null",
        "[]",
        "5"
      })
  void canonicalize_credentialWithinWithOtherContexts_isRefused(String context) {
    ObjectNode badge = badge();
    JsonNode value = Json.parse(context.getBytes(StandardCharsets.UTF_8));
    ((ObjectNode) badge.at("/endorsement/0")).set("@context", value);
    assertThat(CANONICALIZER.canonicalize(badge))
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused -> assertThat(refused.pointer()).startsWith("/endorsement/0/@context"));
  }

  @ParameterizedTest
  @Tag("check-13")
  @ValueSource(
      strings = {
        "/credentialSubject",
        "/credentialSubject/achievement",
        "/issuer",
        "/evidence/0",
        "/endorsement/0/credentialSubject",
        "/endorsement/0/proof/0"
      })
  void canonicalize_contextAnywhereElse_isRefused(String pointer) {
    ObjectNode badge = badge();
    ((ObjectNode) badge.at(pointer)).put("@context", "https://www.w3.org/ns/credentials/v2");
    assertThat(CANONICALIZER.canonicalize(badge))
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.INLINE_CONTEXT);
              assertThat(refused.pointer()).isEqualTo(pointer + "/@context");
            });
  }

  @Test
  void canonicalize_manyWaysToNameContexts_isRefusedAlsoTheNextTime() {
    ObjectNode badge = badge();
    ArrayNode endorsements = badge.putArray("endorsement");
    for (int i = 0; i <= WorkLimit.MAX_NESTED; i++) {
      ObjectNode endorsement = signed(ENDORSEMENT, "did:web:endorser.example#key-1");
      ArrayNode contexts = (ArrayNode) endorsement.path("@context");
      List<String> urls = List.of(contexts.get(0).stringValue(), contexts.get(1).stringValue());
      contexts.removeAll().add(urls.getFirst());
      for (int bit = 0; bit < 5; bit++) {
        contexts.add(urls.get(i >> bit & 1));
      }
      endorsements.add(endorsement);
    }
    for (int round = 0; round < 2; round++) {
      assertThat(CANONICALIZER.canonicalize(badge))
          .isInstanceOfSatisfying(
              Canonicalization.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.RESOURCE_LIMIT));
    }
  }

  @Test
  void canonicalize_manyEndorsementsUnderTheSameContexts_isFine() {
    ObjectNode badge = badge();
    ArrayNode endorsements = badge.putArray("endorsement");
    for (int i = 0; i < 50; i++) {
      endorsements.add(signed(ENDORSEMENT, "did:web:endorser.example#key-" + i));
    }
    assertThat(CANONICALIZER.canonicalize(badge)).isInstanceOf(Canonicalization.Canonical.class);
  }
}
