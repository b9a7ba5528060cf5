package dev.laurel.functions.verification;

import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;

/// `GET /issuers/{id}/did.json`: the DID document of an issuer, byte for byte as published.
final class GetDidDocument implements RouteHandler {
  private final PublishedLookup lookup;

  GetDidDocument(PublishedLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public Response handle(Request request) {
    PublishedDid did =
        IssuerId.parse(request.path("id"))
            .flatMap(lookup::did)
            .orElseThrow(() -> Problem.notFound().toException());
    return Response.bytes(200, "application/json", did.bytes())
        .header("cache-control", "public, max-age=300")
        .header("access-control-allow-origin", "*");
  }
}
