package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;

/// The schema that a credential follows (VCDM 2.0 section 4.11). `type` is for instance
/// `1EdTechJsonSchemaValidator2019`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CredentialSchema(String id, String type) {}
