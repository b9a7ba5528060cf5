package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.Cryptosuite;

/// Which keys of KMS the deployment signs with: id, alias or ARN of each. One of them may be absent
/// (""): emulators know no Ed25519.
public record KmsKeyIds(String ed25519, String p256) {
  static final String ED25519 = "key-1";
  static final String P256 = "key-2";

  public KmsKeyIds {
    if (ed25519.isBlank() && p256.isBlank()) {
      throw new IllegalArgumentException("a deployment needs at least one signing key");
    }
  }

  /// The key that signs for a suite. Throws [IllegalArgumentException] where the fragment names a
  /// key of another kind or one that is absent.
  String of(Cryptosuite suite, String fragment) {
    String expected = fragment(suite);
    String id = expected.equals(ED25519) ? ed25519 : p256;
    if (!fragment.equals(expected) || id.isBlank()) {
      throw new IllegalArgumentException("no key " + fragment + " signs " + suite);
    }
    return id;
  }

  private static String fragment(Cryptosuite suite) {
    return switch (suite) {
      case EDDSA_RDFC_2022 -> ED25519;
      case ECDSA_RDFC_2019 -> P256;
    };
  }
}
