package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.tlog.entry.KeyAdd;

/// Stands in for lint and ladder where only a signer is tested: in tests alone can this package be
/// entered.
public final class Linted {
  private Linted() {}

  public static PreparedCredential of(byte[] hashData, ProofOptions options) {
    return PreparedCredential.linted(new byte[0], options, hashData);
  }

  public static PreparedKeyEntry keyEntry(KeyAdd entry, Cryptosuite suite, String method) {
    return PreparedKeyEntry.of(entry, suite, method);
  }
}
