package dev.laurel.verification.checks;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.checks.Faults.Place;
import tools.jackson.databind.JsonNode;

/// A status of type 1EdTechRevocationList (VCRL 1.0, deprecated since 2025): a list of revoked ids
/// without a signature, which counts because the issuer signed its address. Decided only where it
/// was fetched; we never issue it.
final class RevokedIds {
  static final String TYPE = "1EdTechRevocationList";

  private RevokedIds() {}

  static Check check(Examination examination, Place place) {
    String url = Nodes.text(place.node(), "id").orElse("");
    if (!url.matches("https?://.+")) {
      return Check.failed(
          Check.STATUS,
          CheckType.MALFORMED_VALUE_ERROR,
          place.pointer() + "/id must be the URL of the list of revoked credentials.");
    }
    return switch (examination.list(url)) {
      case Fetch.NotFound() ->
          unknown(
              CheckType.STATUS_RETRIEVAL_ERROR, "The list of revoked credentials is not there.");
      case Fetch.Unavailable(String why) ->
          unknown(
              CheckType.STATUS_RETRIEVAL_ERROR,
              "The list of revoked credentials was not fetched: " + why);
      case Fetch.Fetched(byte[] document) -> read(examination, document);
    };
  }

  private static Check read(Examination examination, byte[] document) {
    if (document.length > Verifier.MAX_DOCUMENT_BYTES) {
      return unknown(CheckType.LIMIT, "The list of revoked credentials is too large to be read.");
    }
    JsonNode list;
    try {
      list = Json.parse(document);
    } catch (JsonRefused e) {
      return unknown(
          CheckType.STATUS_VERIFICATION_ERROR, "The list of revoked credentials is not JSON.");
    }
    String issuer = Nodes.issuerId(examination.root()).orElse("");
    JsonNode revoked = list.path("revokedCredential");
    if (!Nodes.issuerId(list).orElse("").equals(issuer)
        || !(revoked.isArray() || revoked.isMissingNode())) {
      return unknown(
          CheckType.STATUS_VERIFICATION_ERROR,
          "The list of revoked credentials is none, or that of another issuer.");
    }
    String id = Nodes.text(examination.root(), "id").orElse("");
    for (JsonNode entry : revoked) {
      boolean lifted = entry.path("revoked").isBoolean() && !entry.path("revoked").booleanValue();
      if (!lifted && Nodes.text(entry, "id").filter(id::equals).isPresent()) {
        return Check.failed(
            Check.STATUS,
            CheckType.REVOKED,
            "The issuer lists it as revoked: "
                + Nodes.text(entry, "revocationReason").orElse("no reason is given."));
      }
    }
    return Check.passed(Check.STATUS, "The issuer's list of revoked credentials does not name it.");
  }

  private static Check unknown(CheckType type, String detail) {
    return Check.unknown(Check.STATUS, type, detail);
  }
}
