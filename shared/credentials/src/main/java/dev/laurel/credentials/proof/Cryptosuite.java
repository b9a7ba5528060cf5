package dev.laurel.credentials.proof;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A Data Integrity cryptosuite that this project can hash and verify.
public enum Cryptosuite {
  /// VC DI EdDSA 3.2; the proof that every badge carries.
  EDDSA_RDFC_2022("eddsa-rdfc-2022", Transformation.RDFC, true, KeyAlgorithm.ED25519),

  /// VC DI ECDSA 3.2; for endpoints without Ed25519. With a P-384 key all hashes are SHA-384.
  ECDSA_RDFC_2019(
      "ecdsa-rdfc-2019", Transformation.RDFC, true, KeyAlgorithm.P256, KeyAlgorithm.P384),

  /// VC DI EdDSA 3.3.
  EDDSA_JCS_2022("eddsa-jcs-2022", Transformation.JCS, true, KeyAlgorithm.ED25519),

  /// VC DI ECDSA 3.3. With a P-384 key both hashes are SHA-384.
  ECDSA_JCS_2019("ecdsa-jcs-2019", Transformation.JCS, true, KeyAlgorithm.P256, KeyAlgorithm.P384),

  /// DI Quantum-Safe (draft of 2026-04); a second proof beside that of EdDSA.
  MLDSA44_RDFC_2024("mldsa44-rdfc-2024", Transformation.RDFC, true, KeyAlgorithm.ML_DSA_44),

  /// DI Quantum-Safe (draft of 2026-04); only verified.
  MLDSA44_JCS_2024("mldsa44-jcs-2024", Transformation.JCS, false, KeyAlgorithm.ML_DSA_44),

  /// VC DI ECDSA 3.4, the derived proof of a holder; only verified.
  ECDSA_SD_2023("ecdsa-sd-2023", Transformation.SELECTIVE, false, KeyAlgorithm.P256);

  private final String text;
  private final Transformation transformation;
  private final boolean issued;
  private final KeyAlgorithm algorithm;
  private final KeyAlgorithm other;

  Cryptosuite(String text, Transformation transformation, boolean issued, KeyAlgorithm algorithm) {
    this(text, transformation, issued, algorithm, algorithm);
  }

  Cryptosuite(
      String text,
      Transformation transformation,
      boolean issued,
      KeyAlgorithm algorithm,
      KeyAlgorithm other) {
    this.text = text;
    this.transformation = transformation;
    this.issued = issued;
    this.algorithm = algorithm;
    this.other = other;
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

  /// The suite over RDF that signs with keys of an algorithm.
  public static Cryptosuite of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> EDDSA_RDFC_2022;
      case P256, P384 -> ECDSA_RDFC_2019;
      case ML_DSA_44 -> MLDSA44_RDFC_2024;
    };
  }

  /// The name in a proof.
  public String text() {
    return text;
  }

  /// The kind of key that we sign with.
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /// The kinds of keys that the suite allows.
  public Set<KeyAlgorithm> algorithms() {
    return EnumSet.of(algorithm, other);
  }

  /// Whether we make proofs of it; the others are only verified.
  public boolean issued() {
    return issued;
  }

  /// What is hashed.
  public Transformation transformation() {
    return transformation;
  }

  /// Whether `proofValue` is base64url (`u`) and not base 58 (`z`): signatures of EdDSA and ECDSA
  /// are short, and base 58 is quadratic.
  boolean base64Url() {
    return transformation == Transformation.SELECTIVE || algorithm == KeyAlgorithm.ML_DSA_44;
  }

  @Override
  public String toString() {
    return text;
  }
}
