package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// MUSTs of VC Data Model 2.0 that many readers pass over: types on objects, digests of related
/// resources, each of them once, and the first context.
final class Shape implements Rule {
  private static final List<String> TYPED =
      List.of("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence");

  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    JsonNode document = patient.document();
    String first = document.path("@context").path(0).asString("");
    if (!first.equals("https://www.w3.org/ns/credentials/v2")) {
      advice.add(
          advice(
              "first-context", "/@context/0", "Begin with https://www.w3.org/ns/credentials/v2."));
    }
    for (String name : TYPED) {
      for (Patient.Place place : Patient.all(document, name, "")) {
        if (!place.node().has("type")) {
          advice.add(advice("typed-objects", place.pointer() + "/type", "Give the object a type."));
        }
      }
    }
    Set<String> seen = new HashSet<>();
    for (Patient.Place place : Patient.all(document, "relatedResource", "")) {
      if (!place.node().has("digestSRI") && !place.node().has("digestMultibase")) {
        advice.add(
            advice("related-resources", place.pointer(), "Give digestSRI or digestMultibase."));
      }
      if (!seen.add(Patient.text(place.node(), "id").orElse(""))) {
        advice.add(
            advice("related-resources", place.pointer() + "/id", "Name each resource once."));
      }
    }
    return advice;
  }

  private static Advice advice(String rule, String pointer, String change) {
    return new Advice(Reader.W3C, rule, pointer, change);
  }
}
