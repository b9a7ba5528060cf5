package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A resource that the credential refers to, bound by its digest (VCDM 2.0 section 5.3).
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RelatedResource(String id, @Nullable String mediaType, String digestMultibase) {}
