package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `assertionMethod` of the issuer's DID document must hold texts that are full ids, and
/// `verificationMethod` the keys: 1EdTech validator 1.11.0 reads nothing else. Looked at where the
/// DID document itself is handed in.
final class EmbeddedAssertionMethod {
  private EmbeddedAssertionMethod() {}

  static boolean isDidDocument(JsonNode document) {
    return document.path("id").asString("").startsWith("did:")
        && (document.has("assertionMethod") || document.has("verificationMethod"));
  }

  static List<Advice> look(JsonNode didDocument) {
    List<Advice> advice = new ArrayList<>();
    String did = didDocument.path("id").asString("");
    for (Patient.Place place : Patient.all(didDocument, "assertionMethod", "")) {
      if (!place.node().asString("").startsWith(did + "#")) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "assertion-method-is-text",
                place.pointer(),
                "Name the key here by its full id, and describe it under verificationMethod."));
      }
    }
    for (Patient.Place place : Patient.all(didDocument, "verificationMethod", "")) {
      if (!place.node().path("id").asString("").startsWith(did + "#")) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "method-id-is-absolute",
                place.pointer() + "/id",
                "Give the key's full id, with the DID before the #."));
      }
      if (!place.node().path("controller").asString("").equals(did)) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "controller-is-the-issuer",
                place.pointer() + "/controller",
                "Make the controller the DID itself, which is the issuer's id."));
      }
    }
    return advice;
  }
}
