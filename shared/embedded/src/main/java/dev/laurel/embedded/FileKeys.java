package dev.laurel.embedded;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The deployment's signing keys in files of one machine: `key-1` (Ed25519) and `key-2` (P-256),
/// made at first start, and issuers' own keys beside them ([OwnFileKeys]). The folder and files are
/// for their owner alone and say that they are LOCAL; whoever can read them can sign, so a
/// production stage is refused.
public final class FileKeys implements ProofSigner, SigningKeys {
  private final List<LocalKey> keys;
  private final OwnFileKeys own;

  private record LocalKey(DeploymentKey published, PrivateKey secret) {}

  private FileKeys(List<LocalKey> keys, OwnFileKeys own) {
    this.keys = List.copyOf(keys);
    this.own = own;
  }

  /// The keys in the folder; those that are missing are made. Any number of processes may start at
  /// once: all see the same keys. Throws [IllegalStateException] in the stage `production`, and for
  /// a file that is no key of ours.
  public static FileKeys open(Path folder, String stage, SecureRandom random) {
    try {
      KeyFile.prepare(folder, stage);
      return new FileKeys(
          List.of(
              key(folder, "key-1", KeyAlgorithm.ED25519, random),
              key(folder, "key-2", KeyAlgorithm.P256, random)),
          OwnFileKeys.in(folder));
    } catch (IOException failed) {
      throw new UncheckedIOException("the signing keys cannot be read", failed);
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    return keys.stream().map(LocalKey::published).toList();
  }

  @Override
  public Optional<Multikey> own(IssuerId issuer, String fragment) {
    return own.find(SigningKeyName.of(issuer, fragment)).map(OwnFileKeys.LocalKey::published);
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    return sign(prepared.suite(), prepared.keyName(), prepared.message());
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return sign(prepared.suite(), prepared.keyName(), prepared.statement());
  }

  private byte[] sign(Cryptosuite suite, String name, byte[] message) {
    KeyAlgorithm algorithm = suite.algorithm();
    return secret(name, algorithm)
        .map(secret -> SignatureEngine.sign(algorithm, secret, message))
        .orElseThrow(() ->
            new SignerUnavailable(
                "no key " + name + " for " + suite,
                false,
                new IllegalArgumentException("unknown key")));
  }

  private Optional<PrivateKey> secret(String name, KeyAlgorithm algorithm) {
    Optional<PrivateKey> shared =
        keys.stream()
            .filter(key -> key.published().fragment().equals(name))
            .filter(key -> key.published().key().algorithm() == algorithm)
            .map(LocalKey::secret)
            .findFirst();
    return shared.or(() ->
        own.find(name)
            .filter(key -> key.published().algorithm() == algorithm)
            .map(OwnFileKeys.LocalKey::secret));
  }

  private static LocalKey key(
      Path folder, String fragment, KeyAlgorithm algorithm, SecureRandom random)
      throws IOException {
    KeyFile file = KeyFile.open(folder, fragment, KeyFile.Kind.of(algorithm), random);
    Multikey key = file.published(fragment);
    if (key.algorithm() != algorithm) {
      throw new IllegalStateException(fragment + " is not a key of " + algorithm);
    }
    return new LocalKey(new DeploymentKey(fragment, key), file.secret());
  }
}
