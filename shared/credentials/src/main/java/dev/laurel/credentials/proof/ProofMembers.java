package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a Data Integrity proof may say (VC DI 2.1): texts under known names. A proof is brought
/// into canonical form by itself, so more in it would be work that no document's limit counts.
final class ProofMembers {
  private static final Set<String> TEXTS =
      Set.of(
          "id",
          "type",
          "cryptosuite",
          "created",
          "expires",
          "verificationMethod",
          "proofPurpose",
          "proofValue",
          "challenge",
          "nonce");

  private static final Set<String> LISTS = Set.of("domain", "previousProof");

  /// Of the suites over JSON, which look at it themselves; elsewhere it is refused as a context
  /// inside.
  private static final String CONTEXT = "@context";

  private ProofMembers() {}

  /// What is wrong with the first member that is; empty where none is.
  static Optional<Refused> objection(Proof proof) {
    for (Map.Entry<String, JsonNode> member : proof.options().properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      String pointer = proof.pointer() + Json.step(name);
      if (!TEXTS.contains(name) && !LISTS.contains(name) && !name.equals(CONTEXT)) {
        return Optional.of(new Refused(Reason.UNDEFINED_TERM, "not a member of a proof", pointer));
      }
      boolean texts =
          value.isString()
              || (LISTS.contains(name)
                  && value.isArray()
                  && value.valueStream().allMatch(JsonNode::isString));
      if (!texts && !name.equals(CONTEXT)) {
        return Optional.of(new Refused(Reason.INVALID, "a member of a proof is text", pointer));
      }
    }
    return Optional.empty();
  }
}
