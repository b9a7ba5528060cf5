package dev.laurel.aws.kms;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.storage.IssuerId;

/// Which keys of KMS sign: id, alias or ARN of each of the deployment's. One of them may be absent
/// (""): emulators know no Ed25519.
///
/// Issuers' own keys are found by their alias, `alias/<stack>-<issuer>-<fragment>`, a did:key's by
/// `alias/<stack>-<multikey>`; where `stack` is "" there are none.
public record KmsKeyIds(String ed25519, String p256, String stack) {
  static final String ED25519 = "key-1";
  static final String P256 = "key-2";

  public KmsKeyIds {
    if (ed25519.isBlank() && p256.isBlank()) {
      throw new IllegalArgumentException("a deployment needs at least one signing key");
    }
  }

  /// The keys of a deployment without own keys of issuers.
  public KmsKeyIds(String ed25519, String p256) {
    this(ed25519, p256, "");
  }

  /// The key that signs for a suite under a name ([SigningKeyName]). Throws
  /// [IllegalArgumentException] where the name is of a deployment key of another kind or of one
  /// that is absent.
  String of(Cryptosuite suite, String name) {
    if (!name.startsWith("key-")) {
      return alias(name, suite.text());
    }
    String expected =
        switch (suite.algorithm()) {
          case ED25519 -> ED25519;
          case P256 -> P256;
          case P384, ML_DSA_44 -> "";
        };
    String id = expected.equals(ED25519) ? ed25519 : p256;
    if (!name.equals(expected) || id.isBlank()) {
      throw new IllegalArgumentException("no key " + name + " signs " + suite);
    }
    return id;
  }

  /// The alias of an issuer's own key.
  String own(IssuerId issuer, String fragment) {
    return alias(SigningKeyName.of(issuer, fragment), "anything");
  }

  private String alias(String name, String what) {
    if (stack.isBlank()) {
      throw new IllegalArgumentException("no key " + name + " signs " + what);
    }
    return "alias/" + stack + "-" + name.replace('/', '-');
  }
}
