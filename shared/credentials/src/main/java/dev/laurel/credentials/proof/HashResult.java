package dev.laurel.credentials.proof;

/// The outcome of hashing a document with its proof options: [Hashed], or
/// [Canonicalization.Refused].
public sealed interface HashResult permits HashResult.Hashed, Canonicalization.Refused {
  /// The bytes to sign: the hash of the canonical proof options, then of the canonical document (VC
  /// DI EdDSA 3.2.4). 64 bytes with SHA-256; 96 with SHA-384, which goes with keys on P-384.
  @SuppressWarnings("ArrayRecordComponent") // cloned in and out
  record Hashed(byte[] hashData) implements HashResult {
    public Hashed {
      hashData = hashData.clone();
    }

    @Override
    public byte[] hashData() {
      return hashData.clone();
    }

    @Override
    public String toString() {
      return "Hashed[" + hashData.length + " bytes]";
    }
  }
}
