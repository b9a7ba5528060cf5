package dev.laurel.functions.verification;

import dev.laurel.verification.Beside;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What somebody wants to have verified: JSON that was read, or bytes of any form; and what is to
/// be compared with it.
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record VerifyInput(Optional<JsonNode> json, byte[] bytes, Beside beside) {
  static VerifyInput of(byte[] bytes) {
    return new VerifyInput(Optional.empty(), bytes, Beside.nothing());
  }

  static VerifyInput of(JsonNode json, byte[] bytes) {
    return new VerifyInput(Optional.of(json), bytes, Beside.nothing());
  }

  VerifyInput with(Beside other) {
    return new VerifyInput(json, bytes, other);
  }

  /// The document itself, taken out of whatever it came in; empty where nothing can be read.
  Optional<JsonNode> document() {
    return Verifier.document(bytes).map(JsonNode.class::cast);
  }

  VerificationReport verify(Verifier verifier) {
    return json.map(node -> verifier.verify(node, beside))
        .orElseGet(() -> verifier.verify(bytes, beside));
  }
}
