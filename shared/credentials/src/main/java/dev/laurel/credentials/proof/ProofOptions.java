package dev.laurel.credentials.proof;

import dev.laurel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a proof of ours says beside its signature: a DataIntegrityProof for assertion. `created` is
/// cut to whole seconds.
public record ProofOptions(Cryptosuite suite, String verificationMethod, Instant created) {
  public ProofOptions {
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The proof without its value, for suites over RDF; those over JSON also repeat the contexts.
  public ObjectNode toJson() {
    return Json.object()
        .put("type", SecuredDocument.DATA_INTEGRITY_PROOF)
        .put("cryptosuite", suite.text())
        .put("created", created.toString())
        .put("verificationMethod", verificationMethod)
        .put("proofPurpose", SecuredDocument.ASSERTION_METHOD);
  }

  /// The proof without its value, as a document with this `@context` gets it (VC DI EdDSA 3.3.1
  /// step 2: proofs over JSON repeat the contexts).
  public ObjectNode toJson(JsonNode documentContext) {
    if (suite.transformation() != Transformation.JCS || documentContext.isMissingNode()) {
      return toJson();
    }
    ObjectNode proof = Json.object();
    proof.set("@context", documentContext);
    proof.setAll(toJson());
    return proof;
  }
}
