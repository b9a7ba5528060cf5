package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Terms under which a credential was issued (VCDM 2.0 section 5.5). No bundled context defines a
/// type for it, so `type` is an absolute URL: anything else has no canonical form.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TermsOfUse(@Nullable String id, String type) {}
