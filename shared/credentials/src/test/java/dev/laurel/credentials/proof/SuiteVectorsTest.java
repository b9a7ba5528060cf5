package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.credentials.SharedData;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The published vectors of every suite, document by document.
@Tag("check-1")
final class SuiteVectorsTest {
  private static final String EDDSA = "vectors/vc-di-eddsa/";
  private static final String ECDSA = "vectors/vc-di-ecdsa/";
  private static final String QUANTUM = "vectors/di-quantum-safe/";

  private static SecuredForms forms(JsonNode signed) {
    SecuredDocument document =
        ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document();
    return new DataIntegrity(VectorContexts.canonicalizer()).forms(document);
  }

  /// A published document. That of mldsa44-jcs-2024 left the contexts out of its proof, although
  /// its hash and its signature are those of a proof that repeats them.
  private static ObjectNode published(String file) {
    ObjectNode signed = (ObjectNode) SharedData.json(file);
    if (file.contains("mldsa44-jcs")) {
      ((ObjectNode) signed.path("proof")).set("@context", signed.path("@context"));
    }
    return signed;
  }

  private static SecuredDocument.Proof first(SecuredForms forms) {
    return forms.secured().proofs().getFirst();
  }

  /// The key of a did:key, with or without a fragment.
  private static Multikey keyOf(SecuredDocument.Proof proof) {
    String did = proof.verificationMethod().split("#", -1)[0];
    return Multikey.parse(did.substring("did:key:".length())).orElseThrow();
  }

  private static ProofResult verify(JsonNode signed) {
    SecuredForms forms = forms(signed);
    return forms.verify(first(forms), keyOf(first(forms)));
  }

  private static String hex(String file) {
    return SharedData.text(file).strip();
  }

  private static String hash(SecuredForms forms) {
    SecuredDocument.Proof proof = first(forms);
    HashResult result = forms.hash(proof, keyOf(proof).algorithm());
    return HexFormat.of().formatHex(((HashResult.Hashed) result).hashData());
  }

  private static String canonical(JsonNode document, HashFunction function) {
    Canonicalization form = VectorContexts.canonicalizer().canonicalize(document, function);
    return new String(((Canonicalization.Canonical) form).nquads(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "vc-di-eddsa/eddsa-rdfc-2022/,               DataInt",
    "vc-di-eddsa/eddsa-rdfc-2022/employ/,        DataInt",
    "vc-di-eddsa/eddsa-jcs-2022/,                JCS",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256/,          ECDSAP256",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ/,   ECDSAP256",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384/,          ECDSAP384",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ/,   ECDSAP384",
    "vc-di-ecdsa/ecdsa-jcs-2019-p256/,           JCSECDSAP256",
    "vc-di-ecdsa/ecdsa-jcs-2019-p384/,           JCSECDSAP384"
  })
  void verify_publishedVector_holdsByThePublishedHashes(String folder, String suffix) {
    String base = "vectors/" + folder;
    JsonNode signed = SharedData.json(base + "signed" + suffix + ".json");
    SecuredForms forms = forms(signed);
    assertThat(hash(forms)).isEqualTo(hex(base + "combinedHash" + suffix + ".txt"));
    assertThat(first(forms).signature().orElseThrow())
        .isEqualTo(HexFormat.of().parseHex(hex(base + "sigHex" + suffix + ".txt")));
    assertThat(verify(signed)).isEqualTo(new ProofResult.Holds());

    HashFunction function = HashFunction.of(keyOf(first(forms)).algorithm());
    boolean json = first(forms).suite().orElseThrow().transformation() == Transformation.JCS;
    ObjectNode document = forms.secured().document();
    ObjectNode config = first(forms).options();
    config.set("@context", document.path("@context"));
    assertThat(json ? CanonicalJson.write(document) : canonical(document, function))
        .isEqualTo(SharedData.text(base + "canonDoc" + suffix + ".txt"));
    assertThat(json ? CanonicalJson.write(config) : canonical(config, function))
        .isEqualTo(SharedData.text(base + "proofCanon" + suffix + ".txt"));
  }

  @ParameterizedTest
  @Tag("check-2")
  @CsvSource({
    "vc-di-eddsa/eddsa-rdfc-2022/employ/signedDataInt.json",
    "vc-di-eddsa/eddsa-jcs-2022/signedJCS.json",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "vc-di-ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
    "vc-di-ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
    "di-quantum-safe/mldsa44-rdfc-2024/signed-mldsa44-rdfc-2024.json",
    "di-quantum-safe/mldsa44-jcs-2024/signed-mldsa44-jcs-2024.json",
    "vc-di-ecdsa/ecdsa-sd-2023/employ/derivedRevealDocument.json"
  })
  void verify_vectorWithOneThingChanged_isBroken(String file) {
    for (String pointer :
        new String[] {"/validFrom", "/proof/created", "/proof/verificationMethod"}) {
      ObjectNode signed = published("vectors/" + file);
      Multikey key = keyOf(first(forms(signed)));
      int slash = pointer.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) signed.at(pointer.substring(0, slash));
      String name = pointer.substring(slash + 1);
      parent.put(name, parent.path(name).stringValue().replaceFirst("[0-9]", "7"));
      SecuredForms forms = forms(signed);
      assertThat(forms.verify(first(forms), key))
          .as(pointer)
          .isInstanceOf(ProofResult.Broken.class);
    }
    ObjectNode signed = published("vectors/" + file);
    SecuredForms forms = forms(signed);
    assertThat(forms.verify(first(forms), keyOf(first(forms)))).isEqualTo(new ProofResult.Holds());
    byte[] value = first(forms).signature().orElseThrow();
    boolean base64 = first(forms).proofValue().startsWith("u");
    for (int at : new int[] {0, value.length / 2, value.length - 1}) {
      byte[] changed = value.clone();
      changed[at] ^= 1;
      ((ObjectNode) signed.path("proof"))
          .put(
              "proofValue",
              base64 ? MultibaseText.base64Url(changed) : MultibaseText.base58(changed));
      assertThat(verify(signed)).as("byte " + at).isInstanceOf(ProofResult.Broken.class);
    }
  }

  /// EdDSA has one signature for a message: the other direction, from the unsigned document.
  @ParameterizedTest
  @CsvSource({
    "eddsa-rdfc-2022/, DataInt, unsigned.json",
    "eddsa-jcs-2022/, JCS, unsigned.json",
    "eddsa-rdfc-2022/employ/, DataInt, employmentAuth.json"
  })
  void attach_publishedEddsaVector_givesThePublishedDocument(
      String folder, String suffix, String unsignedFile) {
    byte[] unsigned = SharedData.bytes(EDDSA + unsignedFile);
    JsonNode signed = SharedData.json(EDDSA + folder + "signed" + suffix + ".json");
    JsonNode proof = signed.path("proof");
    ProofOptions options =
        new ProofOptions(
            Cryptosuite.parse(proof.path("cryptosuite").stringValue()).orElseThrow(),
            proof.path("verificationMethod").stringValue(),
            Instant.parse(proof.path("created").stringValue()));
    HashResult hash = new DataIntegrity(VectorContexts.canonicalizer()).hash(unsigned, options);
    byte[] signature =
        SignatureEngine.sign(
            KeyAlgorithm.ED25519,
            TestKeys.ed25519(seed(proof.path("verificationMethod").stringValue())),
            ((HashResult.Hashed) hash).hashData());
    ObjectNode made = (ObjectNode) Json.parse(DataIntegrity.attach(unsigned, options, signature));
    made.set("proof", made.path("proof").get(0));
    assertThat(CanonicalJson.write(made)).isEqualTo(CanonicalJson.write(signed));
  }

  private static byte[] seed(String method) {
    JsonNode keys = SharedData.json(EDDSA + "keyPair.json");
    assertThat(method).contains(keys.path("publicKeyMultibase").stringValue());
    byte[] secret =
        MultibaseText.decodeBase58(keys.path("privateKeyMultibase").stringValue(), 64)
            .orElseThrow();
    return Arrays.copyOfRange(secret, 2, 34);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mldsa44-rdfc-2024", "mldsa44-jcs-2024"})
  void verify_publishedMlDsaVector_holdsByThePublishedHash(String suite) {
    JsonNode signed = published(QUANTUM + suite + "/signed-" + suite + ".json");
    SecuredForms forms = forms(signed);
    assertThat(hash(forms))
        .isEqualTo(
            SharedData.json(QUANTUM + "commonAlgs/hashing-combined.json")
                .path(suite)
                .stringValue());
    assertThat(verify(signed)).isEqualTo(new ProofResult.Holds());
    assertThat(keyOf(first(forms)).text())
        .isEqualTo(
            SharedData.json(QUANTUM + "inputs/KeysMLDSA.json")
                .at("/mldsa44/publicKeyMultibase")
                .stringValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"})
  void verify_publishedSetOrChain_holdsForEachProof(String file) {
    SecuredForms forms = forms(SharedData.json(EDDSA + "proof-set-chain/" + file + ".json"));
    for (SecuredDocument.Proof proof : forms.secured().proofs()) {
      assertThat(forms.verify(proof, keyOf(proof))).isEqualTo(new ProofResult.Holds());
    }
    assertThat(forms.secured().proofs().size()).isEqualTo(expectedProofs(file));
  }

  private static int expectedProofs(String file) {
    return switch (file) {
      case "signedProofSet1" -> 1;
      case "signedProofSet2" -> 2;
      case "signedProofChain1" -> 3;
      default -> 4;
    };
  }

  @Test
  void verify_chainWhoseEarlierProofWasReplaced_isBrokenThereAndHoldsBefore() {
    ObjectNode signed =
        (ObjectNode) SharedData.json(EDDSA + "proof-set-chain/signedProofChain2.json");
    ObjectNode second = (ObjectNode) signed.path("proof").get(1);
    second.put("created", "2023-02-25T23:36:38Z");
    SecuredForms forms = forms(signed);
    assertThat(
            forms.secured().proofs().stream()
                .map(proof -> forms.verify(proof, keyOf(proof)) instanceof ProofResult.Holds))
        .containsExactly(true, false, false, true);
  }

  @Test
  void inputOf_linkOfAChain_hasTheProofsBeforeItAndNoOthers() {
    SecuredDocument chain =
        forms(SharedData.json(EDDSA + "proof-set-chain/signedProofChain1.json")).secured();
    JsonNode input = chain.inputOf(chain.proofs().getLast());
    assertThat(input).isEqualTo(SharedData.json(EDDSA + "proof-set-chain/proofChainTempDoc1.json"));
    assertThat(chain.inputOf(chain.proofs().getFirst()).has("proof")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"employ", "prc"})
  void selectiveDisclosure_publishedDerivedProof_holdsAtEveryStep(String name) {
    String base = ECDSA + "ecdsa-sd-2023/" + name + "/";
    JsonNode signed = SharedData.json(base + "derivedRevealDocument.json");
    SecuredForms forms = forms(signed);
    SecuredDocument.Proof proof = first(forms);
    DerivedProof derived = DerivedProof.parse(proof.signature().orElseThrow()).orElseThrow();
    JsonNode parts = SharedData.json(base + "verifyDerivedProofValue.json");
    assertThat(HexFormat.of().formatHex(derived.baseSignature()))
        .isEqualTo(parts.path("baseSignature").stringValue());
    assertThat(derived.publicKey().text()).isEqualTo(parts.path("publicKey").stringValue());
    assertThat(derived.signatures()).hasSize(parts.path("signatures").size());
    byte[] nquads = ((Canonicalization.Canonical) forms.claims()).nquads();
    JsonNode published = SharedData.json(base + "verifyNQuads.json");
    assertThat(SelectiveDisclosure.relabelled(nquads, derived).orElseThrow())
        .isEqualTo(published.values().stream().map(JsonNode::stringValue).toList());
    assertThat(verify(signed)).isEqualTo(new ProofResult.Holds());
  }

  @Test
  void selectiveDisclosure_statementAddedOrTakenOut_isBroken() {
    String file = ECDSA + "ecdsa-sd-2023/employ/derivedRevealDocument.json";
    ObjectNode added = (ObjectNode) SharedData.json(file);
    ((ObjectNode) added.path("credentialSubject")).put("gender", "Male");
    assertThat(verify(added)).isInstanceOf(ProofResult.Broken.class);
    ObjectNode taken = (ObjectNode) SharedData.json(file);
    ((ObjectNode) taken.path("credentialSubject")).remove("birthCountry");
    assertThat(verify(taken)).isInstanceOf(ProofResult.Broken.class);
    ObjectNode changed = (ObjectNode) SharedData.json(file);
    ((ObjectNode) changed.path("credentialSubject")).put("birthCountry", "Utopia");
    assertThat(verify(changed)).isInstanceOf(ProofResult.Broken.class);
  }

  @Test
  void selectiveDisclosure_baseProof_isNotForVerifiers() {
    JsonNode signed = SharedData.json(ECDSA + "ecdsa-sd-2023/employ/addSignedSDBase.json");
    assertThat(verify(signed)).isInstanceOf(ProofResult.Broken.class);
  }
}
