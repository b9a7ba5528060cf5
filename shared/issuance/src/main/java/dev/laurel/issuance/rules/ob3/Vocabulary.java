package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import dev.laurel.issuers.AchievementContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Words come from the lists of Open Badges, or begin with `ext:` where a list is open; a language
/// is written as the schema has it.
///
/// OB 3.0 AchievementType, AlignmentTargetType, ResultType, ResultStatusType, IdentifierTypeEnum,
/// LanguageCode.
public final class Vocabulary implements Rule {
  private static final String ID = "ob3/vocabulary";
  private static final String EXTENSION = "ext:[A-Za-z0-9._|-]+";
  private static final String LANGUAGE = "[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?";
  private static final Set<String> IDENTIFIER_TYPES =
      Set.of(
          "name",
          "sourcedId",
          "systemId",
          "productId",
          "userName",
          "accountId",
          "emailAddress",
          "nationalIdentityNumber",
          "isbn",
          "issn",
          "lisSourcedId",
          "oneRosterSourcedId",
          "sisSourcedId",
          "ltiContextId",
          "ltiDeploymentId",
          "ltiToolId",
          "ltiPlatformId",
          "ltiUserId",
          "identifier");
  private static final Map<String, Set<String>> OPEN =
      Map.of(
          "targetType",
          Set.of(
              "ceasn:Competency",
              "ceterms:Credential",
              "CFItem",
              "CFRubric",
              "CFRubricCriterion",
              "CFRubricCriterionLevel",
              "CTDL"),
          "resultType",
          Set.of(
              "GradePointAverage",
              "LetterGrade",
              "Percent",
              "PerformanceLevel",
              "PredictedScore",
              "RawScore",
              "Result",
              "RubricCriterion",
              "RubricCriterionLevel",
              "RubricScore",
              "ScaledScore",
              "Status"),
          "identityType",
          IDENTIFIER_TYPES,
          "identifierType",
          IDENTIFIER_TYPES,
          "achievementType",
          AchievementContent.TYPES);
  private static final Set<String> STATUS =
      Set.of("Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew");

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    OPEN.forEach((member, words) ->
        document.each(
            member,
            (pointer, node) -> {
              String word = node.stringValue("");
              if (!words.contains(word) && !word.matches(EXTENSION)) {
                findings.add(
                    new Finding(
                        ID, pointer, "a word of the vocabulary, or one that begins with ext:"));
              }
            }));
    for (Candidate.Part result : document.parts("/credentialSubject/result")) {
      Candidate.Part status = result.member("status");
      if (!status.node().isMissingNode() && !STATUS.contains(status.node().stringValue(""))) {
        findings.add(new Finding(ID, status.pointer(), "one of the statuses of a result"));
      }
    }
    document.each(
        "inLanguage",
        (pointer, node) -> {
          if (!node.stringValue("").matches(LANGUAGE)) {
            findings.add(new Finding(ID, pointer, "a language such as en or pt-BR"));
          }
        });
    return findings;
  }
}
