package dev.laurel.verification.interop;

import java.util.List;

/// The issuer must be an object of type Profile: 1EdTech validator 1.11.0, IssuerProbe.
final class IssuerIsAProfile implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    var issuer = patient.document().path("issuer");
    boolean profile =
        issuer.isObject()
            && Patient.all(issuer, "type", "").stream()
                .anyMatch(place -> place.node().asString("").equals("Profile"));
    return profile || !patient.isBadge()
        ? List.of()
        : List.of(
            new Advice(
                Reader.ONE_EDTECH,
                "issuer-is-a-profile",
                "/issuer",
                "Make the issuer an object with its id and the type Profile."));
  }
}
