package dev.laurel.issuance.rules.ob3;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the canonical JSON Schema has as an array is an array, what it has as a text, an object or
/// a number is one: readers hold a badge against that schema even where it names none.
///
/// OB 3.0 Serialization (JSON), ob_v3p0_achievementcredential_schema.json.
public final class MemberForms implements Rule {
  private static final String ID = "ob3/member-forms";
  private static final String SUBJECT = "/credentialSubject";
  private static final String ACHIEVEMENT = SUBJECT + "/achievement";

  private static final List<Form> FORMS =
      Stream.of(
              forms(JsonNode::isArray, "an array", "", "type", "evidence", "credentialSchema"),
              forms(JsonNode::isArray, "an array", "", "termsOfUse", "endorsement"),
              forms(JsonNode::isObject, "an object", "", "credentialSubject", "issuer", "image"),
              forms(JsonNode::isObject, "an object", "", "refreshService"),
              forms(JsonNode::isString, "a text", "", "name", "description", "awardedDate"),
              forms(JsonNode::isArray, "an array", "/issuer", "type", "otherIdentifier"),
              forms(JsonNode::isString, "a text", "/issuer", "name", "url", "email", "description"),
              forms(JsonNode::isArray, "an array", SUBJECT, "type", "identifier", "result"),
              forms(JsonNode::isObject, "an object", SUBJECT, "achievement", "source", "image"),
              forms(JsonNode::isString, "a text", SUBJECT, "narrative", "licenseNumber", "role"),
              forms(JsonNode::isString, "a text", SUBJECT, "term"),
              forms(MemberForms::isAmount, "a number, 0 or more", SUBJECT, "creditsEarned"),
              forms(JsonNode::isArray, "an array", ACHIEVEMENT, "type", "alignment", "related"),
              forms(JsonNode::isArray, "an array", ACHIEVEMENT, "otherIdentifier", "tag"),
              forms(JsonNode::isArray, "an array", ACHIEVEMENT, "resultDescription", "endorsement"),
              forms(JsonNode::isObject, "an object", ACHIEVEMENT, "criteria", "creator", "image"),
              forms(JsonNode::isString, "a text", ACHIEVEMENT, "name", "description", "version"),
              forms(JsonNode::isString, "a text", ACHIEVEMENT, "fieldOfStudy", "specialization"),
              forms(JsonNode::isString, "a text", ACHIEVEMENT, "humanCode", "achievementType"),
              forms(MemberForms::isAmount, "a number, 0 or more", ACHIEVEMENT, "creditsAvailable"))
          .flatMap(List::stream)
          .toList();

  // Of everything that stands in such a list.
  private static final List<Form> OF_RESULTS =
      Stream.of(
              forms(JsonNode::isArray, "an array", "", "type", "alignment", "allowedValue"),
              forms(JsonNode::isArray, "an array", "", "rubricCriterionLevel"),
              forms(JsonNode::isString, "a text", "", "name", "value", "valueMin", "valueMax"),
              forms(JsonNode::isString, "a text", "", "requiredValue", "status", "resultType"))
          .flatMap(List::stream)
          .toList();

  private record Form(String pointer, Predicate<JsonNode> shape, String right) {}

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    FORMS.forEach(form -> check(findings, "", document.tree(), form));
    for (String list : List.of(SUBJECT + "/result", ACHIEVEMENT + "/resultDescription")) {
      for (Candidate.Part part : document.parts(list)) {
        OF_RESULTS.forEach(form -> check(findings, part.pointer(), part.node(), form));
      }
    }
    return findings;
  }

  private static void check(List<Finding> findings, String at, JsonNode tree, Form form) {
    JsonNode node = tree.at(form.pointer);
    if (!node.isMissingNode() && !form.shape.test(node)) {
      findings.add(new Finding(ID, at + form.pointer, "must be " + form.right));
    }
  }

  private static boolean isAmount(JsonNode node) {
    return node.isNumber() && node.decimalValue().signum() >= 0;
  }

  private static List<Form> forms(
      Predicate<JsonNode> shape, String right, String parent, String... members) {
    return Stream.of(members).map(name -> new Form(parent + "/" + name, shape, right)).toList();
  }
}
