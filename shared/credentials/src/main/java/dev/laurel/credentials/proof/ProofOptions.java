package dev.laurel.credentials.proof;

import dev.laurel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/// What a proof of ours says beside its signature: a DataIntegrityProof for assertion. `created` is
/// cut to whole seconds.
public record ProofOptions(Cryptosuite suite, String verificationMethod, Instant created) {
  public ProofOptions {
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The proof without its value.
  public ObjectNode toJson() {
    return Json.object()
        .put("type", SecuredDocument.DATA_INTEGRITY_PROOF)
        .put("cryptosuite", suite.text())
        .put("created", created.toString())
        .put("verificationMethod", verificationMethod)
        .put("proofPurpose", SecuredDocument.ASSERTION_METHOD);
  }
}
