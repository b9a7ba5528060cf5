package dev.laurel.functions.verification;

import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedStatusList;

/// `GET /status-lists/{id}`: the newest signed form of a status list. Whoever checks one credential
/// fetches a list of more than a hundred thousand, so that nobody learns which one was meant.
final class GetStatusList implements RouteHandler {
  private final PublishedLookup lookup;

  GetStatusList(PublishedLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public Response handle(Request request) {
    PublishedStatusList list =
        lookup.statusList(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    return Response.bytes(200, MediaType.json(request), list.bytes())
        .header("vary", "Accept")
        .header("cache-control", "public, max-age=60")
        .header("access-control-allow-origin", "*");
  }
}
