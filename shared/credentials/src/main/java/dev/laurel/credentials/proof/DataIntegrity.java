package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.proof.Canonicalization.Canonical;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The hash data of Data Integrity proofs, to sign and to verify (VC DI EdDSA 3.2, VC DI ECDSA
/// 3.2), and the joining of document and proof. Any number of threads may share one.
public final class DataIntegrity {
  private final Canonicalizer canonicalizer;

  public DataIntegrity(Canonicalizer canonicalizer) {
    this.canonicalizer = canonicalizer;
  }

  /// The hash data of a document of ours with the options of the proof that it will get.
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
    Canonicalization canonical = canonicalizeUnsigned(document);
    if (!(canonical instanceof Canonical body)) {
      return (Refused) canonical;
    }
    if (DocumentScreen.contextUrls(document)
        .getFirst()
        .equals(AchievementCredential.CREDENTIALS_CONTEXT)) {
      return hashed(canonicalOptions(options), body.nquads());
    }
    return hash(body, document, options.toJson());
  }

  /// The hash data of a document with the options of a proof as found, `proofValue` taken out.
  public HashResult hash(JsonNode documentWithoutProof, JsonNode proofWithoutValue) {
    Canonicalization canonical = canonicalizeUnsigned(documentWithoutProof);
    return canonical instanceof Canonical body
        ? hash(body, documentWithoutProof, proofWithoutValue)
        : (Refused) canonical;
  }

  /// The same with the document's canonical form at hand, for documents with several proofs.
  public HashResult hash(
      Canonical canonicalDocument, JsonNode documentWithoutProof, JsonNode proofWithoutValue) {
    if (!(proofWithoutValue instanceof ObjectNode proof)) {
      return new Refused(Reason.INVALID, "a proof is a JSON object", "/proof");
    }
    if (proof.has("@context")) {
      return new Refused(
          Reason.INLINE_CONTEXT, "contexts stand at the top of a document only", "/proof/@context");
    }
    ObjectNode config = proof.deepCopy();
    config.set("@context", documentWithoutProof.path("@context"));
    return switch (canonicalizer.canonicalize(config)) {
      case Canonical options -> hashed(options.nquads(), canonicalDocument.nquads());
      case Refused refused ->
          new Refused(refused.reason(), refused.detail(), "/proof" + refused.pointer());
    };
  }

  /// The document with its proof as the last member, in a list of one. The document's bytes stay as
  /// they are; nothing is serialised again.
  public static byte[] attach(byte[] unsignedDocument, ProofOptions options, byte[] signature) {
    ObjectNode proof = options.toJson().put("proofValue", MultibaseText.base58(signature));
    byte[] member = (",\"proof\":[" + Json.write(proof) + "]").getBytes(StandardCharsets.UTF_8);
    int end = unsignedDocument.length - 1;
    while (end >= 0 && unsignedDocument[end] != '}') {
      end--;
    }
    if (end < 1) {
      throw new IllegalArgumentException("not a JSON object with members");
    }
    byte[] signed = Arrays.copyOf(unsignedDocument, unsignedDocument.length + member.length);
    System.arraycopy(member, 0, signed, end, member.length);
    System.arraycopy(
        unsignedDocument, end, signed, end + member.length, unsignedDocument.length - end);
    return signed;
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

  private Canonicalization canonicalizeUnsigned(JsonNode document) {
    return document.has("proof")
        ? new Refused(Reason.INVALID, "the document has a proof already", "/proof")
        : canonicalizer.canonicalize(document);
  }

  private static HashResult hashed(byte[] options, byte[] document) {
    byte[] hashData = Arrays.copyOf(Sha256.of(options), 64);
    System.arraycopy(Sha256.of(document), 0, hashData, 32, 32);
    return new HashResult.Hashed(hashData);
  }
}
