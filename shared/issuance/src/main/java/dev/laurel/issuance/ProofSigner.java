package dev.laurel.issuance;

/// Signs with the keys of issuers what this room prepared, and nothing else. The port to KMS, or to
/// key files on one machine.
///
/// The answer is the raw signature: 64 bytes, Ed25519 (RFC 8032, pure) or P-256 with SHA-256 as r
/// and s, or 2,420 bytes, ML-DSA-44 (FIPS 204, pure). It need not be deterministic, and it is not
/// trusted: whoever calls verifies it. An adapter does not repeat a call beyond its client's
/// bounded retries. May be called from any number of threads. Both methods throw
/// [SignerUnavailable] when no signature comes.
public interface ProofSigner {
  /// Signs [PreparedCredential#hashData] with the key that [PreparedCredential#keyName] names.
  byte[] sign(PreparedCredential prepared);

  /// Signs [PreparedKeyEntry#statement] with the key that [PreparedKeyEntry#keyName] names.
  byte[] sign(PreparedKeyEntry prepared);
}
