package dev.laurel.functions.issuers;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.functions.issuers.OperatorKeys.End;
import dev.laurel.functions.issuers.OperatorKeys.NewKey;
import dev.laurel.functions.issuers.OperatorKeys.Outcome;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.PublishedKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The operator's routes for the keys that sign for an issuer: `GET` and `POST
/// /v1/issuers/{id}/keys` and `POST /v1/issuers/{id}/keys/{fragment}/retire`.
final class OwnKeyRoutes {
  /// Longest reason: a sentence, which the log keeps for ever.
  private static final int MAX_REASON = 200;

  /// Largest index of the log that can be said: two thousand million entries.
  private static final int MAX_INDEX = Integer.MAX_VALUE;

  private static final Map<String, KeyAlgorithm> TYPES = types();

  private final OperatorKeys keys;
  private final Idempotency once;

  OwnKeyRoutes(OperatorKeys keys, Idempotency once) {
    this.keys = keys;
    this.once = once;
  }

  private static Map<String, KeyAlgorithm> types() {
    Map<String, KeyAlgorithm> types = new LinkedHashMap<>();
    types.put("ed25519", KeyAlgorithm.ED25519);
    types.put("p256", KeyAlgorithm.P256);
    types.put("ml-dsa-44", KeyAlgorithm.ML_DSA_44);
    return types;
  }

  Response list(Request request) {
    return IssuerId.parse(request.path("id"))
        .flatMap(keys::list)
        .map(rows -> Response.json(200, Map.of("keys", views(rows))))
        .orElseGet(OwnKeyRoutes::unknown);
  }

  Response take(Request request) {
    Fields body = Fields.of(request);
    Optional<String> fragment =
        body.parsed(
            "fragment",
            Fields.MAX_NAME,
            text -> Optional.of(text).filter(SigningKeyName::isFragment),
            "own-1 to own-" + SigningKeyName.MAX);
    NewKey wanted =
        new NewKey(fragment.orElse(""), body.choice("type", TYPES), body.flag("didKey", false));
    body.end();
    Optional<IssuerId> issuer = IssuerId.parse(request.path("id"));
    if (issuer.isEmpty()) {
      return unknown();
    }
    return once.once(
        request,
        attempt ->
            answer(
                keys.take(
                    issuer.get(), wanted, key -> attempt.companion(Response.json(201, view(key)))),
                201));
  }

  Response retire(Request request) {
    Fields body = Fields.of(request);
    int index = body.optionalInteger("compromisedBelow", 0, MAX_INDEX, -1);
    OptionalLong below = index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    String reason = body.optionalText("reason", MAX_REASON);
    if (!reason.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      body.reject("reason", "must be plain ASCII: the log keeps it");
    }
    body.end();
    Optional<IssuerId> issuer = IssuerId.parse(request.path("id"));
    String fragment = request.path("fragment");
    boolean known = fragment.matches("(key|own)-[0-9]{1,3}");
    if (issuer.isEmpty() || !known) {
      return unknown();
    }
    return once.once(
        request,
        attempt ->
            answer(
                keys.end(
                    issuer.get(),
                    fragment,
                    new End(below, reason),
                    key -> attempt.companion(Response.json(200, view(key)))),
                200));
  }

  private static Response answer(Outcome outcome, int status) {
    return switch (outcome) {
      case Outcome.Done(PublishedKey key, boolean changed) ->
          Response.json(changed ? status : 200, view(key));
      case Outcome.Unknown unknown -> unknown();
      case Outcome.Refused(String why) ->
          Response.problem(Problem.of(ProblemType.WRONG_STATE, why));
      case Outcome.Contended contended -> throw new Contended();
    };
  }

  private static Response unknown() {
    return Response.problem(Problem.notFound());
  }

  private static List<Map<String, Object>> views(List<PublishedKey> rows) {
    return rows.stream()
        .sorted(
            Comparator.<PublishedKey>comparingInt(row -> SigningKeyName.order(row.fragment()))
                .thenComparing(PublishedKey::fragment))
        .map(OwnKeyRoutes::view)
        .toList();
  }

  private static Map<String, Object> view(PublishedKey key) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("fragment", key.fragment());
    TYPES.forEach((type, algorithm) -> {
      if (key.suites().contains(Cryptosuite.of(algorithm).text())) {
        view.put("type", type);
      }
    });
    view.put("state", key.state().text());
    view.put("method", key.method());
    view.put("publicKeyMultibase", key.publicKeyMultibase());
    view.put("suites", key.suites());
    index(view, "addedAt", key.addedAt());
    index(view, "retiredAt", key.retiredAt());
    index(view, "compromisedBelow", key.below());
    return view;
  }

  private static void index(Map<String, Object> view, String name, long index) {
    if (index >= 0) {
      view.put(name, index);
    }
  }
}
