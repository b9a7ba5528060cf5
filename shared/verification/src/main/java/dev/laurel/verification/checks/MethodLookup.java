package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidUrl;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DidResolver.Resolution;
import java.util.Optional;
import java.util.function.Function;

/// What became of looking up the key of a signature. The key is only ever taken from the resolved
/// document, never from an identifier's fragment or from beside the signature.
sealed interface MethodLookup {
  record Found(Did did, DidDocument document, VerificationMethod method) implements MethodLookup {
    /// Whether DID and controller are this one.
    boolean isOf(String owner) {
      return method.controller().equals(owner) && did.text().equals(owner);
    }

    /// The id by which the log knows the key: that of its Multikey method, where the document lists
    /// the key in other ways too.
    String logName() {
      return method
          .key()
          .flatMap(key ->
              document.verificationMethods().stream()
                  .filter(other -> other.type().equals(VerificationMethod.MULTIKEY))
                  .filter(other -> other.key().filter(key::equals).isPresent())
                  .map(VerificationMethod::id)
                  .findFirst())
          .orElse(method.id());
    }
  }

  /// It does not exist where it says it does.
  record Refused(CheckType type, String detail) implements MethodLookup {
    Check as(String id) {
      return Check.failed(id, type, detail);
    }
  }

  /// Nobody could be asked.
  record Unknown(CheckType type, String detail) implements MethodLookup {
    Check as(String id) {
      return Check.unknown(id, type, detail);
    }
  }

  /// The method of a DID URL.
  static MethodLookup of(String url, Examination examination) {
    Optional<DidUrl> method = DidUrl.parse(url);
    if (method.isEmpty()) {
      return new Refused(
          CheckType.INVALID_VERIFICATION_METHOD_URL,
          "The key is not named by a DID with the fragment of a key.");
    }
    return in(
        method.get().did(),
        examination,
        document ->
            document
                .verificationMethod(url)
                .<MethodLookup>map(found -> new Found(method.get().did(), document, found))
                .orElseGet(() ->
                    new Refused(
                        CheckType.INVALID_VERIFICATION_METHOD,
                        "The DID document does not list the key that the proof names.")));
  }

  /// What a function finds in the document of a DID, where there is one.
  static MethodLookup in(
      Did did, Examination examination, Function<DidDocument, MethodLookup> find) {
    return switch (examination.resolve(did)) {
      case Resolution.Resolved(DidDocument document) ->
          document.id().equals(did)
              ? find.apply(document)
              : new Refused(
                  CheckType.INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID,
                  "The DID document found for the key is that of another DID.");
      case Resolution.NotFound() ->
          new Refused(
              CheckType.ISSUER_NOT_FOUND, "The DID of the key does not exist: " + did.text());
      case Resolution.Unavailable(String why) ->
          new Unknown(CheckType.ISSUER_NOT_RESOLVED, "The DID of the key was not resolved: " + why);
    };
  }
}
