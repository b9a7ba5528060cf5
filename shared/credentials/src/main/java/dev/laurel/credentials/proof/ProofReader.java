package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.SecuredDocument.Parsed;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The reading of the member `proof`: its shape, and whether chains of proofs lead anywhere.
final class ProofReader {
  private static final List<String> TEXTS =
      List.of("id", "cryptosuite", "verificationMethod", "proofPurpose", "created", "proofValue");

  private ProofReader() {}

  static Parsed read(JsonNode signed) {
    if (!(signed instanceof ObjectNode object)) {
      return new Parsed.Malformed("a credential is a JSON object", "");
    }
    if (!object.has("proof")) {
      return new Parsed.Unsecured();
    }
    JsonNode member = object.get("proof");
    int max = SecuredDocument.MAX_PROOFS;
    if (member.isArray() && (member.isEmpty() || member.size() > max)) {
      return new Parsed.Malformed("a list of proofs has 1 to " + max + " entries", "/proof");
    }
    List<Proof> proofs = new ArrayList<>();
    for (int i = 0; i < (member.isArray() ? member.size() : 1); i++) {
      String pointer = member.isArray() ? "/proof/" + i : "/proof";
      Optional<Proof> proof = proof(member.isArray() ? member.get(i) : member, pointer);
      if (proof.isEmpty()) {
        return malformed(pointer);
      }
      proofs.add(proof.get());
    }
    Optional<Parsed> broken = brokenChain(proofs);
    if (broken.isPresent()) {
      return broken.get();
    }
    ObjectNode document = object.deepCopy();
    document.remove("proof");
    return new Parsed.Secured(new SecuredDocument(document, proofs));
  }

  private static Parsed malformed(String pointer) {
    return new Parsed.Malformed(
        "a proof is an object whose type, cryptosuite, verificationMethod, proofPurpose, created"
            + " and proofValue are texts, and that has a type",
        pointer);
  }

  private static Optional<Proof> proof(JsonNode node, String pointer) {
    Optional<List<String>> previous = previous(node.path("previousProof"));
    if (!(node instanceof ObjectNode object)
        || text(object, "type").isEmpty()
        || previous.isEmpty()) {
      return Optional.empty();
    }
    for (String name : TEXTS) {
      if (object.has(name) && !object.get(name).isString()) {
        return Optional.empty();
      }
    }
    ObjectNode options = object.deepCopy();
    options.remove("proofValue");
    return Optional.of(
        new Proof(
            options,
            text(object, "id"),
            text(object, "type"),
            text(object, "cryptosuite"),
            text(object, "verificationMethod"),
            text(object, "proofPurpose"),
            text(object, "created"),
            text(object, "proofValue"),
            previous.get(),
            pointer));
  }

  /// The ids in `previousProof`, a text or a list of texts, or empty where it is neither.
  private static Optional<List<String>> previous(JsonNode member) {
    if (member.isMissingNode()) {
      return Optional.of(List.of());
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < (member.isArray() ? member.size() : 1); i++) {
      JsonNode id = member.isArray() ? member.get(i) : member;
      if (!id.isString() || id.stringValue().isEmpty()) {
        return Optional.empty();
      }
      ids.add(id.stringValue());
    }
    return ids.isEmpty() || ids.size() > SecuredDocument.MAX_PROOFS
        ? Optional.empty()
        : Optional.of(ids);
  }

  /// What is wrong with a chain: a link to a proof that is not there or not the only one of its id,
  /// or a way that comes back to where it began.
  private static Optional<Parsed> brokenChain(List<Proof> proofs) {
    Map<String, Proof> byId = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (Proof proof : proofs) {
      if (!proof.id().isEmpty() && byId.put(proof.id(), proof) != null) {
        twice.add(proof.id());
      }
    }
    for (Proof proof : proofs) {
      for (String id : proof.previousProof()) {
        if (!byId.containsKey(id) || twice.contains(id)) {
          return Optional.of(
              new Parsed.Malformed(
                  "previousProof names exactly one other proof of the document",
                  proof.pointer() + "/previousProof"));
        }
      }
      if (comesBack(proof, byId)) {
        return Optional.of(
            new Parsed.Malformed("a chain of proofs ends", proof.pointer() + "/previousProof"));
      }
    }
    return Optional.empty();
  }

  private static boolean comesBack(Proof start, Map<String, Proof> byId) {
    Set<String> seen = new HashSet<>();
    List<Proof> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      for (String id : open.removeLast().previousProof()) {
        if (id.equals(start.id())) {
          return true;
        }
        Proof next = byId.get(id);
        if (next != null && seen.add(id)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  private static String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : "";
  }
}
