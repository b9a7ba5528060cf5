package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;

/// The schema that a credential follows (VCDM 2.0 section 4.11). `type` is for instance
/// `1EdTechJsonSchemaValidator2019`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CredentialSchema(String id, String type) {
  /// The schema of an AchievementCredential (OB 3.0 1EdTechJsonSchemaValidator2019).
  public static final CredentialSchema ACHIEVEMENT =
      new CredentialSchema(
          "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
              + "ob_v3p0_achievementcredential_schema.json",
          "1EdTechJsonSchemaValidator2019");
}
