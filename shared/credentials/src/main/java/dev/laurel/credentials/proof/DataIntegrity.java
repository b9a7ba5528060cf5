package dev.laurel.credentials.proof;

import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.proof.Canonicalization.Canonical;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.credentials.proof.SecuredDocument.Proof;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The hash data of Data Integrity proofs, to sign and to verify (VC DI EdDSA 3.2 and 3.3, VC DI
/// ECDSA 3.2 and 3.3), and the joining of document and proof. Any number of threads may share one.
public final class DataIntegrity {
  private final Canonicalizer canonicalizer;

  public DataIntegrity(Canonicalizer canonicalizer) {
    this.canonicalizer = canonicalizer;
  }

  /// The hash data of a document of ours with the options of the proof that it will get. Also where
  /// the proof is over JSON, the document must say all that it says as RDF.
  public HashResult hash(byte[] unsignedDocument, ProofOptions options) {
    JsonNode document;
    try {
      document = Json.parse(unsignedDocument);
    } catch (JsonRefused e) {
      return new Refused(Reason.INVALID, String.valueOf(e.getMessage()), e.pointer());
    }
    if (!Iri.absolute(options.verificationMethod())) {
      return new Refused(
          Reason.RELATIVE_IRI, "an id is not an absolute IRI", "/proof/verificationMethod");
    }
    HashFunction function = HashFunction.of(options.suite().algorithm());
    if (!(document instanceof ObjectNode object)) {
      return new Refused(Reason.INVALID, "a document is a JSON object", "");
    }
    if (document.has("proof")) {
      return new Refused(Reason.INVALID, "the document has a proof already", "/proof");
    }
    Canonicalization canonical = canonicalizer.canonicalize(document, function);
    if (!(canonical instanceof Canonical body)) {
      return (Refused) canonical;
    }
    ObjectNode proof = options.toJson(document.path("@context"));
    return switch (options.suite().transformation()) {
      case JCS -> JsonForm.hash(object, proof, "/proof", canonicalizer.contexts(), function);
      case RDFC ->
          DocumentScreen.contextUrls(document)
                  .getFirst()
                  .equals(AchievementCredential.CREDENTIALS_CONTEXT)
              ? hashed(canonicalOptions(options), body.nquads(), function)
              : hash(body, document, proof);
      case SELECTIVE -> new Refused(Reason.INVALID, "a suite that is only verified", "/proof");
    };
  }

  /// The hash data of a document with the options of a proof as found, `proofValue` taken out. For
  /// a key on P-384 see [#forms].
  public HashResult hash(JsonNode documentWithoutProof, JsonNode proofWithoutValue) {
    if (overJson(proofWithoutValue)
        && documentWithoutProof instanceof ObjectNode document
        && proofWithoutValue instanceof ObjectNode proof) {
      return JsonForm.hash(
          document, proof, "/proof", canonicalizer.contexts(), HashFunction.SHA_256);
    }
    if (documentWithoutProof.has("proof")) {
      return new Refused(Reason.INVALID, "the document has a proof already", "/proof");
    }
    Canonicalization canonical = canonicalizer.canonicalize(documentWithoutProof);
    return canonical instanceof Canonical body
        ? hash(body, documentWithoutProof, proofWithoutValue)
        : (Refused) canonical;
  }

  /// The same with the document's canonical form at hand, for documents with several proofs.
  public HashResult hash(
      Canonical canonicalDocument, JsonNode documentWithoutProof, JsonNode proofWithoutValue) {
    if (overJson(proofWithoutValue)) {
      return hash(documentWithoutProof, proofWithoutValue);
    }
    HashFunction function = HashFunction.SHA_256;
    return switch (config(canonicalizer, documentWithoutProof, proofWithoutValue, function)) {
      case Canonical options -> hashed(options.nquads(), canonicalDocument.nquads(), function);
      case Refused refused -> refused;
    };
  }

  /// A signed document with the forms in which its proofs hash it: the way to verify any suite,
  /// chain and kind of key.
  public SecuredForms forms(SecuredDocument secured) {
    return forms(secured, new WorkBudget());
  }

  /// The same, at the cost of what several documents share.
  public SecuredForms forms(SecuredDocument secured, WorkBudget budget) {
    return new SecuredForms(canonicalizer, secured, budget);
  }

  /// Whether a proof names a suite that signs the document as JSON.
  static boolean overJson(JsonNode proof) {
    return Cryptosuite.parse(proof.path("cryptosuite").asString(""))
        .filter(suite -> suite.transformation() == Transformation.JCS)
        .isPresent();
  }

  /// The canonical form of the options of a proof under the contexts of its document.
  static Canonicalization config(
      Canonicalizer canonicalizer, JsonNode document, Proof proof, HashFunction function) {
    return switch (config(canonicalizer, document, proof.options(), function)) {
      case Canonical canonical -> canonical;
      case Refused(Reason reason, String detail, String pointer) ->
          new Refused(reason, detail, proof.pointer() + pointer.substring("/proof".length()));
    };
  }

  private static Canonicalization config(
      Canonicalizer canonicalizer, JsonNode document, JsonNode options, HashFunction function) {
    if (!(options instanceof ObjectNode proof)) {
      return new Refused(Reason.INVALID, "a proof is a JSON object", "/proof");
    }
    if (proof.has("@context")) {
      return new Refused(
          Reason.INLINE_CONTEXT, "contexts stand at the top of a document only", "/proof/@context");
    }
    ObjectNode config = proof.deepCopy();
    config.set("@context", document.path("@context"));
    return switch (canonicalizer.canonicalize(config, function)) {
      case Canonical canonical -> canonical;
      case Refused refused ->
          new Refused(refused.reason(), refused.detail(), "/proof" + refused.pointer());
    };
  }

  /// The document with its proof as the last member, in a list of one. The document's bytes stay as
  /// they are; nothing is serialised again.
  public static byte[] attach(byte[] unsignedDocument, ProofOptions options, byte[] signature) {
    return attach(unsignedDocument, List.of(new SignedProof(options, signature)));
  }

  /// The document with its proofs as the last member, in their order (a proof set, VC DI 2.1.1).
  /// The order is the caller's: eddsa-rdfc-2022 first, because readers of badges take the first
  /// proof that they know.
  public static byte[] attach(byte[] unsignedDocument, List<SignedProof> proofs) {
    ArrayNode list = Json.object().putArray("proof");
    JsonNode context = contextFor(unsignedDocument, proofs);
    for (SignedProof proof : proofs) {
      list.add(proof.options().toJson(context).put("proofValue", proof.proofValue()));
    }
    byte[] member = (",\"proof\":" + Json.write(list)).getBytes(StandardCharsets.UTF_8);
    int end = unsignedDocument.length - 1;
    while (end >= 0 && unsignedDocument[end] != '}') {
      end--;
    }
    if (end < 1 || proofs.isEmpty()) {
      throw new IllegalArgumentException("not a JSON object with members, or no proof");
    }
    byte[] signed = Arrays.copyOf(unsignedDocument, unsignedDocument.length + member.length);
    System.arraycopy(member, 0, signed, end, member.length);
    System.arraycopy(
        unsignedDocument, end, signed, end + member.length, unsignedDocument.length - end);
    return signed;
  }

  /// The document's contexts where a proof repeats them; only then is the document read again.
  private static JsonNode contextFor(byte[] unsignedDocument, List<SignedProof> proofs) {
    boolean repeated =
        proofs.stream()
            .anyMatch(proof -> proof.options().suite().transformation() == Transformation.JCS);
    return (repeated ? Json.parse(unsignedDocument) : Json.object()).path("@context");
  }

  /// The canonical form of our own options under the VC 2.0 context, written directly: the JSON-LD
  /// way takes a thousand times as long, and a test holds the two equal.
  static byte[] canonicalOptions(ProofOptions options) {
    String rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    String security = "https://w3id.org/security#";
    return ("_:c14n0 <http://purl.org/dc/terms/created> \""
            + options.created()
            + "\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n"
            + "_:c14n0 <"
            + rdf
            + "> <"
            + security
            + "DataIntegrityProof> .\n"
            + "_:c14n0 <"
            + security
            + "cryptosuite> \""
            + options.suite().text()
            + "\"^^<"
            + security
            + "cryptosuiteString> .\n"
            + "_:c14n0 <"
            + security
            + "proofPurpose> <"
            + security
            + "assertionMethod> .\n"
            + "_:c14n0 <"
            + security
            + "verificationMethod> <"
            + options.verificationMethod()
            + "> .\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static HashResult hashed(byte[] options, byte[] document, HashFunction function) {
    byte[] first = function.of(options);
    byte[] hashData = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(function.of(document), 0, hashData, first.length, first.length);
    return new HashResult.Hashed(hashData);
  }
}
