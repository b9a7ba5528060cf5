package dev.laurel.verification.published;

import dev.laurel.credentials.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/// What tells a document from all others: its `id` and the DID of its issuer, as they stand in it,
/// and what was signed, since an issuer may use an id again.
///
/// @param id "" for a document without one
/// @param hash what the log's commitment holds of its first form, in hex: the hash data of a Data
///   Integrity proof, or SHA-256 of a JWS signing input; "" where that is not known
/// @param signature which signature of a JWS it is, in 32 hexadecimal digits: the same signing
///   input may be signed again; "" for a Data Integrity proof, which says when it was made
public record DocumentName(String id, String issuer, String hash, String signature) {
  private static final int SIGNATURE_BYTES = 16;

  /// The name of a document with a Data Integrity proof.
  public DocumentName(String id, String issuer, String hash) {
    this(id, issuer, hash, "");
  }

  /// The same with this signature of a JWS. Its second half can be negated by anyone (ES256), so
  /// the first one names it.
  public DocumentName signed(byte[] jws) {
    byte[] first = Sha256.of(Arrays.copyOf(jws, jws.length / 2));
    return new DocumentName(id, issuer, hash, HexFormat.of().formatHex(first, 0, SIGNATURE_BYTES));
  }
}
