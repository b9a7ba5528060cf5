package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import tools.jackson.databind.node.ObjectNode;

/// `GET /issuers/{id}/keys/{fragment}`: one signing key of an issuer as a JWK, for readers that
/// follow an https `kid` (OB 3.0 JSON Web Token Proof Format).
final class GetIssuerKey implements RouteHandler {
  private final IssuerKeys keys;

  GetIssuerKey(IssuerKeys keys) {
    this.keys = keys;
  }

  @Override
  public Response handle(Request request) {
    ObjectNode jwk =
        IssuerId.parse(request.path("id"))
            .flatMap(issuer -> keys.key(issuer, request.path("fragment")))
            .orElseThrow(() -> Problem.notFound().toException());
    return cached(Response.bytes(200, "application/json", Json.bytes(jwk)));
  }

  /// As the DID document, of which keys are a part.
  static Response cached(Response response) {
    return response
        .header("cache-control", "public, max-age=300")
        .header("access-control-allow-origin", "*");
  }
}
