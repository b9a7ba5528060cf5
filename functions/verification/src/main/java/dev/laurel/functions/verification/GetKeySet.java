package dev.laurel.functions.verification;

import dev.laurel.credentials.did.Did;
import dev.laurel.json.Json;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.DeploymentUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /.well-known/jwks.json`: the keys with which JWTs of this host are signed (RFC 7517 5, OB
/// 3.0). With `?iss=` those of one issuer by its DID, with it as `iss`; without, those of the
/// issuers that the settings name, each key once, and none where they name nobody: an empty set
/// would say that nobody signs here.
final class GetKeySet implements RouteHandler {
  private static final String ISSUER = "iss";

  private final DeploymentUrls urls;
  private final IssuerKeys keys;
  private final List<IssuerId> listed;

  GetKeySet(DeploymentUrls urls, IssuerKeys keys, List<IssuerId> listed) {
    this.urls = urls;
    this.keys = keys;
    this.listed = List.copyOf(listed);
  }

  @Override
  public Response handle(Request request) {
    Optional<String> did = request.query(ISSUER);
    ObjectNode set = Json.object();
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    if (did.isPresent()) {
      IssuerId issuer = issuer(did.get());
      set.put(ISSUER, did.get());
      keys.all(issuer).forEach(key -> found.putIfAbsent(same(key), key));
    } else {
      if (listed.isEmpty()) {
        throw Problem.of(
                ProblemType.NOT_FOUND,
                "This host has no key set for all its issuers; add ?iss= and the DID of one.")
            .toException();
      }
      for (IssuerId issuer : listed) {
        keys.all(issuer).forEach(key -> found.putIfAbsent(same(key), key));
      }
    }
    ArrayNode list = set.putArray("keys");
    found.values().forEach(list::add);
    return GetIssuerKey.cached(Response.bytes(200, "application/json", Json.bytes(set)));
  }

  private IssuerId issuer(String did) {
    if (Did.parse(did).isEmpty()) {
      throw Problem.invalid(List.of(FieldError.ofParameter(ISSUER, "must be a DID"))).toException();
    }
    return urls.issuerIn(did).orElseThrow(() -> Problem.notFound().toException());
  }

  private static String same(ObjectNode key) {
    return key.path("x").asString("") + key.path("y").asString("");
  }
}
