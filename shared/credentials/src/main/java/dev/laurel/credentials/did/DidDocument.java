package dev.laurel.credentials.did;

import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The document of a DID: its keys, which of them may sign assertions, and which may authenticate
/// the DID as the holder of credentials. Both lists hold full ids of verification methods.
public record DidDocument(
    Did id,
    List<VerificationMethod> verificationMethods,
    List<String> assertionMethod,
    List<String> authentication) {
  /// Most keys read from a foreign document: issuers have a handful, also with retired ones.
  public static final int MAX_METHODS = 64;

  /// What the fragment of a key's second form ends with: strict readers of JWTs want a JWK, readers
  /// of Data Integrity proofs a Multikey.
  public static final String JWK_SUFFIX = "-jwk";

  private static final String DID_CONTEXT = "https://www.w3.org/ns/did/v1";
  private static final String MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1";
  private static final String JWK_CONTEXT = "https://w3id.org/security/jwk/v1";

  public DidDocument {
    verificationMethods = List.copyOf(verificationMethods);
    assertionMethod = List.copyOf(assertionMethod);
    authentication = List.copyOf(authentication);
  }

  /// A document whose keys authenticate nobody.
  public DidDocument(
      Did id, List<VerificationMethod> verificationMethods, List<String> assertionMethod) {
    this(id, verificationMethods, assertionMethod, List.of());
  }

  /// The document of an issuer of ours: each key may sign assertions, and nothing else. A P-256 key
  /// of a did:web is listed a second time as a JWK.
  public static DidDocument issuer(Did did, List<NamedKey> keys) {
    return issuer(did, keys, List.of());
  }

  /// The same with keys that are listed but may sign no longer, because others know them.
  public static DidDocument issuer(Did did, List<NamedKey> keys, List<NamedKey> compromised) {
    List<VerificationMethod> signing = methods(did, keys);
    List<VerificationMethod> all = new ArrayList<>(signing);
    all.addAll(methods(did, compromised));
    return new DidDocument(did, all, signing.stream().map(VerificationMethod::id).toList());
  }

  private static List<VerificationMethod> methods(Did did, List<NamedKey> keys) {
    List<VerificationMethod> methods = new ArrayList<>();
    for (NamedKey key : keys) {
      methods.add(VerificationMethod.multikey(did, key));
      if (did.method().equals("web") && key.key().algorithm() == KeyAlgorithm.P256) {
        PublicJwk.of(key.key())
            .map(jwk -> VerificationMethod.jsonWebKey(did, key.fragment() + JWK_SUFFIX, jwk))
            .ifPresent(methods::add);
      }
    }
    return methods;
  }

  /// A document from outside, or empty where it is not one. Relative ids (`#key-1`) are completed,
  /// methods embedded in a relationship are read like listed ones, and unknown members are ignored.
  public static Optional<DidDocument> parse(JsonNode document) {
    Optional<Did> did = Did.parse(text(document, "id"));
    JsonNode methods = document.path("verificationMethod");
    JsonNode assertions = document.path("assertionMethod");
    JsonNode authentications = document.path("authentication");
    if (did.isEmpty()
        || methods.size() > MAX_METHODS
        || assertions.size() > MAX_METHODS
        || authentications.size() > MAX_METHODS) {
      return Optional.empty();
    }
    List<VerificationMethod> keys = new ArrayList<>();
    for (JsonNode method : methods) {
      keys.add(method(method, did.get()));
    }
    List<String> assertionMethod = relationship(assertions, did.get(), keys);
    List<String> authentication = relationship(authentications, did.get(), keys);
    return keys.size() > MAX_METHODS
        ? Optional.empty()
        : Optional.of(new DidDocument(did.get(), keys, assertionMethod, authentication));
  }

  /// The ids in a verification relationship; keys that are embedded there join the others, unless
  /// the very same was embedded before.
  private static List<String> relationship(JsonNode list, Did did, List<VerificationMethod> keys) {
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : list) {
      if (entry.isString()) {
        ids.add(absolute(entry.stringValue(), did));
      } else {
        VerificationMethod embedded = method(entry, did);
        if (!keys.contains(embedded)) {
          keys.add(embedded);
        }
        ids.add(embedded.id());
      }
    }
    return ids;
  }

  /// The method of an id, or empty where there is none or more than one.
  public Optional<VerificationMethod> verificationMethod(String methodId) {
    List<VerificationMethod> found =
        verificationMethods.stream().filter(method -> method.id().equals(methodId)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /// Whether the method may sign assertions.
  public boolean mayAssert(String methodId) {
    return assertionMethod.contains(methodId);
  }

  /// Whether the method may authenticate the DID.
  public boolean mayAuthenticate(String methodId) {
    return authentication.contains(methodId);
  }

  /// The JSON to publish.
  public byte[] toJsonBytes() {
    ObjectNode document = Json.object();
    ArrayNode contexts = document.putArray("@context").add(DID_CONTEXT).add(MULTIKEY_CONTEXT);
    if (verificationMethods.stream().anyMatch(method -> !method.publicKeyJwk().isEmpty())) {
      contexts.add(JWK_CONTEXT);
    }
    document.put("id", id.text());
    ArrayNode methods = document.putArray("verificationMethod");
    for (VerificationMethod method : verificationMethods) {
      ObjectNode node =
          methods
              .addObject()
              .put("id", method.id())
              .put("type", method.type())
              .put("controller", method.controller());
      if (method.publicKeyJwk().isEmpty()) {
        node.put("publicKeyMultibase", method.publicKeyMultibase());
      } else {
        method.jwk().ifPresent(jwk -> node.set("publicKeyJwk", jwk.toJson()));
      }
    }
    ArrayNode assertions = document.putArray("assertionMethod");
    assertionMethod.forEach(assertions::add);
    if (!authentication.isEmpty()) {
      ArrayNode authentications = document.putArray("authentication");
      authentication.forEach(authentications::add);
    }
    return Json.bytes(document);
  }

  private static VerificationMethod method(JsonNode node, Did did) {
    return new VerificationMethod(
        absolute(text(node, "id"), did),
        text(node, "type"),
        text(node, "controller"),
        text(node, "publicKeyMultibase"),
        node.path("publicKeyJwk").isObject() ? Json.write(node.path("publicKeyJwk")) : "");
  }

  private static String absolute(String methodId, Did did) {
    return methodId.startsWith("#") ? did.text() + methodId : methodId;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }
}
