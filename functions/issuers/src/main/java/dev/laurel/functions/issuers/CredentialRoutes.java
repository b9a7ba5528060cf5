package dev.laurel.functions.issuers;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.runtime.PageTokens;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Page;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Suspension;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// An issuer's view of its credentials: `GET /v1/credentials` and `GET /v1/credentials/{id}`.
final class CredentialRoutes {
  private static final String QUERY = "credentials";

  private final PublishedLookup published;
  private final String publicBaseUrl;
  private final InstantSource clock;

  CredentialRoutes(PublishedLookup published, String publicBaseUrl, InstantSource clock) {
    this.published = published;
    this.publicBaseUrl = publicBaseUrl;
    this.clock = clock;
  }

  Response list(Request request) {
    Page<PublishedRecord> page =
        PageTokens.read(
            request,
            QUERY,
            (limit, after) -> published.ofIssuer(request.key().issuer(), limit, after));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.entries().stream().map(this::view).toList());
    answer.put("hasMore", page.hasMore());
    PageTokens.next(request, QUERY, page).ifPresent(next -> answer.put("next", next));
    return Response.json(200, answer);
  }

  Response get(Request request) {
    return CredentialId.parse(request.path("id"))
        .flatMap(published::credential)
        .filter(found -> found.owner().issuer().equals(request.key().issuer()))
        .map(found -> Response.json(200, whole(found)))
        .orElseGet(() -> Response.problem(Problem.notFound()));
  }

  private ObjectNode whole(PublishedRecord found) {
    ObjectNode view = view(found);
    // The signed text goes out as it lies there.
    found.published().ifPresent(p -> view.putRawValue("credential", new RawValue(p.json())));
    return view;
  }

  private ObjectNode view(PublishedRecord found) {
    CredentialOwner owner = found.owner();
    ObjectNode view = Json.object();
    view.put("id", owner.id().toString());
    Optional<JsonNode> document = found.published().map(PublishedCredential::claims);
    view.put("state", state(found, document));
    ObjectNode achievement = view.putObject("achievement");
    // Issued upon a client's request: it is for nothing that is defined here.
    boolean foreign = owner.achievementId().isEmpty();
    if (!foreign) {
      achievement.put("id", owner.achievementId()).put("version", owner.achievementVersion());
    }
    achievement.put("name", owner.achievementName());
    boolean renewal = !owner.renews().isEmpty();
    view.put(foreign || renewal ? "request" : "submission", owner.submission());
    if (renewal) {
      view.put("replaces", owner.renews());
    }
    view.put("created", owner.created().toString());
    found
        .published()
        .map(PublishedCredential::published)
        .ifPresent(at -> view.put("published", at.toString()));
    document.flatMap(d -> date(d, "validFrom")).ifPresent(d -> view.put("validFrom", d.toString()));
    document
        .flatMap(d -> date(d, "validUntil"))
        .ifPresent(d -> view.put("validUntil", d.toString()));
    found
        .revocation()
        .ifPresent(r -> {
          ObjectNode shown = view.putObject("revocation");
          shown.put("at", r.at().toString()).put("reason", r.reason());
          r.replacement().ifPresent(other -> shown.put("replacedBy", other.text()));
        });
    found
        .suspension()
        .filter(Suspension::suspended)
        .ifPresent(s ->
            view.putObject("suspension").put("at", s.at().toString()).put("reason", s.reason()));
    view.put("url", publicBaseUrl + "/credentials/" + owner.id());
    return view;
  }

  private String state(PublishedRecord found, Optional<JsonNode> document) {
    if (found.revocation().isPresent()) {
      return "revoked";
    }
    if (document.isEmpty()) {
      return "issuing";
    }
    if (found.suspension().filter(Suspension::suspended).isPresent()) {
      return "suspended";
    }
    Instant now = clock.instant();
    if (date(document.get(), "validUntil").filter(now::isAfter).isPresent()) {
      return "expired";
    }
    return date(document.get(), "validFrom").filter(now::isBefore).isPresent()
        ? "not-yet-valid"
        : "valid";
  }

  private static Optional<Instant> date(JsonNode document, String name) {
    try {
      return Optional.of(Instant.parse(document.path(name).asString("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
