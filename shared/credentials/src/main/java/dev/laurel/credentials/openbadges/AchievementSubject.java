package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person who earned the achievement, and what they earned (OB 3.0 AchievementSubject). Known
/// by an id, by identity objects, or by both.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AchievementSubject(
    @Nullable String id,
    List<IdentityObject> identifier,
    Achievement achievement,
    List<Result> result,
    @Nullable String narrative,
    @Nullable Profile source) {
  public AchievementSubject {
    identifier = List.copyOf(identifier);
    result = List.copyOf(result);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("AchievementSubject");
  }

  /// A subject without a DID: known by its identity objects alone.
  public static AchievementSubject of(
      List<IdentityObject> identifier, Achievement achievement, List<Result> result) {
    return new AchievementSubject(null, identifier, achievement, result, null, null);
  }
}
