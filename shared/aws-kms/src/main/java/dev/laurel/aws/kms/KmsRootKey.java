package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import java.util.Base64;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// The platform's root key in KMS, an Ed25519 key that signs the first key of each issuer.
/// [StoreUnavailable] where KMS does not answer or sign.
public final class KmsRootKey implements RootKey {
  private final KmsPublicKeys keys;
  private final KmsSignatures signatures;
  private final String id;

  /// The key of that id.
  public KmsRootKey(KmsClient client, String id) {
    this.keys = new KmsPublicKeys(client);
    this.signatures = new KmsSignatures(client);
    this.id = id;
  }

  /// Signs once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    String zeros = Base64.getEncoder().encodeToString(new byte[KmsSignatures.ED25519_BYTES]);
    try (KmsClient client = KmsClients.canned("{\"Signature\":\"" + zeros + "\"}")) {
      new KmsRootKey(client, "prime").sign(new byte[1]);
    }
  }

  @Override
  public Multikey publicKey() {
    return published(keys, id);
  }

  /// The public half of the key of that id, for those who only check what it signed.
  public static Multikey publicKey(KmsClient client, String id) {
    return published(new KmsPublicKeys(client), id);
  }

  private static Multikey published(KmsPublicKeys keys, String id) {
    Multikey key = Multikey.fromSpki(keys.spki(id));
    if (key.algorithm() != KeyAlgorithm.ED25519) {
      throw new IllegalStateException("the root key is not of Ed25519");
    }
    return key;
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    return sign(unsigned.statement());
  }

  byte[] sign(byte[] statement) {
    try {
      return signatures.ask(
          id, SigningAlgorithmSpec.ED25519_SHA_512, statement, KmsSignatures.ED25519_BYTES);
    } catch (NoSignature e) {
      throw new StoreUnavailable(e.why(), e);
    }
  }
}
