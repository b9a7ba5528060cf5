package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A signed document taken apart for verification: the document without its member `proof`, and the
/// proofs in their order, each with the pointer to where it stood.
public record SecuredDocument(ObjectNode document, List<Proof> proofs) {
  public static final String DATA_INTEGRITY_PROOF = "DataIntegrityProof";
  public static final String ASSERTION_METHOD = "assertionMethod";

  /// Most proofs on one document: each costs a signature check. Sets seen in practice have two.
  public static final int MAX_PROOFS = 8;

  /// Longest `proofValue` that is decoded from base 58: 96 bytes take 132 digits, and decoding is
  /// quadratic.
  private static final int MAX_BASE58_LENGTH = 144;

  /// Longest `proofValue` that is decoded from base64url: a derived proof over a credential with
  /// 300 statements takes about 27,000 characters.
  private static final int MAX_BASE64_LENGTH = 100_000;

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
  /// @param previousProof the ids of the proofs that this one also secures (VC DI 2.1.2)
  public record Proof(
      ObjectNode options,
      String id,
      String type,
      String cryptosuite,
      String verificationMethod,
      String proofPurpose,
      String created,
      String proofValue,
      List<String> previousProof,
      String pointer) {
    public Proof {
      options = options.deepCopy();
      previousProof = List.copyOf(previousProof);
    }

    /// The suite, or empty where type or name is not one that we verify.
    public Optional<Cryptosuite> suite() {
      return type.equals(DATA_INTEGRITY_PROOF) ? Cryptosuite.parse(cryptosuite) : Optional.empty();
    }

    /// The bytes in `proofValue`, or empty where it is not in the alphabet of its suite, not as
    /// long as a signature of the suite, or the suite is not known. A derived proof is longer.
    public Optional<byte[]> signature() {
      return suite().flatMap(known -> signature(known, proofValue));
    }

    private static Optional<byte[]> signature(Cryptosuite suite, String value) {
      Optional<byte[]> bytes =
          suite.base64Url()
              ? MultibaseText.decodeBase64Url(value, MAX_BASE64_LENGTH)
              : MultibaseText.decodeBase58(value, MAX_BASE58_LENGTH);
      return bytes.filter(found ->
          suite.transformation() == Transformation.SELECTIVE
              || suite.algorithms().stream()
                  .anyMatch(algorithm -> algorithm.signatureLength() == found.length));
    }

    /// The proof with its value, as it stood.
    ObjectNode whole() {
      ObjectNode whole = options.deepCopy();
      return proofValue.isEmpty() ? whole : whole.put("proofValue", proofValue);
    }
  }

  /// Takes a document apart. The argument is not changed.
  public static Parsed parse(JsonNode signed) {
    return ProofReader.read(signed);
  }

  /// The document that a proof secures: without `proof`, or, where the proof is a link of a chain,
  /// with the proofs before it in `proof` (VC DI 4.5).
  public ObjectNode inputOf(Proof proof) {
    ObjectNode input = document.deepCopy();
    if (!proof.previousProof().isEmpty()) {
      ArrayNode matching = input.putArray("proof");
      for (Proof other : proofs) {
        if (proof.previousProof().contains(other.id())) {
          matching.add(other.whole());
        }
      }
    }
    return input;
  }
}
