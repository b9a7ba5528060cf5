package dev.laurel.functions.verification;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The keys with which an issuer of ours signs JWTs, as its DID document lists them: P-256, and
/// only those that may still assert.
final class IssuerKeys {
  private final PublishedLookup lookup;

  IssuerKeys(PublishedLookup lookup) {
    this.lookup = lookup;
  }

  /// The key behind a fragment of the DID, as a JWK (RFC 7517).
  Optional<ObjectNode> key(IssuerId issuer, String fragment) {
    return document(issuer).flatMap(did -> key(did, did.id().text() + "#" + fragment));
  }

  /// All of them, each once; `kid` is the id of the verification method.
  List<ObjectNode> all(IssuerId issuer) {
    Optional<DidDocument> found = document(issuer);
    List<ObjectNode> keys = new ArrayList<>();
    for (VerificationMethod method :
        found.map(DidDocument::verificationMethods).orElse(List.of())) {
      if (method.type().equals(VerificationMethod.MULTIKEY)) {
        key(found.orElseThrow(), method.id()).ifPresent(keys::add);
      }
    }
    return keys;
  }

  private Optional<DidDocument> document(IssuerId issuer) {
    return lookup.did(issuer).map(PublishedDid::bytes).flatMap(IssuerKeys::parse);
  }

  private static Optional<DidDocument> parse(byte[] document) {
    try {
      return DidDocument.parse(Json.parse(document));
    } catch (JsonRefused e) {
      throw new IllegalStateException("a DID document is damaged", e);
    }
  }

  private static Optional<ObjectNode> key(DidDocument did, String methodId) {
    return did.verificationMethod(methodId)
        .filter(method -> did.mayAssert(methodId))
        .filter(
            method -> method.key().filter(key -> key.algorithm() == KeyAlgorithm.P256).isPresent())
        .flatMap(VerificationMethod::jwk)
        .map(PublicJwk::toJson)
        .map(jwk -> jwk.put("kid", methodId).put("alg", "ES256").put("use", "sig"));
  }
}
