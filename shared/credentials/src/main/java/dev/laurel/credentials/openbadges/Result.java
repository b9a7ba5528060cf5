package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was achieved against one result description of the same achievement (OB 3.0 Result).
/// `resultDescription` and `achievedLevel` are ids.
@JsonPropertyOrder({"type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Result(
    String resultDescription,
    @Nullable String achievedLevel,
    @Nullable String value,
    @Nullable String status,
    List<Alignment> alignment) {
  public Result {
    alignment = List.copyOf(alignment);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Result");
  }
}
