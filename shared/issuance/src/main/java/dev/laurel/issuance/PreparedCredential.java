package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.issuers.SigningKeyName;

/// One form of a document that may be signed: the exact bytes that stood before the lint, the
/// options of its proof, and the message over which the signature goes.
///
/// Only the lint makes one, of a credential ([Lint#prepare], or again from the stored bytes of an
/// intent) or of a status list; so whoever can reach a [ProofSigner] still cannot have anything
/// else signed. Immutable.
public final class PreparedCredential {
  private final byte[] unsigned;
  private final ProofOptions options;
  private final String form;
  private final byte[] hashData;
  private final byte[] message;

  private PreparedCredential(
      byte[] unsigned, ProofOptions options, String form, byte[] hashData, byte[] message) {
    this.unsigned = unsigned.clone();
    this.options = options;
    this.form = form;
    this.hashData = hashData.clone();
    this.message = message.clone();
  }

  /// For the lint alone, about bytes that it let through and that get an embedded proof.
  static PreparedCredential linted(byte[] unsigned, ProofOptions options, byte[] hashData) {
    return new PreparedCredential(unsigned, options, options.suite().text(), hashData, hashData);
  }

  /// For the lint alone, about a JWS: its signing input, and SHA-256 of that.
  static PreparedCredential jws(
      byte[] document, ProofOptions options, String form, byte[] signingInput, byte[] hash) {
    return new PreparedCredential(document, options, form, hash, signingInput);
  }

  /// What the log commits to: of an embedded proof the message itself, SHA-256 of the canonical
  /// proof options, then of the canonical document (VC DI EdDSA 3.3.4); of a JWS, SHA-256 of the
  /// message.
  public byte[] hashData() {
    return hashData.clone();
  }

  /// The message to sign, whole and not hashed before. P-256 signs its SHA-256.
  public byte[] message() {
    return message.clone();
  }

  /// The suite of the proof, which names the kind of key; of a JWS, the one of its kind of key.
  public Cryptosuite suite() {
    return options.suite();
  }

  /// The kind of key that signs.
  public KeyAlgorithm algorithm() {
    return options.suite().algorithm();
  }

  /// Which of the deployment's keys signs: the fragment of the verification method, `key-1` or
  /// `key-2`.
  public String keyFragment() {
    return FormMethods.fragment(options);
  }

  /// The name of the form in the log: the suite, or the kind of JWS.
  String form() {
    return form;
  }

  String method() {
    return options.verificationMethod();
  }

  /// Which key signs, whosever it is; see [SigningKeyName].
  public String keyName() {
    return SigningKeyName.ofMethod(options.verificationMethod());
  }

  byte[] unsigned() {
    return unsigned.clone();
  }

  ProofOptions options() {
    return options;
  }
}
