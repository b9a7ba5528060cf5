package dev.laurel.verification.published;

/// What tells a document from all others: its `id` and the DID of its issuer, as they stand in it,
/// and what was signed, since an issuer may use an id again.
///
/// @param id "" for a document without one
/// @param hash what the log's commitment holds of its first form, in hex: the hash data of a Data
///   Integrity proof, or SHA-256 of a JWS signing input; "" where that is not known
public record DocumentName(String id, String issuer, String hash) {}
