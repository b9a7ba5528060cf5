package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The achievement, profile or credential that is endorsed, by its id, and what is said of it (OB
/// 3.0 EndorsementSubject).
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EndorsementSubject(String id, @Nullable String endorsementComment) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("EndorsementSubject");
  }
}
