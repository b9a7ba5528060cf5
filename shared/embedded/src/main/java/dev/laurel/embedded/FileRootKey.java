package dev.laurel.embedded;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The platform's root key in a file of one machine: `root`, of Ed25519, made at first start. It
/// signs the first key of each issuer into the log, and nothing else.
public final class FileRootKey implements RootKey {
  private final KeyFile file;
  private final Multikey published;

  private FileRootKey(KeyFile file) {
    this.file = file;
    this.published = Multikey.fromSpki(file.spki());
    if (published.algorithm() != KeyAlgorithm.ED25519) {
      throw new IllegalStateException("root is not a key of " + KeyAlgorithm.ED25519);
    }
  }

  /// The key in the folder, made where it is missing. Throws [IllegalStateException] in the stage
  /// `production`, and for a file that is no key of ours.
  public static FileRootKey open(Path folder, String stage, SecureRandom random) {
    try {
      KeyFile.prepare(folder, stage);
      return new FileRootKey(KeyFile.open(folder, "root", KeyFile.Kind.ED25519, random));
    } catch (IOException failed) {
      throw new UncheckedIOException("the root key cannot be read", failed);
    }
  }

  @Override
  public Multikey publicKey() {
    return published;
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, file.secret(), unsigned.statement());
  }
}
