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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class DataIntegrityTest {
  private static final DataIntegrity INTEGRITY =
      new DataIntegrity(new Canonicalizer(Contexts.bundled()));
  private static final ProofVerifier VERIFIER = new ProofVerifier();
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00.999Z");
  private static final String METHOD = Samples.ISSUER + "#key-1";

  private static KeyPair keys(KeyAlgorithm algorithm) {
    return TestKeys.pair(algorithm);
  }

  private static byte[] hashed(HashResult result) {
    assertThat(result).isInstanceOf(HashResult.Hashed.class);
    return ((HashResult.Hashed) result).hashData();
  }

  private static byte[] sign(byte[] unsigned, KeyPair keys, ProofOptions options) {
    byte[] hashData = hashed(INTEGRITY.hash(unsigned, options));
    byte[] signature =
        SignatureEngine.sign(options.suite().algorithm(), keys.getPrivate(), hashData);
    return DataIntegrity.attach(unsigned, options, signature);
  }

  private static boolean verifies(JsonNode signed, Multikey key) {
    if (!(SecuredDocument.parse(signed) instanceof SecuredDocument.Parsed.Secured secured)) {
      return false;
    }
    SecuredDocument document = secured.document();
    SecuredDocument.Proof proof = document.proofs().getFirst();
    return INTEGRITY.hash(document.document(), proof.options()) instanceof HashResult.Hashed hash
        && proof.suite().isPresent()
        && proof.signature().isPresent()
        && VERIFIER.verify(proof.suite().get(), key, hash.hashData(), proof.signature().get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Cryptosuite.class,
      names = {"ECDSA_SD_2023"},
      mode = EnumSource.Mode.EXCLUDE)
  void attach_signedDocument_verifies(Cryptosuite suite) {
    KeyPair keys = keys(suite.algorithm());
    byte[] unsigned = Samples.credential().toJsonBytes();
    byte[] signed = sign(unsigned, keys, new ProofOptions(suite, METHOD, CREATED));
    Multikey key = Multikey.fromSpki(keys.getPublic().getEncoded());
    assertThat(verifies(Json.parse(signed), key)).isTrue();
    assertThat(
            verifies(
                Json.parse(signed),
                Multikey.fromSpki(keys(suite.algorithm()).getPublic().getEncoded())))
        .isFalse();
  }

  @Test
  void attach_document_keepsItsBytesAndGetsAListOfOneProof() {
    byte[] unsigned = "{ \"a\" : 1.0 }\n".getBytes(StandardCharsets.UTF_8);
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CREATED);
    String signed =
        new String(DataIntegrity.attach(unsigned, options, new byte[64]), StandardCharsets.UTF_8);
    assertThat(signed)
        .isEqualTo(
            "{ \"a\" : 1.0 ,\"proof\":[{\"type\":\"DataIntegrityProof\","
                + "\"cryptosuite\":\"eddsa-rdfc-2022\",\"created\":\"2026-03-01T10:00:00Z\","
                + "\"verificationMethod\":\"did:web:badges.example.org:issuers:0a#key-1\","
                + "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z"
                + "1".repeat(64)
                + "\"}]}\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"EDDSA_RDFC_2022", "ECDSA_RDFC_2019", "MLDSA44_RDFC_2024"})
  void canonicalOptions_equalTheJsonLdWay(Cryptosuite suite) {
    ProofOptions options =
        new ProofOptions(suite, "did:web:localhost%3A8080:issuers:\u00fc#key-1", CREATED);
    ObjectNode config = options.toJson();
    config.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
    Canonicalization canonical = new Canonicalizer(Contexts.bundled()).canonicalize(config);
    assertThat(new String(DataIntegrity.canonicalOptions(options), StandardCharsets.UTF_8))
        .isEqualTo(CanonicalizerTest.text(canonical));
    byte[] unsigned = Samples.credential().toJsonBytes();
    assertThat(hashed(INTEGRITY.hash(unsigned, options)))
        .isEqualTo(hashed(INTEGRITY.hash(Json.parse(unsigned), options.toJson())));
  }

  @Test
  void hash_documentUnderOlderContexts_isHashedToo() {
    byte[] unsigned =
        """
        {"@context":["https://www.w3.org/2018/credentials/v1",
        "https://w3id.org/security/data-integrity/v2"],
        "type":["VerifiableCredential"],"issuer":"did:example:a",
        "issuanceDate":"2020-01-01T00:00:00Z","credentialSubject":{"id":"did:example:b"}}\
        """
            .getBytes(StandardCharsets.UTF_8);
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CREATED);
    assertThat(hashed(INTEGRITY.hash(unsigned, options)))
        .isEqualTo(hashed(INTEGRITY.hash(Json.parse(unsigned), options.toJson())));
  }

  @Test
  @Tag("check-2")
  @Tag("check-11")
  void verify_anyLeafChangedRemovedOrAdded_isRefused() {
    KeyPair keys = keys(KeyAlgorithm.ED25519);
    Multikey key = Multikey.fromSpki(keys.getPublic().getEncoded());
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CREATED);
    JsonNode signed = Json.parse(sign(Samples.credential().toJsonBytes(), keys, options));
    List<String> accepted = new ArrayList<>();
    int tried = 0;
    for (String pointer : pointers(signed)) {
      if (pointer.startsWith("/@context")) {
        continue; // contexts are checked by name, not signed
      }
      for (String change : List.of("changed", "removed", "added")) {
        JsonNode tampered = signed.deepCopy();
        if (tamper(tampered, pointer, change)) {
          tried++;
          if (verifies(tampered, key)) {
            accepted.add(change + " " + pointer);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(300);
    assertThat(accepted).isEmpty();
  }

  private static List<String> pointers(JsonNode node) {
    List<String> pointers = new ArrayList<>();
    collect(node, "", pointers);
    return pointers;
  }

  private static void collect(JsonNode node, String pointer, List<String> out) {
    if (!pointer.isEmpty()) {
      out.add(pointer);
    }
    if (node.isObject()) {
      node.propertyNames().forEach(name -> collect(node.get(name), pointer + Json.step(name), out));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, out);
      }
    }
  }

  /// Whether there was something to do at the pointer.
  private static boolean tamper(JsonNode document, String pointer, String change) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = document.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1);
    JsonNode value = document.at(pointer);
    return switch (change) {
      case "changed" -> changed(parent, name, value);
      case "removed" -> {
        if (parent instanceof ObjectNode object) {
          object.remove(name);
        } else {
          ((ArrayNode) parent).remove(Integer.parseInt(name));
        }
        yield true;
      }
      default -> {
        if (value instanceof ObjectNode object) {
          object.put("added", "x");
          yield true;
        }
        if (value instanceof ArrayNode array) {
          array.add("added");
          yield true;
        }
        yield false;
      }
    };
  }

  private static boolean changed(JsonNode parent, String name, JsonNode value) {
    JsonNode replacement;
    if (value.isString()) {
      replacement = Json.tree(value.stringValue() + "x");
    } else if (value.isBoolean()) {
      replacement = Json.tree(!value.booleanValue());
    } else {
      return false;
    }
    if (parent instanceof ObjectNode object) {
      object.set(name, replacement);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), replacement);
    }
    return true;
  }

  @Test
  void hash_brokenInput_saysWhere() {
    ProofOptions options = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CREATED);
    assertRefused(INTEGRITY.hash("{".getBytes(StandardCharsets.UTF_8), options), "");
    assertRefused(
        INTEGRITY.hash("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8), options), null);
    byte[] unsigned = Samples.credential().toJsonBytes();
    assertRefused(
        INTEGRITY.hash(unsigned, new ProofOptions(options.suite(), "key-1", CREATED)),
        "/proof/verificationMethod");
    assertRefused(
        INTEGRITY.hash(unsigned, new ProofOptions(options.suite(), "urn:x> .\n<urn:y", CREATED)),
        "/proof/verificationMethod");
    byte[] signed = DataIntegrity.attach(unsigned, options, new byte[64]);
    assertRefused(INTEGRITY.hash(signed, options), "/proof");
  }

  @Test
  @Tag("check-13")
  void hash_proofWithOddMembers_saysWhere() {
    JsonNode document = Json.parse(Samples.credential().toJsonBytes());
    ObjectNode proof = new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, METHOD, CREATED).toJson();
    assertRefused(
        INTEGRITY.hash(
            document, proof.deepCopy().put("@context", "https://www.w3.org/ns/credentials/v2")),
        "/proof/@context");
    assertRefused(INTEGRITY.hash(document, proof.deepCopy().put("foo", "x")), "/proof/foo");
    assertRefused(
        INTEGRITY.hash(document, proof.deepCopy().put("proofPurpose", "zork")),
        "/proof/proofPurpose");
    assertRefused(INTEGRITY.hash(document, Json.tree("x")), "/proof");
    assertThat(INTEGRITY.hash(document, proof.deepCopy().put("proofPurpose", "authentication")))
        .isInstanceOf(HashResult.Hashed.class);
  }

  private static void assertRefused(HashResult result, String pointer) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused -> {
              if (pointer != null) {
                assertThat(refused.pointer()).isEqualTo(pointer);
              }
            });
  }
}
