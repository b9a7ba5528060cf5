package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DidResolver.Resolution;
import java.util.Optional;

/// The check that the issuer is a DID whose document is found.
final class IssuerStep implements Step {
  @Override
  public Check run(Examination examination) {
    Optional<String> id = Nodes.issuerId(examination.root());
    if (id.isEmpty()) {
      return Check.failed(
          Check.ISSUER, CheckType.MALFORMED_VALUE_ERROR, "The document names no issuer.");
    }
    Optional<Did> did = Did.parse(id.get());
    if (did.isEmpty()) {
      return id.get().startsWith("https://")
          ? Check.unknown(
              Check.ISSUER,
              CheckType.UNSUPPORTED_IDENTIFIER,
              "The issuer is named by an https URL, not by a DID; it is not fetched.")
          : Check.failed(
              Check.ISSUER, CheckType.MALFORMED_VALUE_ERROR, "The issuer's id is not a DID.");
    }
    return switch (examination.resolve(did.get())) {
      case Resolution.Resolved(DidDocument document) -> resolved(did.get(), document);
      case Resolution.NotFound() ->
          Check.failed(
              Check.ISSUER,
              CheckType.ISSUER_NOT_FOUND,
              "The issuer's DID does not exist: " + did.get().text());
      case Resolution.Unavailable(String why) ->
          Check.unknown(
              Check.ISSUER,
              CheckType.ISSUER_NOT_RESOLVED,
              "The issuer's DID was not resolved: " + why);
    };
  }

  private static Check resolved(Did did, DidDocument document) {
    return document.id().equals(did)
        ? Check.passed(Check.ISSUER, "The issuer's DID document was found: " + did.text())
        : Check.failed(
            Check.ISSUER,
            CheckType.INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID,
            "The DID document found for the issuer is that of another DID.");
  }
}
