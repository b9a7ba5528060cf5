package dev.laurel.credentials.proof;

/// The outcome of hashing a document with its proof options: [Hashed], or
/// [Canonicalization.Refused].
public sealed interface HashResult permits HashResult.Hashed, Canonicalization.Refused {
  /// The 64 bytes to sign: SHA-256 of the canonical proof options, then of the canonical document
  /// (VC DI EdDSA 3.2.4).
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
