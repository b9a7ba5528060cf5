package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;

/// The public halves of the keys that sign as KMS hands them out. A key's material never changes,
/// so each is asked for once; [StoreUnavailable] where KMS does not answer.
public final class KmsKeys implements SigningKeys {
  /// A public key as KMS answers it, made for priming and used nowhere else.
  private static final String CANNED =
      "{\"PublicKey\":\"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\"}";

  private final KmsKeyIds keys;
  private final KmsPublicKeys known;

  /// The keys of these ids.
  public KmsKeys(KmsClient client, KmsKeyIds keys) {
    this.keys = keys;
    this.known = new KmsPublicKeys(client);
  }

  /// Reads a key once over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    try (KmsClient client = KmsClients.canned(CANNED)) {
      new KmsKeys(client, new KmsKeyIds("prime", "")).publicKeys();
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    List<DeploymentKey> all = new ArrayList<>();
    if (!keys.ed25519().isBlank()) {
      all.add(new DeploymentKey(KmsKeyIds.ED25519, key(keys.ed25519())));
    }
    if (!keys.p256().isBlank()) {
      all.add(new DeploymentKey(KmsKeyIds.P256, key(keys.p256())));
    }
    return List.copyOf(all);
  }

  @Override
  public Optional<Multikey> own(IssuerId issuer, String fragment) {
    return keys.stack().isBlank()
        ? Optional.empty()
        : known.find(keys.own(issuer, fragment)).map(Multikey::fromSpki);
  }

  private Multikey key(String id) {
    return Multikey.fromSpki(known.spki(id));
  }
}
