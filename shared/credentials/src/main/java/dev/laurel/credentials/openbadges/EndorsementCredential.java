package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.laurel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A third party's claim about an achievement, a profile or a credential, without its proof (OB 3.0
/// EndorsementCredential). Signed, it may stand inside what it endorses. Instants are cut to whole
/// seconds.
@JsonPropertyOrder({"@context", "id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EndorsementCredential(
    String id,
    String name,
    @Nullable String description,
    Profile issuer,
    Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable Instant awardedDate,
    EndorsementSubject credentialSubject,
    List<CredentialSchema> credentialSchema,
    @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<BitstringStatusListEntry> credentialStatus,
    @Nullable RefreshService refreshService,
    List<TermsOfUse> termsOfUse) {

  public EndorsementCredential {
    validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.SECONDS);
    awardedDate = awardedDate == null ? null : awardedDate.truncatedTo(ChronoUnit.SECONDS);
    credentialSchema = List.copyOf(credentialSchema);
    credentialStatus = List.copyOf(credentialStatus);
    termsOfUse = List.copyOf(termsOfUse);
  }

  /// The contexts, in the order that the specification demands.
  @JsonProperty(value = "@context", access = JsonProperty.Access.READ_ONLY)
  public List<String> context() {
    return AchievementCredential.contexts(credentialSchema, refreshService);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("VerifiableCredential", "EndorsementCredential");
  }

  /// The exact bytes to hash, keep and complete with a proof; never serialise them again.
  public byte[] toJsonBytes() {
    return Json.bytes(this);
  }
}
