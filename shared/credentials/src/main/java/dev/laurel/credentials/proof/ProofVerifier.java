package dev.laurel.credentials.proof;

import java.util.List;

/// The check of a signature over hash data. It is strict where libraries differ: lengths, ranges,
/// canonical encodings and points of small order are looked at here, before the provider is asked.
/// Any number of threads may share one.
public final class ProofVerifier {
  /// Whether the signature is the key's over the hash data, and the key of a kind that the suite
  /// allows. Never throws: what is malformed is not a signature.
  public boolean verify(Cryptosuite suite, Multikey key, byte[] hashData, byte[] signature) {
    return suite.algorithms().contains(key.algorithm()) && verify(key, hashData, signature);
  }

  /// Whether the signature is the key's over a message, which ECDSA hashes with SHA-256 (P-256) or
  /// SHA-384 (P-384) first. Never throws.
  public boolean verify(Multikey key, byte[] message, byte[] signature) {
    return verify(key, List.of(message), List.of(signature));
  }

  /// The same for several messages, each with its signature. The key is read once: finding the
  /// point of a curve takes longer than a signature.
  boolean verify(Multikey key, List<byte[]> messages, List<byte[]> signatures) {
    if (!signatures.stream().allMatch(signature -> sound(key, signature))) {
      return false;
    }
    return SignatureEngine.verify(key, messages, signatures);
  }

  private static boolean sound(Multikey key, byte[] signature) {
    KeyAlgorithm algorithm = key.algorithm();
    return signature.length == algorithm.signatureLength()
        && switch (algorithm) {
          case ED25519 -> Ed25519.soundPoint(key.raw()) && Ed25519.inRange(signature);
          case P256, P384 -> PrimeCurve.of(algorithm).inRange(signature);
          // Every string of the right length is a key; what is malformed in a signature (hints,
          // norms) FIPS 204 has the verification itself look at.
          case ML_DSA_44 -> true;
        };
  }
}
