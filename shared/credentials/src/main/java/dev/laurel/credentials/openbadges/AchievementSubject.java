package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person who earned the achievement, and what they earned (OB 3.0 AchievementSubject). Known
/// by an id, by identity objects, or by both. `source` is who assessed; `activityStartDate` and
/// `activityEndDate` bound what was done for it, cut to whole seconds.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AchievementSubject(
    @Nullable String id,
    List<IdentityObject> identifier,
    Achievement achievement,
    List<Result> result,
    @Nullable String narrative,
    @Nullable Profile source,
    @Nullable BigDecimal creditsEarned,
    @Nullable String licenseNumber,
    @Nullable String role,
    @Nullable String term,
    @Nullable Instant activityStartDate,
    @Nullable Instant activityEndDate,
    @Nullable Image image) {
  public AchievementSubject {
    identifier = List.copyOf(identifier);
    result = List.copyOf(result);
    creditsEarned = creditsEarned == null ? null : Credits.plain(creditsEarned);
    activityStartDate =
        activityStartDate == null ? null : activityStartDate.truncatedTo(ChronoUnit.SECONDS);
    activityEndDate =
        activityEndDate == null ? null : activityEndDate.truncatedTo(ChronoUnit.SECONDS);
  }

  /// A subject without credits, licence, role, term, dates of its activity and picture.
  public AchievementSubject(
      @Nullable String id,
      List<IdentityObject> identifier,
      Achievement achievement,
      List<Result> result,
      @Nullable String narrative,
      @Nullable Profile source) {
    this(
        id,
        identifier,
        achievement,
        result,
        narrative,
        source,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
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
