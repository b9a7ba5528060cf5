package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/// A document as it is to stand before the lint, and what its owner's row says of it.
///
/// @param documentId the `id` in the document, "" where that is the credential's address here
/// @param achievementName what people read in lists; never a person's name
/// @param achievementId "" where it is not one of this deployment's achievements
@SuppressWarnings("ArrayRecordComponent") // made and read in this room, never compared
record DraftedCredential(
    CredentialId credential,
    IssuerId issuer,
    String documentId,
    byte[] document,
    Securing securing,
    String achievementName,
    String achievementId,
    int achievementVersion,
    Instant validFrom) {
  /// The instant that stands for the signature's in the log: `created` of an embedded proof; a JWS
  /// has no such member, and its reader goes by `nbf`. Only for a document that the lint let
  /// through.
  Instant signedAt() {
    return securing.format() == CredentialFormat.LDP_VC
        ? securing.proofs().getFirst().created()
        : OffsetDateTime.parse(Json.parse(document).path("validFrom").stringValue())
            .toInstant()
            .truncatedTo(ChronoUnit.SECONDS);
  }
}
