package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Members of several values must be arrays also where there is one: the canonical JSON Schema of
/// Open Badges 3.0, against which DCC verifier-core validates every badge, whether or not it names
/// a schema.
final class ArraysWhereTheSchemaHasThem implements Rule {
  private static final List<String> OF_THE_DOCUMENT =
      List.of("type", "proof", "evidence", "credentialSchema", "endorsement", "termsOfUse");
  private static final List<String> OF_THE_SUBJECT = List.of("type", "identifier", "result");
  private static final List<String> OF_THE_ACHIEVEMENT =
      List.of(
          "type",
          "alignment",
          "resultDescription",
          "tag",
          "otherIdentifier",
          "related",
          "endorsement");

  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    if (!patient.isBadge()) {
      return advice;
    }
    demand(patient.document(), "", OF_THE_DOCUMENT, advice);
    for (Patient.Place subject : patient.subjects()) {
      demand(subject.node(), subject.pointer(), OF_THE_SUBJECT, advice);
    }
    for (Patient.Place achievement : patient.achievements()) {
      demand(achievement.node(), achievement.pointer(), OF_THE_ACHIEVEMENT, advice);
    }
    return advice;
  }

  private static void demand(JsonNode node, String at, List<String> names, List<Advice> advice) {
    for (String name : names) {
      if (node.has(name) && !node.get(name).isArray()) {
        advice.add(
            new Advice(
                Reader.DCC,
                "arrays-where-the-schema-has-them",
                at + "/" + name,
                "Give it as an array, also of one."));
      }
    }
  }
}
