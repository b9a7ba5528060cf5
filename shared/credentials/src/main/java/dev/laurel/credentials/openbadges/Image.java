package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/// A picture by its URL (OB 3.0 Image). The schema allows no further member: a digest of its bytes
/// goes into a [RelatedResource].
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Image(String id, @Nullable String caption) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "Image";
  }
}
