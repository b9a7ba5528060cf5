package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import java.util.Base64;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs prepared credentials and key entries with the deployment's keys in KMS, which never leave
/// it.
///
/// Both algorithms get the message whole (`RAW`): Ed25519 has no other pure form, and for P-256 KMS
/// then hashes once, as the proof demands. A signature of the wrong shape is [SignerUnavailable];
/// whether a well-formed one is right is for the caller to verify.
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
    return sign(prepared.suite(), prepared.keyFragment(), prepared.hashData());
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return sign(prepared.suite(), prepared.keyFragment(), prepared.statement());
  }

  byte[] sign(Cryptosuite suite, String fragment, byte[] message) {
    String key = keys.of(suite, fragment);
    try {
      return switch (suite) {
        case EDDSA_RDFC_2022 ->
            signatures.ask(key, algorithm(suite), message, KmsSignatures.ED25519_BYTES);
        case ECDSA_RDFC_2019 ->
            EcdsaSignature.raw(signatures.ask(key, algorithm(suite), message))
                .orElseThrow(KmsSignatures::garbage);
      };
    } catch (NoSignature e) {
      throw new SignerUnavailable(e.why(), e.retryable(), e);
    }
  }

  private static SigningAlgorithmSpec algorithm(Cryptosuite suite) {
    return switch (suite) {
      case EDDSA_RDFC_2022 -> SigningAlgorithmSpec.ED25519_SHA_512;
      case ECDSA_RDFC_2019 -> SigningAlgorithmSpec.ECDSA_SHA_256;
    };
  }
}
