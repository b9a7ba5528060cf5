package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import java.util.Base64;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs prepared credentials with the deployment's keys in KMS, which never leave it.
///
/// Both algorithms get the message whole (`RAW`): Ed25519 has no other pure form, and for P-256 KMS
/// then hashes once, as the proof demands. A signature of the wrong shape is [SignerUnavailable];
/// whether a well-formed one is right is for the caller to verify.
public final class KmsProofSigner implements ProofSigner {
  private static final int SIGNATURE_BYTES = 64;

  private final KmsClient client;
  private final KmsKeyIds keys;

  /// A signer with the keys of these ids.
  public KmsProofSigner(KmsClient client, KmsKeyIds keys) {
    this.client = client;
    this.keys = keys;
  }

  /// Signs once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    String zeros = Base64.getEncoder().encodeToString(new byte[SIGNATURE_BYTES]);
    try (KmsClient client = KmsClients.canned("{\"Signature\":\"" + zeros + "\"}")) {
      KmsProofSigner signer = new KmsProofSigner(client, new KmsKeyIds("prime", ""));
      signer.sign(Cryptosuite.EDDSA_RDFC_2022, KmsKeyIds.ED25519, new byte[SIGNATURE_BYTES]);
    }
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    return sign(prepared.suite(), prepared.keyFragment(), prepared.hashData());
  }

  byte[] sign(Cryptosuite suite, String fragment, byte[] message) {
    String key = keys.of(suite, fragment);
    byte[] signature = ask(key, algorithm(suite), message);
    return switch (suite) {
      case EDDSA_RDFC_2022 -> {
        if (signature.length != SIGNATURE_BYTES) {
          throw garbage();
        }
        yield signature;
      }
      case ECDSA_RDFC_2019 -> EcdsaSignature.raw(signature).orElseThrow(KmsProofSigner::garbage);
    };
  }

  private byte[] ask(String key, SigningAlgorithmSpec algorithm, byte[] message) {
    SignRequest request =
        SignRequest.builder()
            .keyId(key)
            .signingAlgorithm(algorithm)
            .messageType(MessageType.RAW)
            .message(SdkBytes.fromByteArray(message))
            .build();
    SdkBytes signature;
    try {
      signature = client.sign(request).signature();
    } catch (SdkException e) {
      throw new SignerUnavailable("KMS does not sign: " + reason(e), retryable(e), e);
    }
    if (signature == null) {
      throw garbage();
    }
    return signature.asByteArray();
  }

  private static SigningAlgorithmSpec algorithm(Cryptosuite suite) {
    return switch (suite) {
      case EDDSA_RDFC_2022 -> SigningAlgorithmSpec.ED25519_SHA_512;
      case ECDSA_RDFC_2019 -> SigningAlgorithmSpec.ECDSA_SHA_256;
    };
  }

  /// A disabled or missing key, missing rights or a key of another kind need somebody to act;
  /// throttling, an outage and a broken connection pass.
  private static boolean retryable(SdkException e) {
    return !(e instanceof AwsServiceException answer)
        || answer.statusCode() >= 500
        || answer.isThrottlingException()
        || answer instanceof KeyUnavailableException;
  }

  private static String reason(SdkException e) {
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? answer.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }

  private static SignerUnavailable garbage() {
    return new SignerUnavailable(
        "KMS answered something other than a signature",
        true,
        new IllegalStateException("a signature of another shape"));
  }
}
