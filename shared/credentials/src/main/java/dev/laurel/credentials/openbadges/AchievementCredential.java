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
import tools.jackson.databind.JsonNode;

/// The award of an achievement to a subject, without its proof (OB 3.0 AchievementCredential).
/// Instants are cut to whole seconds.
///
/// `credentialStatus` is one object where there is one entry, as the canonical schema demands, and
/// an array where an issuer asked for a second one. `endorsement` holds EndorsementCredentials with
/// their own contexts and proofs, as they were signed.
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
    @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<BitstringStatusListEntry> credentialStatus,
    List<RelatedResource> relatedResource,
    @Nullable Image image,
    @Nullable RefreshService refreshService,
    List<TermsOfUse> termsOfUse,
    List<JsonNode> endorsement) {

  /// The first context of every credential (VCDM 2.0 section 4.3).
  public static final String CREDENTIALS_CONTEXT = "https://www.w3.org/ns/credentials/v2";

  /// The second context of every credential (OB 3.0 section Serialization).
  public static final String OPEN_BADGES_CONTEXT =
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

  /// The context of the `1EdTech...` types, present only where one is used.
  public static final String EXTENSIONS_CONTEXT =
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

  private static final String EXTENSION_PREFIX = "1EdTech";

  public AchievementCredential {
    validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.SECONDS);
    awardedDate = awardedDate == null ? null : awardedDate.truncatedTo(ChronoUnit.SECONDS);
    evidence = List.copyOf(evidence);
    credentialSchema = List.copyOf(credentialSchema);
    credentialStatus = List.copyOf(credentialStatus);
    relatedResource = List.copyOf(relatedResource);
    termsOfUse = List.copyOf(termsOfUse);
    endorsement = List.copyOf(endorsement);
  }

  /// A credential with one status entry or none, without picture of its own, refresh service, terms
  /// of use and endorsements.
  public AchievementCredential(
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
    this(
        id,
        name,
        description,
        issuer,
        validFrom,
        validUntil,
        awardedDate,
        credentialSubject,
        evidence,
        credentialSchema,
        credentialStatus == null ? List.of() : List.of(credentialStatus),
        relatedResource,
        null,
        null,
        List.of(),
        List.of());
  }

  /// The contexts, in the order that the specification demands.
  @JsonProperty(value = "@context", access = JsonProperty.Access.READ_ONLY)
  public List<String> context() {
    return contexts(credentialSchema, refreshService);
  }

  /// The contexts of a badge or an endorsement with these members.
  static List<String> contexts(
      List<CredentialSchema> schemas, @Nullable RefreshService refreshService) {
    boolean extended =
        schemas.stream().anyMatch(schema -> schema.type().startsWith(EXTENSION_PREFIX))
            || (refreshService != null && refreshService.type().startsWith(EXTENSION_PREFIX));
    return extended
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
