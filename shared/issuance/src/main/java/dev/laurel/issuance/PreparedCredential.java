package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;

/// A document that may be signed: the exact bytes that stood before the lint, the options of its
/// proof, and the 64 bytes over which the signature goes.
///
/// Only the lint makes one, of a credential ([Lint#prepare], or again from the stored bytes of an
/// intent) or of a status list; so whoever can reach a [ProofSigner] still cannot have anything
/// else signed. Immutable.
public final class PreparedCredential {
  private final byte[] unsigned;
  private final ProofOptions options;
  private final byte[] hashData;

  private PreparedCredential(byte[] unsigned, ProofOptions options, byte[] hashData) {
    this.unsigned = unsigned.clone();
    this.options = options;
    this.hashData = hashData.clone();
  }

  /// For the lint alone, about bytes that it let through.
  static PreparedCredential linted(byte[] unsigned, ProofOptions options, byte[] hashData) {
    return new PreparedCredential(unsigned, options, hashData);
  }

  /// The message to sign, whole and not hashed again: SHA-256 of the canonical proof options, then
  /// of the canonical document (VC DI EdDSA 3.3.4). P-256 signs its SHA-256.
  public byte[] hashData() {
    return hashData.clone();
  }

  /// The suite of the proof, which names the kind of key.
  public Cryptosuite suite() {
    return options.suite();
  }

  /// Which of the deployment's keys signs: the fragment of the verification method, `key-1` or
  /// `key-2`.
  public String keyFragment() {
    String method = options.verificationMethod();
    return method.substring(method.indexOf('#') + 1);
  }

  byte[] unsigned() {
    return unsigned.clone();
  }

  ProofOptions options() {
    return options;
  }
}
