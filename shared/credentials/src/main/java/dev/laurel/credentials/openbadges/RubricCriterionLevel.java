package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One level of a rubric criterion (OB 3.0 RubricCriterionLevel). `level` and `points` are texts
/// there.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RubricCriterionLevel(
    String id,
    String name,
    @Nullable String description,
    @Nullable String level,
    @Nullable String points,
    List<Alignment> alignment) {
  public RubricCriterionLevel {
    alignment = List.copyOf(alignment);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("RubricCriterionLevel");
  }
}
