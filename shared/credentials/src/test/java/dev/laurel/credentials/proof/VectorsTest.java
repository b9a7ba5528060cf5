package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.SharedData;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The vectors that W3C and 1EdTech publish, step by step.
@Tag("check-1")
final class VectorsTest {
  private final ProofVerifier verifier = new ProofVerifier();

  private static Canonicalizer canonicalizer() {
    return new Canonicalizer(Contexts.bundled().with(SharedData.path("contexts")));
  }

  private static String text(Canonicalization canonicalization) {
    return new String(
        ((Canonicalization.Canonical) canonicalization).nquads(), StandardCharsets.UTF_8);
  }

  private static SecuredDocument secured(JsonNode signed) {
    return ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document();
  }

  private static Multikey keyOf(SecuredDocument.Proof proof) {
    String method = proof.verificationMethod();
    Did did = Did.parse(method.substring(0, method.indexOf('#'))).orElseThrow();
    return DidKey.resolve(did)
        .orElseThrow()
        .verificationMethod(method)
        .orElseThrow()
        .key()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "vc-di-eddsa/eddsa-rdfc-2022, DataInt, eddsa-rdfc-2022",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256, ECDSAP256, ecdsa-rdfc-2019"
  })
  void dataIntegrity_publishedVector_holdsAtEveryStep(String folder, String suffix, String suite) {
    String base = "vectors/" + folder + "/";
    JsonNode unsigned = SharedData.json(base + "../unsigned.json");
    JsonNode config = SharedData.json(base + "proofConfig" + suffix + ".json");
    Canonicalizer canonicalizer = canonicalizer();
    assertThat(text(canonicalizer.canonicalize(unsigned)))
        .isEqualTo(SharedData.text(base + "canonDoc" + suffix + ".txt"));
    assertThat(text(canonicalizer.canonicalize(config)))
        .isEqualTo(SharedData.text(base + "proofCanon" + suffix + ".txt"));

    DataIntegrity integrity = new DataIntegrity(canonicalizer);
    SecuredDocument document = secured(SharedData.json(base + "signed" + suffix + ".json"));
    SecuredDocument.Proof proof = document.proofs().getFirst();
    String combined = SharedData.text(base + "combinedHash" + suffix + ".txt");
    ProofOptions options =
        new ProofOptions(
            Cryptosuite.parse(suite).orElseThrow(),
            proof.verificationMethod(),
            Instant.parse(proof.created()));
    byte[] hashData = HexFormat.of().parseHex(combined.strip());
    assertThat(
            ((HashResult.Hashed) integrity.hash(document.document(), proof.options())).hashData())
        .isEqualTo(hashData);
    assertThat(
            ((HashResult.Hashed)
                    integrity.hash(SharedData.bytes(base + "../unsigned.json"), options))
                .hashData())
        .isEqualTo(hashData);
    byte[] signature = proof.signature().orElseThrow();
    assertThat(signature)
        .isEqualTo(
            HexFormat.of().parseHex(SharedData.text(base + "sigHex" + suffix + ".txt").strip()));
    assertThat(verifier.verify(options.suite(), keyOf(proof), hashData, signature)).isTrue();
    hashData[63] ^= 1;
    assertThat(verifier.verify(options.suite(), keyOf(proof), hashData, signature)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "vc-di-eddsa/eddsa-rdfc-2022/employ, DataInt",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ, ECDSAP256"
  })
  void proofVerifier_vectorWithForeignContext_acceptsItsCanonicalFiles(
      String folder, String suffix) {
    String base = "vectors/" + folder + "/";
    byte[] hashData = new byte[64];
    byte[] options = Sha256.of(SharedData.bytes(base + "proofCanon" + suffix + ".txt"));
    byte[] document = Sha256.of(SharedData.bytes(base + "canonDoc" + suffix + ".txt"));
    System.arraycopy(options, 0, hashData, 0, 32);
    System.arraycopy(document, 0, hashData, 32, 32);
    assertThat(HexFormat.of().formatHex(hashData))
        .isEqualTo(SharedData.text(base + "combinedHash" + suffix + ".txt").strip());
    SecuredDocument.Proof proof =
        secured(SharedData.json(base + "signed" + suffix + ".json")).proofs().getFirst();
    assertThat(
            verifier.verify(
                proof.suite().orElseThrow(),
                keyOf(proof),
                hashData,
                proof.signature().orElseThrow()))
        .isTrue();
  }

  @Test
  void dataIntegrity_proofSet_holdsForEachProof() {
    SecuredDocument document =
        secured(SharedData.json("vectors/vc-di-eddsa/proof-set-chain/signedProofSet2.json"));
    DataIntegrity integrity = new DataIntegrity(canonicalizer());
    assertThat(document.proofs()).hasSize(2);
    for (SecuredDocument.Proof proof : document.proofs()) {
      HashResult hash = integrity.hash(document.document(), proof.options());
      assertThat(
              verifier.verify(
                  proof.suite().orElseThrow(),
                  keyOf(proof),
                  ((HashResult.Hashed) hash).hashData(),
                  proof.signature().orElseThrow()))
          .isTrue();
    }
  }

  @Test
  void dataIntegrity_sampleOfOpenBadges_holdsAtEveryStep() {
    JsonNode signed = SharedData.json("vectors/open-badges-3/signed.json");
    SecuredDocument document = secured(signed);
    SecuredDocument.Proof proof = document.proofs().getFirst();
    Canonicalizer canonicalizer = new Canonicalizer(Contexts.bundled());
    assertThat(text(canonicalizer.canonicalize(document.document())))
        .isEqualTo(SharedData.text("vectors/open-badges-3/document-canon.txt"));
    ObjectNode config = proof.options().deepCopy();
    config.set("@context", signed.path("@context"));
    assertThat(text(canonicalizer.canonicalize(config)))
        .isEqualTo(SharedData.text("vectors/open-badges-3/proof-canon.txt"));
    HashResult hash = new DataIntegrity(canonicalizer).hash(document.document(), proof.options());
    String method = proof.verificationMethod();
    Multikey key = Multikey.parse(method.substring(method.indexOf('#') + 1)).orElseThrow();
    assertThat(
            verifier.verify(
                Cryptosuite.EDDSA_RDFC_2022,
                key,
                ((HashResult.Hashed) hash).hashData(),
                proof.signature().orElseThrow()))
        .isTrue();
  }

  @Test
  void contexts_ofTheVectors_areNotKnownWithoutTheirFolder() {
    JsonNode unsigned = SharedData.json("vectors/vc-di-eddsa/unsigned.json");
    assertThat(new Canonicalizer(Contexts.bundled()).canonicalize(unsigned))
        .isEqualTo(
            new Canonicalization.Refused(
                Canonicalization.Reason.UNKNOWN_CONTEXT,
                "not a context that is known here",
                "/@context/1"));
  }
}
