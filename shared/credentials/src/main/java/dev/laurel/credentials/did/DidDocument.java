package dev.laurel.credentials.did;

import dev.laurel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The document of a DID: its keys, and which of them may sign assertions. `assertionMethod` holds
/// full ids of verification methods.
public record DidDocument(
    Did id, List<VerificationMethod> verificationMethods, List<String> assertionMethod) {
  /// Most keys read from a foreign document: issuers have a handful, also with retired ones.
  public static final int MAX_METHODS = 64;

  private static final String DID_CONTEXT = "https://www.w3.org/ns/did/v1";
  private static final String MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1";

  public DidDocument {
    verificationMethods = List.copyOf(verificationMethods);
    assertionMethod = List.copyOf(assertionMethod);
  }

  /// The document of an issuer of ours: each key may sign assertions, and nothing else.
  public static DidDocument issuer(Did did, List<NamedKey> keys) {
    List<VerificationMethod> methods =
        keys.stream()
            .map(key ->
                new VerificationMethod(
                    did.withFragment(key.fragment()).text(),
                    VerificationMethod.MULTIKEY,
                    did.text(),
                    key.key().text()))
            .toList();
    return new DidDocument(did, methods, methods.stream().map(VerificationMethod::id).toList());
  }

  /// A document from outside, or empty where it is not one. Relative ids (`#key-1`) are completed,
  /// methods embedded in `assertionMethod` are read like listed ones, and unknown members are
  /// ignored.
  public static Optional<DidDocument> parse(JsonNode document) {
    Optional<Did> did = Did.parse(text(document, "id"));
    JsonNode methods = document.path("verificationMethod");
    JsonNode assertions = document.path("assertionMethod");
    if (did.isEmpty() || methods.size() > MAX_METHODS || assertions.size() > MAX_METHODS) {
      return Optional.empty();
    }
    List<VerificationMethod> keys = new ArrayList<>();
    List<String> assertionMethod = new ArrayList<>();
    for (JsonNode method : methods) {
      keys.add(method(method, did.get()));
    }
    for (JsonNode assertion : assertions) {
      if (assertion.isString()) {
        assertionMethod.add(absolute(assertion.stringValue(), did.get()));
      } else {
        VerificationMethod embedded = method(assertion, did.get());
        keys.add(embedded);
        assertionMethod.add(embedded.id());
      }
    }
    return Optional.of(new DidDocument(did.get(), keys, assertionMethod));
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

  /// The JSON to publish.
  public byte[] toJsonBytes() {
    ObjectNode document = Json.object();
    document.putArray("@context").add(DID_CONTEXT).add(MULTIKEY_CONTEXT);
    document.put("id", id.text());
    ArrayNode methods = document.putArray("verificationMethod");
    for (VerificationMethod method : verificationMethods) {
      methods
          .addObject()
          .put("id", method.id())
          .put("type", method.type())
          .put("controller", method.controller())
          .put("publicKeyMultibase", method.publicKeyMultibase());
    }
    ArrayNode assertions = document.putArray("assertionMethod");
    assertionMethod.forEach(assertions::add);
    return Json.bytes(document);
  }

  private static VerificationMethod method(JsonNode node, Did did) {
    return new VerificationMethod(
        absolute(text(node, "id"), did),
        text(node, "type"),
        text(node, "controller"),
        text(node, "publicKeyMultibase"));
  }

  private static String absolute(String methodId, Did did) {
    return methodId.startsWith("#") ? did.text() + methodId : methodId;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }
}
