package dev.laurel.issuers;

import java.util.Set;

/// A link of an achievement to an entry of a skills framework (OB 3.0 Alignment). Optional parts
/// are "".
public record SkillAlignment(
    String targetName,
    String targetUrl,
    String targetFramework,
    String targetCode,
    String targetType) {
  /// The values of `targetType` (OB 3.0 AlignmentTargetType).
  public static final Set<String> TYPES =
      Set.of(
          "ceasn:Competency",
          "ceterms:Credential",
          "CFItem",
          "CFRubric",
          "CFRubricCriterion",
          "CFRubricCriterionLevel",
          "CTDL");
}
