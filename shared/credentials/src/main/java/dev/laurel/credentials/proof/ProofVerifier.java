package dev.laurel.credentials.proof;

/// The check of a signature over hash data. It is strict where libraries differ: lengths, ranges,
/// canonical encodings and points of small order are looked at here, before the provider is asked.
/// Any number of threads may share one.
public final class ProofVerifier {
  /// Whether the signature is the key's over the hash data. Never throws: what is malformed is not
  /// a signature.
  public boolean verify(Cryptosuite suite, Multikey key, byte[] hashData, byte[] signature) {
    if (key.algorithm() != suite.algorithm() || signature.length != KeyAlgorithm.SIGNATURE_LENGTH) {
      return false;
    }
    boolean sound =
        switch (suite) {
          case EDDSA_RDFC_2022 -> Ed25519.soundPoint(key.raw()) && Ed25519.inRange(signature);
          case ECDSA_RDFC_2019 -> P256.inRange(signature);
        };
    return sound && SignatureEngine.verify(key, hashData, signature);
  }
}
