package dev.laurel.credentials.proof;

/// The outcome of verifying one proof with one key: it holds, it does not, or what it would secure
/// is not defined ([Canonicalization.Refused]). Whether the key is the issuer's is another matter.
public sealed interface ProofResult
    permits ProofResult.Holds, ProofResult.Broken, Canonicalization.Refused {
  /// The signature is the key's over this very document.
  record Holds() implements ProofResult {}

  /// The signature is not the key's over this document; why, in words that end without a full stop
  /// and hold no values.
  record Broken(String why) implements ProofResult {}
}
