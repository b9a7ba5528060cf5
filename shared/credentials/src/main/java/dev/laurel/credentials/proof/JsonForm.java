package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The hash data of proofs over JSON (VC DI EdDSA 3.3, VC DI ECDSA 3.3). The contexts that the
/// proof repeats are those that were there when it was made.
final class JsonForm {
  private JsonForm() {}

  static HashResult hash(
      ObjectNode document, Proof proof, Contexts contexts, HashFunction function) {
    return hash(document, proof.options(), proof.pointer(), contexts, function);
  }

  /// The hash data of a document with the options of a proof, which stand at a place of it.
  static HashResult hash(
      ObjectNode document,
      ObjectNode options,
      String pointer,
      Contexts contexts,
      HashFunction function) {
    ObjectNode input = document.deepCopy();
    if (options.has("@context")) {
      Optional<Refused> foreign =
          foreign(options.path("@context"), document.path("@context"), pointer, contexts);
      if (foreign.isPresent()) {
        return foreign.get();
      }
      // VC DI EdDSA 3.3.2 step 4.2: what was added to the list later was not signed.
      input.set("@context", options.path("@context"));
    }
    Optional<Refused> objection = CanonicalJson.objection(input);
    objection = objection.isPresent() ? objection : CanonicalJson.objection(options);
    if (objection.isPresent()) {
      return objection.get();
    }
    return DataIntegrity.hashed(utf8(options), utf8(input), function);
  }

  /// What is wrong with a proof's contexts: it names known ones, by which the document's begin.
  private static Optional<Refused> foreign(
      JsonNode inProof, JsonNode inDocument, String pointer, Contexts contexts) {
    String at = pointer + "/@context";
    int count = inProof.isArray() ? inProof.size() : 1;
    if (count == 0 || count > DocumentScreen.MAX_CONTEXTS) {
      return Optional.of(new Refused(Reason.INVALID, "a proof repeats the contexts", at));
    }
    for (int i = 0; i < count; i++) {
      JsonNode entry = inProof.isArray() ? inProof.get(i) : inProof;
      JsonNode other = inDocument.isArray() ? inDocument.path(i) : inDocument;
      if (!entry.isString()) {
        return Optional.of(new Refused(Reason.INLINE_CONTEXT, "a context is named by its URL", at));
      }
      if (!contexts.known(entry.stringValue())) {
        return Optional.of(
            new Refused(Reason.UNKNOWN_CONTEXT, "not a context that is known here", at));
      }
      if (!other.equals(entry) || (i > 0 && !inDocument.isArray())) {
        return Optional.of(
            new Refused(Reason.INVALID, "the document's contexts begin with those of a proof", at));
      }
    }
    return Optional.empty();
  }

  private static byte[] utf8(JsonNode node) {
    return CanonicalJson.write(node).getBytes(StandardCharsets.UTF_8);
  }
}
