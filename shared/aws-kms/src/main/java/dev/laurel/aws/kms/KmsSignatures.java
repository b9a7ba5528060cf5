package dev.laurel.aws.kms;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signatures of KMS over whole messages (`RAW`): Ed25519 and ML-DSA have no other pure form, and
/// for P-256 KMS then hashes once. A message has at most 4,096 bytes.
final class KmsSignatures {
  /// Bytes of an Ed25519 signature.
  static final int ED25519_BYTES = 64;

  private final KmsClient client;

  KmsSignatures(KmsClient client) {
    this.client = client;
  }

  /// Longest message that KMS takes whole (Sign, `Message`).
  static final int MAX_RAW_BYTES = 4_096;

  /// What KMS answers; [NoSignature] where it does not sign.
  byte[] ask(String key, SigningAlgorithmSpec algorithm, byte[] message) {
    return ask(key, algorithm, message, MessageType.RAW);
  }

  /// The same of a message that was hashed already, by the hash of the algorithm.
  byte[] askOfDigest(String key, SigningAlgorithmSpec algorithm, byte[] digest) {
    return ask(key, algorithm, digest, MessageType.DIGEST);
  }

  private byte[] ask(String key, SigningAlgorithmSpec algorithm, byte[] message, MessageType type) {
    SignRequest request =
        SignRequest.builder()
            .keyId(key)
            .signingAlgorithm(algorithm)
            .messageType(type)
            .message(SdkBytes.fromByteArray(message))
            .build();
    SdkBytes signature;
    try {
      signature = client.sign(request).signature();
    } catch (SdkException e) {
      throw new NoSignature("KMS does not sign: " + reason(e), retryable(e), e);
    }
    if (signature == null) {
      throw garbage();
    }
    return signature.asByteArray();
  }

  /// The same for a kind of key whose signatures all have this length.
  byte[] ask(String key, SigningAlgorithmSpec algorithm, byte[] message, int length) {
    byte[] signature = ask(key, algorithm, message);
    if (signature.length != length) {
      throw garbage();
    }
    return signature;
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

  static NoSignature garbage() {
    return new NoSignature(
        "KMS answered something other than a signature",
        true,
        new IllegalStateException("a signature of another shape"));
  }
}
