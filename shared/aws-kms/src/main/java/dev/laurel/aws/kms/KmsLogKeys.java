package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.MlDsa44;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.sequencing.LogKeys;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;

/// The public halves of the log's keys as KMS hands them out, under the log's origin as their name.
/// [StoreUnavailable] where KMS does not answer.
public final class KmsLogKeys implements LogKeys {
  /// A public key as KMS answers it, made for priming and used nowhere else.
  private static final String CANNED =
      "{\"PublicKey\":\"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\"}";

  private final KmsPublicKeys keys;
  private final String origin;
  private final KmsLogKeyIds ids;

  /// The keys of these ids.
  public KmsLogKeys(KmsClient client, String origin, KmsLogKeyIds ids) {
    this.keys = new KmsPublicKeys(client);
    this.origin = origin;
    this.ids = ids;
  }

  /// Reads a key once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    try (KmsClient client = KmsClients.canned(CANNED)) {
      new KmsLogKeys(client, "prime", new KmsLogKeyIds("prime", "")).keys();
    }
  }

  @Override
  public List<VerifierKey> keys() {
    List<VerifierKey> all = new ArrayList<>();
    all.add(VerifierKey.ed25519(origin, ed25519()));
    if (!ids.mlDsa44().isBlank()) {
      all.add(VerifierKey.mlDsa44(origin, mlDsa44()));
    }
    return List.copyOf(all);
  }

  private byte[] ed25519() {
    Multikey key = Multikey.fromSpki(keys.spki(ids.ed25519()));
    if (key.algorithm() != KeyAlgorithm.ED25519) {
      throw new IllegalStateException("the log's first key is not of Ed25519");
    }
    return key.raw();
  }

  private byte[] mlDsa44() {
    try {
      return MlDsa44.rawKey(keys.spki(ids.mlDsa44()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the log's second key is not of ML-DSA-44", e);
    }
  }
}
