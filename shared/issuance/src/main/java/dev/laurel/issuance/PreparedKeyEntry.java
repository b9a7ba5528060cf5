package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;

/// The statement of a key entry of the log that a key of an issuer may sign: "this key is that
/// issuer's", or "it is no more".
///
/// Only this room makes one. Its statement begins with words of its own and is never 64 bytes long,
/// so that no signature over it could pass for a proof of a credential. Immutable.
public final class PreparedKeyEntry {
  private final byte[] statement;
  private final Cryptosuite suite;
  private final String keyName;

  private PreparedKeyEntry(byte[] statement, Cryptosuite suite, String method) {
    this.statement = statement;
    this.suite = suite;
    this.keyName = SigningKeyName.ofMethod(method);
  }

  /// For the key of that method, which begins, or vouches for one that does.
  static PreparedKeyEntry of(KeyAdd entry, Cryptosuite suite, String method) {
    return new PreparedKeyEntry(entry.statement(), suite, method);
  }

  /// For the key of that method, which says that a key ends.
  static PreparedKeyEntry of(KeyRetire entry, Cryptosuite suite, String method) {
    return new PreparedKeyEntry(entry.statement(), suite, method);
  }

  /// The message to sign, whole and not hashed before; P-256 signs its SHA-256.
  public byte[] statement() {
    return statement.clone();
  }

  /// The suite that names the kind of key.
  public Cryptosuite suite() {
    return suite;
  }

  /// Which key signs; see [SigningKeyName].
  public String keyName() {
    return keyName;
  }
}
