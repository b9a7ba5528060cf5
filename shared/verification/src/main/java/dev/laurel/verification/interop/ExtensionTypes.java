package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;

/// Types that begin with 1EdTech are defined only by the context `extensions.json` of Open Badges;
/// without it every reader in safe mode refuses the document.
final class ExtensionTypes implements Rule {
  private static final String EXTENSIONS =
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

  @Override
  public List<Advice> look(Patient patient) {
    boolean there =
        Patient.all(patient.document(), "@context", "").stream()
            .anyMatch(place -> place.node().asString("").equals(EXTENSIONS));
    List<Advice> advice = new ArrayList<>();
    for (String name : List.of("credentialSchema", "credentialStatus", "refreshService")) {
      for (Patient.Place place : Patient.all(patient.document(), name, "")) {
        if (!there && Patient.text(place.node(), "type").orElse("").startsWith("1EdTech")) {
          advice.add(
              new Advice(
                  Reader.W3C,
                  "extension-types",
                  place.pointer() + "/type",
                  "Add the context " + EXTENSIONS + " after that of Open Badges."));
        }
      }
    }
    return advice;
  }
}
