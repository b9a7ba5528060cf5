package dev.laurel.functions.issuers;

import dev.laurel.credentials.EmailAddress;
import dev.laurel.issuers.ApiKey;
import dev.laurel.issuers.Assessor;
import dev.laurel.issuers.CreatedKey;
import dev.laurel.issuers.KeyIssuing;
import dev.laurel.issuers.Scope;
import dev.laurel.runtime.Caller;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/keys` and `DELETE /v1/keys/{id}`.
final class KeyRoutes {
  private static final Problem NO_ASSESSOR =
      Problem.invalid(
          List.of(
              new FieldError(
                  "/assessor", "is required with the scope grade, and taken only with it")));

  private final KeyIssuing issuing;
  private final Idempotency once;

  KeyRoutes(KeyIssuing issuing, Idempotency once) {
    this.issuing = issuing;
    this.once = once;
  }

  Response create(Request request) {
    Fields body = Fields.of(request);
    String name = body.text("name", Fields.MAX_NAME);
    Set<Scope> scopes = Set.copyOf(body.choices("scopes", 1, Scope.byText()));
    Optional<Assessor> assessor =
        body.optionalObject("assessor")
            .map(fields ->
                new Assessor(
                    fields.text("name", Fields.MAX_NAME),
                    fields.email("email", text -> EmailAddress.parse(text).isPresent())));
    body.end();
    return once.once(
        request,
        attempt ->
            switch (issuing.create(
                request.key().issuer(),
                name,
                scopes,
                assessor,
                // Neither the secret nor the person is kept for a replay.
                attempt.storing(created -> Response.json(201, view(created))))) {
              case KeyIssuing.Created.Done done -> {
                Map<String, Object> view = view(done.created());
                assessor.ifPresent(a -> view.put("assessor", a));
                view.put("secret", done.created().secret());
                yield Response.json(201, view);
              }
              case KeyIssuing.Created.AssessorMismatch m -> Response.problem(NO_ASSESSOR);
              case KeyIssuing.Created.Contended c -> throw new Contended();
            });
  }

  Response delete(Request request) {
    Caller.Key caller = request.key();
    return once.once(
        request,
        attempt ->
            switch (issuing.delete(caller.issuer(), request.path("id"), caller.keyId())) {
              case KeyIssuing.Deleted.Done done -> Response.noContent();
              case KeyIssuing.Deleted.Unknown unknown -> Response.problem(Problem.notFound());
              case KeyIssuing.Deleted.Calling calling ->
                  Response.problem(
                      Problem.of(
                          ProblemType.WRONG_STATE,
                          "A key does not delete itself: use another key with the scope admin."));
              case KeyIssuing.Deleted.Contended c -> throw new Contended();
            });
  }

  private static Map<String, Object> view(CreatedKey created) {
    ApiKey key = created.key();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", key.id());
    view.put("name", key.name());
    view.put("scopes", key.scopes().stream().map(Scope::text).toList());
    view.put("created", key.created());
    return view;
  }
}
