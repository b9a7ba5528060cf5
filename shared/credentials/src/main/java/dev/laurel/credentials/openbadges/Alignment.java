package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A link from an achievement, result or level to an entry of a skills framework (OB 3.0
/// Alignment).
@JsonPropertyOrder({"type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Alignment(
    String targetName,
    String targetUrl,
    @Nullable String targetType,
    @Nullable String targetFramework,
    @Nullable String targetCode,
    @Nullable String targetDescription) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Alignment");
  }
}
