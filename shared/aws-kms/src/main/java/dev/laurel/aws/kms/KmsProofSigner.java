package dev.laurel.aws.kms;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import java.util.Base64;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs prepared credentials and key entries with keys in KMS, which never leave it: the
/// deployment's, and issuers' own.
///
/// All algorithms get the message whole (`RAW`): Ed25519 and ML-DSA have no other pure form, and
/// for P-256 KMS then hashes once, as the proof demands; a JWS that is too long for that is hashed
/// here. A signature of the wrong shape is [SignerUnavailable]; whether a well-formed one is right
/// is for the caller to verify.
public final class KmsProofSigner implements ProofSigner {
  private final KmsSignatures signatures;
  private final KmsKeyIds keys;

  /// A signer with the keys of these ids.
  public KmsProofSigner(KmsClient client, KmsKeyIds keys) {
    this.signatures = new KmsSignatures(client);
    this.keys = keys;
  }

  /// Signs once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    String zeros = Base64.getEncoder().encodeToString(new byte[KmsSignatures.ED25519_BYTES]);
    try (KmsClient client = KmsClients.canned("{\"Signature\":\"" + zeros + "\"}")) {
      KmsProofSigner signer = new KmsProofSigner(client, new KmsKeyIds("prime", ""));
      signer.sign(
          Cryptosuite.EDDSA_RDFC_2022, KmsKeyIds.ED25519, new byte[KmsSignatures.ED25519_BYTES]);
    }
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    return sign(prepared.suite(), prepared.keyName(), prepared.message());
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return sign(prepared.suite(), prepared.keyName(), prepared.statement());
  }

  byte[] sign(Cryptosuite suite, String name, byte[] message) {
    String key = keys.of(suite, name);
    try {
      KeyAlgorithm algorithm = suite.algorithm();
      return switch (algorithm) {
        case ED25519, ML_DSA_44 ->
            signatures.ask(key, spec(algorithm), message, algorithm.signatureLength());
        case P256, P384 ->
            EcdsaSignature.raw(ecdsa(key, algorithm, message)).orElseThrow(KmsSignatures::garbage);
      };
    } catch (NoSignature e) {
      throw new SignerUnavailable(e.why(), e.retryable(), e);
    }
  }

  /// A JWS may be longer than what KMS takes whole; then its digest goes, which is the same
  /// signature.
  private byte[] ecdsa(String key, KeyAlgorithm algorithm, byte[] message) {
    return algorithm == KeyAlgorithm.P256 && message.length > KmsSignatures.MAX_RAW_BYTES
        ? signatures.askOfDigest(key, spec(algorithm), Sha256.of(message))
        : signatures.ask(key, spec(algorithm), message);
  }

  private static SigningAlgorithmSpec spec(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> SigningAlgorithmSpec.ED25519_SHA_512;
      case P256 -> SigningAlgorithmSpec.ECDSA_SHA_256;
      case P384 -> SigningAlgorithmSpec.ECDSA_SHA_384;
      case ML_DSA_44 -> SigningAlgorithmSpec.ML_DSA_SHAKE_256;
    };
  }
}
