package dev.laurel.verification.checks;

import dev.laurel.verification.checks.Faults.Place;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What Open Badges 3.0 demands of an EndorsementCredential beyond the data model.
final class EndorsementShape {
  static final String TYPE = "EndorsementCredential";

  private EndorsementShape() {}

  static void check(JsonNode root, Faults faults) {
    faults.url(root, "", "id", true);
    String from = Nodes.fromName(root);
    if (!root.has(from)) {
      faults.add("/" + from, "is required");
    }
    JsonNode issuer = root.get("issuer");
    if (issuer != null && issuer.isObject()) {
      faults.demandType(issuer, "/issuer", "Profile");
    }
    List<Place> subjects = Faults.places(root, "credentialSubject", "");
    if (subjects.size() != 1) {
      faults.add("/credentialSubject", "must be exactly one");
      return;
    }
    Place subject = subjects.getFirst();
    faults.url(subject.node(), subject.pointer(), "id", true);
    faults.demandType(subject.node(), subject.pointer(), "EndorsementSubject");
  }
}
