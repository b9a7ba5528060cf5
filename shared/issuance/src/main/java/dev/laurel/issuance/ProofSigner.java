package dev.laurel.issuance;

/// Signs what the lint let through with the deployment's keys. The port to KMS, or to key files on
/// one machine.
///
/// The answer is the raw signature over [PreparedCredential#hashData] by the key that
/// [PreparedCredential#keyFragment] names: 64 bytes, Ed25519 (RFC 8032, pure) or P-256 with SHA-256
/// as r and s. It need not be deterministic, and it is not trusted: whoever calls verifies it. An
/// adapter does not repeat a call beyond its client's bounded retries. May be called from any
/// number of threads.
@FunctionalInterface
public interface ProofSigner {
  /// Throws [SignerUnavailable] when no signature comes.
  byte[] sign(PreparedCredential prepared);
}
