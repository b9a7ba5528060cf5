package dev.laurel.credentials.proof;

import java.util.Optional;

/// A Data Integrity cryptosuite that this project can hash and verify.
public enum Cryptosuite {
  /// VC DI EdDSA 3.2; the proof that every badge carries.
  EDDSA_RDFC_2022("eddsa-rdfc-2022", KeyAlgorithm.ED25519),

  /// VC DI ECDSA 3.2 with P-256; for endpoints without Ed25519.
  ECDSA_RDFC_2019("ecdsa-rdfc-2019", KeyAlgorithm.P256);

  private final String text;
  private final KeyAlgorithm algorithm;

  Cryptosuite(String text, KeyAlgorithm algorithm) {
    this.text = text;
    this.algorithm = algorithm;
  }

  /// The suite of that name, or empty where it is not supported.
  public static Optional<Cryptosuite> parse(String text) {
    for (Cryptosuite suite : values()) {
      if (suite.text.equals(text)) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }

  /// The suite that signs with keys of an algorithm.
  public static Cryptosuite of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> EDDSA_RDFC_2022;
      case P256 -> ECDSA_RDFC_2019;
    };
  }

  /// The name in a proof.
  public String text() {
    return text;
  }

  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public String toString() {
    return text;
  }
}
