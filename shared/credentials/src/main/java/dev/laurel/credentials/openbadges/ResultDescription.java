package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result that can be asserted, with its range, allowed values or levels (OB 3.0
/// ResultDescription). `allowedValue` is ordered and signed in its order; `rubricCriterionLevel` is
/// a set, so its order is told by the points of the levels.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResultDescription(
    String id,
    String name,
    String resultType,
    @Nullable String requiredLevel,
    @Nullable String requiredValue,
    List<String> allowedValue,
    List<RubricCriterionLevel> rubricCriterionLevel,
    @Nullable String valueMin,
    @Nullable String valueMax,
    List<Alignment> alignment) {
  public ResultDescription {
    allowedValue = List.copyOf(allowedValue);
    rubricCriterionLevel = List.copyOf(rubricCriterionLevel);
    alignment = List.copyOf(alignment);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("ResultDescription");
  }
}
