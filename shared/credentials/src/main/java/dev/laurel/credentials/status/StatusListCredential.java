package dev.laurel.credentials.status;

import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/// The credential that publishes a status list, without its proof (Bitstring Status List 2.2). Its
/// id is the URL where it is published; instants are cut to whole seconds.
public record StatusListCredential(
    String id,
    String issuer,
    String statusPurpose,
    Bitstring bits,
    Instant validFrom,
    Instant validUntil) {
  /// The purpose of a list whose bits are never taken back (Bitstring Status List 2.2).
  public static final String REVOCATION = "revocation";

  /// The purpose of a list whose bits may be taken back (Bitstring Status List 2.2).
  public static final String SUSPENSION = "suspension";

  public StatusListCredential {
    validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    validUntil = validUntil.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The exact bytes to hash, keep and complete with a proof; never serialise them again.
  public byte[] toJsonBytes() {
    ObjectNode credential = Json.object();
    credential.putArray("@context").add(AchievementCredential.CREDENTIALS_CONTEXT);
    credential.put("id", id);
    credential.putArray("type").add("VerifiableCredential").add("BitstringStatusListCredential");
    credential.put("issuer", issuer);
    credential.put("validFrom", validFrom.toString());
    credential.put("validUntil", validUntil.toString());
    credential
        .putObject("credentialSubject")
        .put("id", id + "#list")
        .put("type", "BitstringStatusList")
        .put("statusPurpose", statusPurpose)
        .put("encodedList", bits.encode());
    return Json.bytes(credential);
  }
}
