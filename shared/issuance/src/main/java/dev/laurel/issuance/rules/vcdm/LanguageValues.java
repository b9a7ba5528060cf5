package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Names and descriptions are texts, or texts that say their language and direction, and nothing
/// else.
///
/// VCDM 2.0 sections 4.6 (Names and Descriptions) and 11.1 (Language and Base Direction).
public final class LanguageValues implements Rule {
  private static final String ID = "vcdm/language-values";
  private static final List<String> MEMBERS =
      List.of("/name", "/description", "/issuer/name", "/issuer/description");
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl");

  // The shape of a language tag (BCP 47); whether it is registered is not looked up.
  private static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    for (String pointer : MEMBERS) {
      for (Candidate.Part part : document.parts(pointer)) {
        if (!part.node().isString()) {
          check(findings, part);
        }
      }
    }
    return findings;
  }

  private static void check(List<Finding> findings, Candidate.Part part) {
    JsonNode node = part.node();
    if (!node.isObject() || !node.path("@value").isString()) {
      findings.add(new Finding(ID, part.pointer(), "a text, or an object with @value"));
      return;
    }
    for (String member : node.propertyNames()) {
      String text = node.path(member).stringValue("");
      boolean right =
          switch (member) {
            case "@value" -> true;
            case "@language" -> text.matches(LANGUAGE);
            case "@direction" -> DIRECTIONS.contains(text);
            default -> false;
          };
      if (!right) {
        findings.add(
            new Finding(
                ID,
                part.member(member).pointer(),
                "only @value, @language (a language tag) and @direction (ltr or rtl)"));
      }
    }
  }
}
