package dev.laurel.credentials.proof;

import dev.laurel.credentials.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash function of a proof, which the kind of its key decides (VC DI ECDSA 3.2.3, 3.2.4).
enum HashFunction {
  SHA_256,
  SHA_384;

  static HashFunction of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case P384 -> SHA_384;
      case ED25519, P256, ML_DSA_44 -> SHA_256;
    };
  }

  /// A fresh digest to feed piece by piece.
  MessageDigest digest() {
    return switch (this) {
      case SHA_256 -> Sha256.digest();
      case SHA_384 -> sha384();
    };
  }

  byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  private static MessageDigest sha384() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-384", e);
    }
  }
}
