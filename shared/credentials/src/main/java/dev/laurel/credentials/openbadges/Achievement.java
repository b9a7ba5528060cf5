package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be earned: its name, criteria and possible results (OB 3.0 Achievement).
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Achievement(
    String id,
    String name,
    String description,
    Criteria criteria,
    @Nullable String achievementType,
    @Nullable Profile creator,
    @Nullable Image image,
    @Nullable String inLanguage,
    @Nullable String version,
    List<String> tag,
    List<Alignment> alignment,
    List<ResultDescription> resultDescription) {
  public Achievement {
    tag = List.copyOf(tag);
    alignment = List.copyOf(alignment);
    resultDescription = List.copyOf(resultDescription);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Achievement");
  }
}
