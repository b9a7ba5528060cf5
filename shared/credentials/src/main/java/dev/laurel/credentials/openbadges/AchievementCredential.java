package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.laurel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The award of an achievement to a subject, without its proof (OB 3.0 AchievementCredential).
/// Instants are cut to whole seconds.
@JsonPropertyOrder({"@context", "id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AchievementCredential(
    String id,
    String name,
    @Nullable String description,
    Profile issuer,
    Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable Instant awardedDate,
    AchievementSubject credentialSubject,
    List<Evidence> evidence,
    List<CredentialSchema> credentialSchema,
    @Nullable BitstringStatusListEntry credentialStatus,
    List<RelatedResource> relatedResource) {

  /// The first context of every credential (VCDM 2.0 section 4.3).
  public static final String CREDENTIALS_CONTEXT = "https://www.w3.org/ns/credentials/v2";

  /// The second context of every credential (OB 3.0 section Serialization).
  public static final String OPEN_BADGES_CONTEXT =
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

  /// The context of the `1EdTech...` types, present only where one is used.
  public static final String EXTENSIONS_CONTEXT =
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

  public AchievementCredential {
    validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.SECONDS);
    awardedDate = awardedDate == null ? null : awardedDate.truncatedTo(ChronoUnit.SECONDS);
    evidence = List.copyOf(evidence);
    credentialSchema = List.copyOf(credentialSchema);
    relatedResource = List.copyOf(relatedResource);
  }

  /// The contexts, in the order that the specification demands.
  @JsonProperty(value = "@context", access = JsonProperty.Access.READ_ONLY)
  public List<String> context() {
    return credentialSchema.stream().anyMatch(schema -> schema.type().startsWith("1EdTech"))
        ? List.of(CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, EXTENSIONS_CONTEXT)
        : List.of(CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("VerifiableCredential", "AchievementCredential");
  }

  /// The exact bytes to hash, keep and complete with a proof; never serialise them again.
  public byte[] toJsonBytes() {
    return Json.bytes(this);
  }
}
