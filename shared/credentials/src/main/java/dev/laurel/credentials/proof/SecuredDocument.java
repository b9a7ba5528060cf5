package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A signed document taken apart for verification: the document without its member `proof`, and the
/// proofs in their order, each with the pointer to where it stood.
public record SecuredDocument(ObjectNode document, List<Proof> proofs) {
  public static final String DATA_INTEGRITY_PROOF = "DataIntegrityProof";
  public static final String ASSERTION_METHOD = "assertionMethod";

  /// Most proofs on one document: each costs a signature check. Sets seen in practice have two.
  public static final int MAX_PROOFS = 8;

  /// Longest `proofValue` that is decoded: 64 bytes take 88 digits in base 58, and decoding is
  /// quadratic.
  private static final int MAX_PROOF_VALUE_LENGTH = 128;

  public SecuredDocument {
    document = document.deepCopy();
    proofs = List.copyOf(proofs);
  }

  /// The outcome of taking a document apart.
  public sealed interface Parsed {
    /// A document with at least one proof.
    record Secured(SecuredDocument document) implements Parsed {}

    /// A document without the member `proof`.
    record Unsecured() implements Parsed {}

    /// Not an object, or the member `proof` is neither a proof nor a list of proofs.
    record Malformed(String detail, String pointer) implements Parsed {}
  }

  /// One proof as it stands in the document. Texts that it lacks are empty.
  ///
  /// @param options the whole object without `proofValue`, for hashing
  public record Proof(
      ObjectNode options,
      String type,
      String cryptosuite,
      String verificationMethod,
      String proofPurpose,
      String created,
      String proofValue,
      String pointer) {
    public Proof {
      options = options.deepCopy();
    }

    /// The suite, or empty where type or name is not one that we verify.
    public Optional<Cryptosuite> suite() {
      return type.equals(DATA_INTEGRITY_PROOF) ? Cryptosuite.parse(cryptosuite) : Optional.empty();
    }

    /// The signature in `proofValue`, or empty where that is not exactly 64 bytes in base 58 with
    /// prefix `z` (VC DI EdDSA 3.2.2).
    public Optional<byte[]> signature() {
      return MultibaseText.decodeBase58(proofValue, MAX_PROOF_VALUE_LENGTH)
          .filter(bytes -> bytes.length == KeyAlgorithm.SIGNATURE_LENGTH);
    }
  }

  /// Takes a document apart. The argument is not changed.
  public static Parsed parse(JsonNode signed) {
    if (!(signed instanceof ObjectNode object)) {
      return new Parsed.Malformed("a credential is a JSON object", "");
    }
    if (!object.has("proof")) {
      return new Parsed.Unsecured();
    }
    JsonNode member = object.get("proof");
    List<Proof> proofs = new ArrayList<>();
    if (member.isArray()) {
      if (member.isEmpty() || member.size() > MAX_PROOFS) {
        return new Parsed.Malformed(
            "a list of proofs has 1 to " + MAX_PROOFS + " entries", "/proof");
      }
      for (int i = 0; i < member.size(); i++) {
        Optional<Proof> proof = proof(member.get(i), "/proof/" + i);
        if (proof.isEmpty()) {
          return malformed("/proof/" + i);
        }
        proofs.add(proof.get());
      }
    } else {
      Optional<Proof> proof = proof(member, "/proof");
      if (proof.isEmpty()) {
        return malformed("/proof");
      }
      proofs.add(proof.get());
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
    if (!(node instanceof ObjectNode object) || text(object, "type").isEmpty()) {
      return Optional.empty();
    }
    for (String name :
        List.of("cryptosuite", "verificationMethod", "proofPurpose", "created", "proofValue")) {
      if (object.has(name) && !object.get(name).isString()) {
        return Optional.empty();
      }
    }
    ObjectNode options = object.deepCopy();
    options.remove("proofValue");
    return Optional.of(
        new Proof(
            options,
            text(object, "type"),
            text(object, "cryptosuite"),
            text(object, "verificationMethod"),
            text(object, "proofPurpose"),
            text(object, "created"),
            text(object, "proofValue"),
            pointer));
  }

  private static String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : "";
  }
}
