package dev.laurel.local;

import dev.laurel.json.Json;
import dev.laurel.local.judged.JudgedKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody elsewhere with a did:key who endorses issuers and achievements.
final class Endorser {
  private final JudgedKey key = JudgedKey.make();

  JsonNode endorsement(String id, String subject, String comment) {
    ObjectNode unsigned = unsigned(key.did().text(), subject, comment);
    return Json.parse(key.sign(unsigned.put("id", id)));
  }

  /// An endorsement by this DID as a client sends it to be issued.
  static ObjectNode unsigned(String did, String subject, String comment) {
    ObjectNode credential = Json.object();
    credential
        .putArray("@context")
        .add("https://www.w3.org/ns/credentials/v2")
        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    credential.putArray("type").add("VerifiableCredential").add("EndorsementCredential");
    credential.put("name", "Endorsement");
    ObjectNode issuer = credential.putObject("issuer").put("id", did).put("name", "Guild");
    issuer.putArray("type").add("Profile");
    credential.put("validFrom", "2026-01-01T00:00:00Z");
    ObjectNode endorsed = credential.putObject("credentialSubject").put("id", subject);
    endorsed.putArray("type").add("EndorsementSubject");
    endorsed.put("endorsementComment", comment);
    return credential;
  }
}
