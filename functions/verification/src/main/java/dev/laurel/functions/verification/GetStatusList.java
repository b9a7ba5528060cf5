package dev.laurel.functions.verification;

import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedStatusList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/// `GET /status-lists/{id}`: the newest signed form of a status list, or with `?timestamp=` the one
/// that held then (Bitstring Status List 3.3). Whoever checks one credential fetches a list of more
/// than a hundred thousand, so that nobody learns which one was meant.
final class GetStatusList implements RouteHandler {
  private static final String TIMESTAMP = "timestamp";

  /// How far a caller's clock may be ahead.
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final PublishedLookup lookup;
  private final InstantSource clock;

  GetStatusList(PublishedLookup lookup, InstantSource clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  @Override
  public Response handle(Request request) {
    String id = request.path("id");
    Optional<Instant> then = request.query(TIMESTAMP).map(GetStatusList::instant);
    if (then.filter(clock.instant().plus(SKEW)::isBefore).isPresent()) {
      throw Problem.invalidParameter(TIMESTAMP, "must not lie in the future: nobody knows yet")
          .toException();
    }
    Optional<PublishedStatusList> found =
        then.isPresent() ? lookup.statusListAt(id, then.get()) : lookup.statusList(id);
    PublishedStatusList list = found.orElseThrow(() -> Problem.notFound().toException());
    return Response.bytes(200, MediaType.json(request), list.bytes())
        .header("vary", "Accept")
        .header("cache-control", "public, max-age=60")
        .header("access-control-allow-origin", "*");
  }

  /// A dateTimeStamp. A plus sign that was not escaped has become a space.
  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw Problem.invalidParameter(
              TIMESTAMP, "must be a date and time with a zone, such as 2026-11-22T12:00:00Z")
          .toException();
    }
  }
}
