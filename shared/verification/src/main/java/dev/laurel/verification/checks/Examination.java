package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidUrl;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.HashResult;
import dev.laurel.credentials.proof.SecuredDocument;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DidResolver.Resolution;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One document under examination, with what its checks share: canonical form and resolved
/// identifiers are found once. Not thread-safe; lives for one verification.
public final class Examination {
  private final ObjectNode root;
  private final Sources sources;
  private final Instant now;
  private final SecuredDocument.Parsed proofs;
  private final Map<Did, Resolution> resolutions = new HashMap<>();
  private final Map<String, HashResult> hashes = new HashMap<>();
  private List<Canonicalization> claims = List.of();

  public Examination(ObjectNode root, Sources sources, Instant now) {
    this.root = root;
    this.sources = sources;
    this.now = now;
    this.proofs = SecuredDocument.parse(root);
  }

  ObjectNode root() {
    return root;
  }

  Sources sources() {
    return sources;
  }

  Instant now() {
    return now;
  }

  /// The document taken apart.
  SecuredDocument.Parsed proofs() {
    return proofs;
  }

  /// The document without its proofs.
  ObjectNode unsecured() {
    if (proofs instanceof SecuredDocument.Parsed.Secured(SecuredDocument secured)) {
      return secured.document();
    }
    ObjectNode unsecured = root.deepCopy();
    unsecured.remove("proof");
    return unsecured;
  }

  /// The canonical form of the document without its proofs.
  Canonicalization claims() {
    if (claims.isEmpty()) {
      claims = List.of(sources.canonicalizer().canonicalize(unsecured()));
    }
    return claims.get(0);
  }

  /// The hash data of a proof, computed once: what is signed, and what the log's entry commits to.
  HashResult hash(SecuredDocument.Proof proof) {
    return hashes.computeIfAbsent(
        proof.pointer(),
        pointer ->
            switch (claims()) {
              case Canonicalization.Refused refused -> refused;
              case Canonicalization.Canonical found ->
                  sources.integrity().hash(found, unsecured(), proof.options());
            });
  }

  /// The document of a DID, asked for once.
  Resolution resolve(Did did) {
    return resolutions.computeIfAbsent(did, sources.dids()::resolve);
  }

  /// The method that a proof names.
  MethodLookup method(SecuredDocument.Proof proof) {
    String url = proof.verificationMethod();
    if (!url.startsWith("did:")) {
      return url.startsWith("https://")
          ? new MethodLookup.Unknown(
              CheckType.UNSUPPORTED_IDENTIFIER,
              "The key is named by an https URL; such keys are not fetched.")
          : new MethodLookup.Refused(
              CheckType.INVALID_VERIFICATION_METHOD_URL,
              proof.pointer() + "/verificationMethod must name a key by a DID URL.");
    }
    Optional<DidUrl> method = DidUrl.parse(url);
    if (method.isEmpty()) {
      return new MethodLookup.Refused(
          CheckType.INVALID_VERIFICATION_METHOD_URL,
          proof.pointer() + "/verificationMethod is not a DID with the fragment of a key.");
    }
    Did did = method.get().did();
    return switch (resolve(did)) {
      case Resolution.Resolved(DidDocument document) -> in(document, did, url);
      case Resolution.NotFound() ->
          new MethodLookup.Refused(
              CheckType.ISSUER_NOT_FOUND, "The DID of the key does not exist: " + did.text());
      case Resolution.Unavailable(String why) ->
          new MethodLookup.Unknown(
              CheckType.ISSUER_NOT_RESOLVED, "The DID of the key was not resolved: " + why);
    };
  }

  private static MethodLookup in(DidDocument document, Did did, String url) {
    if (!document.id().equals(did)) {
      return new MethodLookup.Refused(
          CheckType.INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID,
          "The DID document found for the key is that of another DID.");
    }
    return document
        .verificationMethod(url)
        .<MethodLookup>map(method -> new MethodLookup.Found(did, document, method))
        .orElseGet(() ->
            new MethodLookup.Refused(
                CheckType.INVALID_VERIFICATION_METHOD,
                "The DID document does not list the key that the proof names."));
  }
}
