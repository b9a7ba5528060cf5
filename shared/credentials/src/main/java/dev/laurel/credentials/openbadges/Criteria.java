package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What one has to do to earn an achievement, as a page, as Markdown, or as both (OB 3.0 Criteria).
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Criteria(@Nullable String id, @Nullable String narrative) {}
