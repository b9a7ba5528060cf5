package dev.laurel.issuance;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/// A key that signs one copy for our own verifier and is forgotten. Made where it is used, so that
/// no snapshot of the process holds one; nothing that it signs leaves the process.
final class ThrowawayKey {
  private final KeyAlgorithm algorithm;
  private final KeyPair pair;

  private ThrowawayKey(KeyAlgorithm algorithm, KeyPair pair) {
    this.algorithm = algorithm;
    this.pair = pair;
  }

  static ThrowawayKey make(KeyAlgorithm algorithm) {
    try {
      return new ThrowawayKey(algorithm, generator(algorithm).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK makes keys of " + algorithm, e);
    }
  }

  private static KeyPairGenerator generator(KeyAlgorithm algorithm)
      throws GeneralSecurityException {
    return switch (algorithm) {
      case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
      case P256 -> curve("secp256r1");
      case P384 -> curve("secp384r1");
      case ML_DSA_44 -> KeyPairGenerator.getInstance("ML-DSA-44");
    };
  }

  private static KeyPairGenerator curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator;
  }

  Multikey publicKey() {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  byte[] sign(byte[] hashData) {
    return SignatureEngine.sign(algorithm, pair.getPrivate(), hashData);
  }
}
