package dev.laurel.issuance;

import dev.laurel.credentials.proof.ProofOptions;

/// Stands in for the lint where only a signer is tested: in tests alone can this package be
/// entered.
public final class Linted {
  private Linted() {}

  public static PreparedCredential of(byte[] hashData, ProofOptions options) {
    return PreparedCredential.linted(new byte[0], options, hashData);
  }
}
