package dev.laurel.aws.kms;

import dev.laurel.storage.StoreUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Public keys as KMS hands them out, in X.509. A key's material never changes, so each is asked
/// for once.
final class KmsPublicKeys {
  private final KmsClient client;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  KmsPublicKeys(KmsClient client) {
    this.client = client;
  }

  /// The SubjectPublicKeyInfo of a key; [StoreUnavailable] where KMS does not answer.
  byte[] spki(String id) {
    byte[] before = known.get(id);
    if (before != null) {
      return before.clone();
    }
    byte[] read = read(id);
    known.put(id, read);
    return read.clone();
  }

  /// The same, or empty where KMS has no such key.
  Optional<byte[]> find(String id) {
    try {
      return Optional.of(spki(id));
    } catch (StoreUnavailable e) {
      if (e.getCause() instanceof NotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private byte[] read(String id) {
    GetPublicKeyResponse response;
    try {
      response = client.getPublicKey(GetPublicKeyRequest.builder().keyId(id).build());
    } catch (SdkException e) {
      throw new StoreUnavailable("KMS does not answer GetPublicKey", e);
    }
    if (response.publicKey() == null) {
      throw new StoreUnavailable("KMS answers GetPublicKey without a key");
    }
    return response.publicKey().asByteArray();
  }
}
