package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What can be earned: its name, criteria and possible results (OB 3.0 Achievement).
///
/// `endorsement` holds EndorsementCredentials with their own contexts and proofs, as they were
/// signed.
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
    @Nullable BigDecimal creditsAvailable,
    @Nullable String fieldOfStudy,
    @Nullable String specialization,
    @Nullable String humanCode,
    List<IdentifierEntry> otherIdentifier,
    List<Related> related,
    List<String> tag,
    List<Alignment> alignment,
    List<ResultDescription> resultDescription,
    List<JsonNode> endorsement) {
  public Achievement {
    creditsAvailable = creditsAvailable == null ? null : Credits.plain(creditsAvailable);
    otherIdentifier = List.copyOf(otherIdentifier);
    related = List.copyOf(related);
    tag = List.copyOf(tag);
    alignment = List.copyOf(alignment);
    resultDescription = List.copyOf(resultDescription);
    endorsement = List.copyOf(endorsement);
  }

  /// An achievement without credits, field of study, codes, relatives and endorsements.
  public Achievement(
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
    this(
        id,
        name,
        description,
        criteria,
        achievementType,
        creator,
        image,
        inLanguage,
        version,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        tag,
        alignment,
        resultDescription,
        List.of());
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<String> type() {
    return List.of("Achievement");
  }
}
