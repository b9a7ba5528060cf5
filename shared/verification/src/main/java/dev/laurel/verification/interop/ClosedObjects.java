package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Image and IdentityObject may have no other members: `additionalProperties` is false for them in
/// the canonical JSON Schema of Open Badges 3.0, which DCC verifier-core demands.
final class ClosedObjects implements Rule {
  private static final Set<String> IMAGE = Set.of("id", "type", "caption");
  private static final Set<String> IDENTITY =
      Set.of("type", "hashed", "identityHash", "identityType", "salt");

  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    if (!patient.isBadge()) {
      return advice;
    }
    for (Patient.Place subject : patient.subjects()) {
      closed(Patient.all(subject.node(), "identifier", subject.pointer()), IDENTITY, advice);
      closed(Patient.all(subject.node(), "image", subject.pointer()), IMAGE, advice);
    }
    for (Patient.Place achievement : patient.achievements()) {
      closed(Patient.all(achievement.node(), "image", achievement.pointer()), IMAGE, advice);
    }
    JsonNode issuer = patient.document().path("issuer");
    closed(Patient.all(issuer, "image", "/issuer"), IMAGE, advice);
    return advice;
  }

  private static void closed(List<Patient.Place> places, Set<String> known, List<Advice> advice) {
    for (Patient.Place place : places) {
      for (String name : place.node().propertyNames()) {
        if (!known.contains(name)) {
          advice.add(
              new Advice(
                  Reader.DCC,
                  "closed-objects",
                  place.pointer() + "/" + name,
                  "Leave the member out; the schema of Open Badges knows no such one here."));
        }
      }
    }
  }
}
