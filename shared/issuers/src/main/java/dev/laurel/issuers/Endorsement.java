package dev.laurel.issuers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a third party says of an issuer or of an achievement: an EndorsementCredential (OB 3.0)
/// that badges carry from then on.
///
/// @param id by which its issuer finds it, see [#idOf]
/// @param credential the id in the document
/// @param subject what it endorses: a DID or an achievement's address
/// @param issuer the endorser's DID
/// @param validUntil null where it has no end
/// @param document compact JSON with its proof, as badges carry it
public record Endorsement(
    String id,
    String credential,
    String subject,
    String issuer,
    String name,
    @Nullable Instant validUntil,
    String document) {
  /// Largest document in bytes of compact JSON: with an Ed25519 and an ML-DSA-44 proof one has
  /// about 6 KiB.
  public static final int MAX_BYTES = 8 * 1024;

  /// Most endorsements of one subject: with those of the issuer and of the achievement a badge
  /// carries eight, all that the verifier looks at together with their status lists.
  public static final int MAX_PER_SUBJECT = 4;

  /// The first 16 bytes of SHA-256 of the credential's id, in lower-case hex: it stands in
  /// addresses, where that id, a URL, cannot.
  public static String idOf(String credential) {
    return Sha256.hex(credential.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /// Whether it is valid for as long as a badge that ends then, or never (null). A badge with an
  /// endorsement that has ended is not valid any more.
  public boolean outlasts(@Nullable Instant end) {
    return validUntil == null || (end != null && !validUntil.isBefore(end));
  }
}
