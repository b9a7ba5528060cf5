package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.tlog.entry.KeyAdd;

/// The statement of a key entry of the log that one of the deployment's keys may sign: "this key is
/// that issuer's".
///
/// Only this room makes one. Its statement begins with words of its own and is never 64 bytes long,
/// so that no signature over it could pass for a proof of a credential. Immutable.
public final class PreparedKeyEntry {
  private final KeyAdd entry;
  private final Cryptosuite suite;
  private final String keyFragment;

  PreparedKeyEntry(KeyAdd entry, Cryptosuite suite, String keyFragment) {
    this.entry = entry;
    this.suite = suite;
    this.keyFragment = keyFragment;
  }

  /// The message to sign, whole and not hashed before; P-256 signs its SHA-256.
  public byte[] statement() {
    return entry.statement();
  }

  /// The suite that names the kind of key.
  public Cryptosuite suite() {
    return suite;
  }

  /// Which of the deployment's keys signs: `key-1` or `key-2`.
  public String keyFragment() {
    return keyFragment;
  }
}
