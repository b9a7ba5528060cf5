package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Suspension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/credentials/{id}/status`: revokes a credential for good, suspends it or takes that
/// back, with a reason that everyone can read; a revoked one may name the credential that replaces
/// it.
final class CredentialStatus implements RouteHandler {
  private static final int ID_LENGTH = 32;

  private final RevokeCredential revocation;
  private final SuspendCredential suspension;
  private final Idempotency idempotency;

  CredentialStatus(Issuance issuance, Idempotency idempotency) {
    this.revocation = issuance.revocation();
    this.suspension = issuance.suspension();
    this.idempotency = idempotency;
  }

  /// The status that is asked for.
  private enum Wanted {
    REVOKED,
    SUSPENDED,
    ACTIVE
  }

  /// What a request asks for.
  private record Change(
      IssuerId issuer,
      CredentialId id,
      Wanted wanted,
      String reason,
      Optional<CredentialId> replacement) {}

  @Override
  public Response handle(Request request) {
    Change change = read(request);
    return idempotency.once(
        request,
        attempt ->
            switch (change.wanted) {
              case REVOKED -> revoke(change, attempt);
              case SUSPENDED ->
                  answer(
                      suspension.suspend(
                          change.issuer,
                          change.id,
                          change.reason,
                          attempt.storing(CredentialStatus::answer)));
              case ACTIVE ->
                  answer(
                      suspension.reinstate(
                          change.issuer,
                          change.id,
                          change.reason,
                          attempt.storing(CredentialStatus::answer)));
            });
  }

  private static Change read(Request request) {
    Map<String, Wanted> choices = new LinkedHashMap<>();
    choices.put("revoked", Wanted.REVOKED);
    choices.put("suspended", Wanted.SUSPENDED);
    choices.put("active", Wanted.ACTIVE);
    Fields fields = Fields.of(request);
    Wanted wanted = fields.choice("status", choices);
    String reason = fields.text("reason", RevokeCredential.MAX_REASON);
    Optional<CredentialId> replacement =
        fields.optionalParsed(
            "replacedBy", ID_LENGTH, CredentialId::parse, "the id of a credential");
    if (fields.has("replacedBy") && wanted != Wanted.REVOKED) {
      fields.reject("replacedBy", "is for a credential that is revoked");
    }
    fields.end();
    CredentialId id =
        CredentialId.parse(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    return new Change(request.key().issuer(), id, wanted, reason, replacement);
  }

  private Response revoke(Change change, Attempt attempt) {
    if (change.replacement.isEmpty()) {
      return answer(
          revocation.revoke(
              change.issuer, change.id, change.reason, attempt.storing(CredentialStatus::answer)));
    }
    return revocation
        .supersede(
            change.issuer,
            change.id,
            change.reason,
            change.replacement.get(),
            attempt.storing(CredentialStatus::answer))
        .map(CredentialStatus::answer)
        .orElseThrow(() ->
            Problem.invalid(
                    List.of(
                        new FieldError(
                            "/replacedBy",
                            "must be the id of another published credential of this issuer")))
                .toException());
  }

  private static Response answer(RevokeCredential.Outcome outcome) {
    return switch (outcome) {
      case RevokeCredential.Outcome.Revoked(Revocation revoked) -> answer(revoked);
      case RevokeCredential.Outcome.Unknown unknown -> throw Problem.notFound().toException();
      case RevokeCredential.Outcome.Contended contended -> throw new Contended();
    };
  }

  private static Response answer(SuspendCredential.Outcome outcome) {
    return switch (outcome) {
      case SuspendCredential.Outcome.Done(Suspension done) -> answer(done);
      case SuspendCredential.Outcome.NotNow(String why) ->
          throw Problem.of(ProblemType.WRONG_STATE, "It cannot be so: " + why + ".").toException();
      case SuspendCredential.Outcome.Unknown unknown -> throw Problem.notFound().toException();
      case SuspendCredential.Outcome.Contended contended -> throw new Contended();
    };
  }

  private static Response answer(Revocation revocation) {
    ObjectNode view =
        Json.object()
            .put("id", revocation.id().text())
            .put("status", "revoked")
            .put("reason", revocation.reason())
            .put("at", revocation.at().toString());
    revocation.replacement().ifPresent(other -> view.put("replacedBy", other.text()));
    return Response.json(200, view);
  }

  private static Response answer(Suspension suspension) {
    return Response.json(
        200,
        Json.object()
            .put("id", suspension.id().text())
            .put("status", suspension.suspended() ? "suspended" : "active")
            .put("reason", suspension.reason())
            .put("at", suspension.at().toString()));
  }
}
