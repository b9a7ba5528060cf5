package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.json.Json;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The own walk from JSON to RDF and the library's full JSON-LD algorithms say the same about every
/// document that the walk accepts.
final class LibraryAgreementTest {
  private static final Contexts CONTEXTS = Contexts.bundled();
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(CONTEXTS);

  static String library(JsonNode document) {
    try {
      RdfCanon canon = RdfCanon.create("SHA-256");
      JsonLd.toRdf(JsonDocument.of(LinkedDataTree.of(document).asJsonObject()))
          .loader(CONTEXTS.loader())
          .provide(canon);
      StringWriter text = new StringWriter();
      canon.provide(new NQuadsWriter(text));
      return text.toString();
    } catch (JsonLdError | RdfConsumerException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String document(String members) {
    return "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
        + "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
        + members
        + "}";
  }

  private static void assertAgreement(JsonNode document) {
    assertThat(CanonicalizerTest.text(CANONICALIZER.canonicalize(document)))
        .isEqualTo(library(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"name\":\"x\"",
        "\"id\":\"urn:x\",\"name\":{\"@value\":\"x\",\"@language\":\"de-AT\"}",
        "\"id\":\"urn:x\",\"name\":[\"x\",\"x\",[\"y\",[\"z\"]]]",
        "\"id\":\"urn:x\",\"name\":{\"@value\":\"5\",\"@type\":\"http://www.w3.org/2001/XMLSchema#integer\"}",
        "\"type\":\"VerifiableCredential\",\"evidence\":{}",
        "\"type\":\"VerifiableCredential\",\"evidence\":[{},{\"id\":\"urn:e\"},\"urn:f\"]",
        "\"type\":\"VerifiableCredential\",\"issuer\":\"did:example:a\",\"validFrom\":\"2026-01-01T00:00:00Z\"",
        "\"type\":\"VerifiableCredential\",\"issuer\":5,\"name\":true,\"description\":1.25",
        "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"credentialSubject\":[{\"id\":\"urn:a\",\"type\":\"AchievementSubject\",\"role\":\"x\"},{\"id\":\"urn:a\",\"type\":\"Profile\",\"email\":\"y\"}]",
        "\"type\":\"VerifiableCredential\",\"credentialSubject\":{\"type\":[\"AchievementSubject\",\"Profile\",\"Address\"],\"role\":\"r\",\"email\":\"e\",\"address\":{\"type\":\"Address\",\"geo\":{\"type\":\"GeoCoordinates\",\"latitude\":1.5,\"longitude\":-2.25}}}",
        "\"type\":\"VerifiableCredential\",\"relatedResource\":{\"id\":\"urn:r\",\"digestSRI\":\"sha384-x\",\"mediaType\":\"text/plain\"}",
        "\"type\":\"VerifiableCredential\",\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-rdfc-2022\",\"proofPurpose\":\"assertionMethod\",\"verificationMethod\":\"urn:k\",\"previousProof\":\"urn:p\",\"expires\":\"2026-01-01T00:00:00Z\"}",
        "\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"x\",\"proofPurpose\":\"authentication\",\"challenge\":\"c\",\"domain\":\"d\",\"nonce\":\"n\",\"proofValue\":\"z1\"",
        "\"type\":\"VerifiableCredential\",\"credentialSchema\":{\"id\":\"urn:s\",\"type\":\"JsonSchema\"},\"termsOfUse\":{\"id\":\"urn:t\"},\"refreshService\":{\"id\":\"urn:u\"}",
        "\"id\":\"urn:s\",\"type\":[\"VerifiableCredential\",\"JsonSchemaCredential\"],\"credentialSubject\":{\"id\":\"urn:x\",\"type\":\"JsonSchema\",\"jsonSchema\":{\"b\":[1,true,\"\\u00e9\"],\"a\":{\"z\":1.5,\"y\":\"x\"}}}",
        "\"@id\":\"urn:x\",\"@type\":[\"VerifiableCredential\",\"EndorsementCredential\"],\"credentialSubject\":{\"id\":\"urn:y\",\"type\":[\"EndorsementSubject\"],\"endorsementComment\":\"good\"}"
      })
  void canonicalize_document_isWhatTheLibrarySays(String members) {
    assertAgreement(json(document(members)));
  }

  @Test
  void canonicalize_otherContexts_isWhatTheLibrarySays() {
    for (String context : List.of("context.json", "context-3.0.1.json", "context-3.0.2.json")) {
      String first = context.endsWith("2.json") ? "ns/credentials/v2" : "2018/credentials/v1";
      String text =
          document(
              "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"credentialSubject\":"
                  + "{\"type\":[\"AchievementSubject\"],\"achievement\":{\"type\":[\"Achievement\"],"
                  + "\"name\":\"x\",\"criteria\":{\"narrative\":\"y\"}}}");
      assertAgreement(
          json(text.replace("context-3.0.3.json", context).replace("ns/credentials/v2", first)));
    }
    assertAgreement(
        json(
            """
            {"@context":["https://www.w3.org/2018/credentials/v1",
            "https://w3id.org/security/data-integrity/v2","https://w3id.org/security/multikey/v1",
            "https://www.w3.org/ns/credentials/status/v1"],
            "type":["VerifiableCredential"],"issuer":"did:example:a",
            "issuanceDate":"2020-01-01T00:00:00Z","credentialSubject":{"id":"did:example:b"},
            "credentialStatus":{"id":"urn:s#1","type":"BitstringStatusListEntry",
            "statusPurpose":"revocation","statusListIndex":"1","statusListCredential":"urn:s"}}\
            """));
  }

  @Test
  void canonicalize_randomPartsOfABadge_isWhatTheLibrarySays() {
    Random random = new Random(42);
    JsonNode badge = Json.parse(Samples.credential().toJsonBytes());
    assertAgreement(badge);
    for (int i = 0; i < 150; i++) {
      JsonNode part = badge.deepCopy();
      thin(part, random, true);
      if (CANONICALIZER.canonicalize(part) instanceof Canonicalization.Canonical) {
        assertAgreement(part);
      }
    }
  }

  /// Drops members, repeats and reorders elements.
  private static void thin(JsonNode node, Random random, boolean top) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        if (!(top && (name.startsWith("@") || name.equals("type"))) && random.nextInt(6) == 0) {
          object.remove(name);
        }
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty() && random.nextInt(3) == 0) {
      array.add(array.get(random.nextInt(array.size())).deepCopy());
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(elements::add);
      java.util.Collections.shuffle(elements, random);
      array.removeAll();
      elements.forEach(array::add);
    }
    for (JsonNode child : node.isObject() ? List.copyOf(node.values()) : List.<JsonNode>of()) {
      if (!(top && child == node.get("@context"))
          && !(child.isArray() && child.get(0).isString())) {
        thin(child, random, false);
      }
    }
    if (node.isArray()) {
      node.forEach(child -> thin(child, random, false));
    }
  }
}
