package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of work that shows the achievement (OB 3.0 Evidence). The digest, a [DigestMultibase],
/// binds the bytes behind it; digest and media type are terms of the VC 2.0 context.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Evidence(
    @Nullable String id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String narrative,
    @Nullable String genre,
    @Nullable String audience,
    @Nullable String mediaType,
    @Nullable String digestMultibase) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Evidence");
  }
}
