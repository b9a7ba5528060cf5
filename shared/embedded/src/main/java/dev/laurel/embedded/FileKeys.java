package dev.laurel.embedded;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;

/// The deployment's signing keys in files of one machine: `key-1` (Ed25519) and `key-2` (P-256),
/// made at first start. The folder and files are for their owner alone and say that they are LOCAL;
/// whoever can read them can sign, so a production stage is refused.
public final class FileKeys implements ProofSigner, SigningKeys {
  private final List<LocalKey> keys;

  private record LocalKey(DeploymentKey published, PrivateKey secret) {}

  private FileKeys(List<LocalKey> keys) {
    this.keys = List.copyOf(keys);
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
              key(folder, "key-2", KeyAlgorithm.P256, random)));
    } catch (IOException failed) {
      throw new UncheckedIOException("the signing keys cannot be read", failed);
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    return keys.stream().map(LocalKey::published).toList();
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    return sign(prepared.suite(), prepared.keyFragment(), prepared.hashData());
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return sign(prepared.suite(), prepared.keyFragment(), prepared.statement());
  }

  private byte[] sign(Cryptosuite suite, String fragment, byte[] message) {
    for (LocalKey key : keys) {
      if (key.published().fragment().equals(fragment)
          && key.published().key().algorithm() == suite.algorithm()) {
        return SignatureEngine.sign(suite.algorithm(), key.secret(), message);
      }
    }
    throw new SignerUnavailable(
        "no key " + fragment + " for " + suite, false, new IllegalArgumentException("unknown key"));
  }

  private static LocalKey key(
      Path folder, String fragment, KeyAlgorithm algorithm, SecureRandom random)
      throws IOException {
    KeyFile.Kind kind =
        switch (algorithm) {
          case ED25519 -> KeyFile.Kind.ED25519;
          case P256 -> KeyFile.Kind.P256;
        };
    KeyFile file = KeyFile.open(folder, fragment, kind, random);
    Multikey key = published(fragment, file);
    if (key.algorithm() != algorithm) {
      throw new IllegalStateException(fragment + " is not a key of " + algorithm);
    }
    return new LocalKey(new DeploymentKey(fragment, key), file.secret());
  }

  private static Multikey published(String fragment, KeyFile file) {
    try {
      return Multikey.fromSpki(file.spki());
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalStateException("not a readable key: " + fragment, unreadable);
    }
  }
}
