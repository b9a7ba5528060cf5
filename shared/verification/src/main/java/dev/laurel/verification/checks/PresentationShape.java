package dev.laurel.verification.checks;

import dev.laurel.json.Json;
import dev.laurel.verification.checks.Faults.Place;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What VC Data Model 2.0 (4.13) demands of a presentation. One without a signature says nothing
/// but which credentials it holds, and none says what only a credential's issuer may: a reader
/// could take it for a credential.
final class PresentationShape {
  static final String TYPE = "VerifiablePresentation";

  private static final Set<String> MEMBERS =
      Set.of("@context", "id", "type", "holder", Inner.CREDENTIAL, "termsOfUse", "proof");

  private static final List<String> OF_A_CREDENTIAL = List.of("issuer", "credentialSubject");

  private PresentationShape() {}

  static void check(JsonNode root, boolean unsigned, Faults faults) {
    faults.demandType(root, "", TYPE);
    if (unsigned && Nodes.types(root).size() > 1) {
      faults.add("/type", "must be " + TYPE + " alone, for nobody signed it");
    }
    if (Nodes.isBadge(root) || Nodes.isOfType(root, EndorsementShape.TYPE)) {
      faults.add("/type", "must not name the type of a credential");
    }
    for (String name : root.propertyNames()) {
      if (OF_A_CREDENTIAL.contains(name) || (unsigned && !MEMBERS.contains(name))) {
        faults.add(
            Json.step(name),
            "has no place in a presentation" + (unsigned ? " that nobody signed" : ""));
      }
    }
    faults.url(root, "", "id", false);
    if (root.path("holder").isObject()) {
      faults.url(root.get("holder"), "/holder", "id", true);
    } else {
      faults.url(root, "", "holder", false);
    }
    for (Place place : Faults.places(root, Inner.CREDENTIAL, "")) {
      if (!place.node().isObject() && !place.node().isString()) {
        faults.add(place.pointer(), "must be a credential");
      }
    }
  }
}
