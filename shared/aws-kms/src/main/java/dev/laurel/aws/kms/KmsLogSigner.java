package dev.laurel.aws.kms;

import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.MlDsa44;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.LogSigner;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs committed heads of the log with its keys in KMS, which never leave it. A signature of the
/// wrong length is [StoreUnavailable]; whether it is right is for the caller to verify.
public final class KmsLogSigner implements LogSigner {
  private final KmsSignatures signatures;
  private final KmsLogKeys keys;
  private final KmsLogKeyIds ids;

  /// A signer with the keys of these ids for the log of that origin.
  public KmsLogSigner(KmsClient client, String origin, KmsLogKeyIds ids) {
    this.signatures = new KmsSignatures(client);
    this.keys = new KmsLogKeys(client, origin, ids);
    this.ids = ids;
  }

  /// Signs once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    String zeros = Base64.getEncoder().encodeToString(new byte[KmsSignatures.ED25519_BYTES]);
    try (KmsClient client = KmsClients.canned("{\"Signature\":\"" + zeros + "\"}")) {
      KmsLogSigner signer = new KmsLogSigner(client, "prime", new KmsLogKeyIds("prime", ""));
      signer.sign(VerifierKey.ED25519, new byte[1]);
    }
  }

  @Override
  public List<VerifierKey> keys() {
    return keys.keys();
  }

  @Override
  public byte[] sign(VerifierKey key, CommittedHead head) {
    if (!keys().contains(key)) {
      throw new IllegalArgumentException("not a key of this log");
    }
    return sign(key.type(), head.message(key));
  }

  byte[] sign(byte type, byte[] message) {
    try {
      return switch (type) {
        case VerifierKey.ED25519 ->
            signatures.ask(
                ids.ed25519(),
                SigningAlgorithmSpec.ED25519_SHA_512,
                message,
                KmsSignatures.ED25519_BYTES);
        case VerifierKey.ML_DSA_44 ->
            signatures.ask(
                ids.mlDsa44(),
                SigningAlgorithmSpec.ML_DSA_SHAKE_256,
                message,
                MlDsa44.SIGNATURE_LENGTH);
        default -> throw new IllegalArgumentException("a log does not sign with type " + type);
      };
    } catch (NoSignature e) {
      throw new StoreUnavailable(e.why(), e);
    }
  }
}
