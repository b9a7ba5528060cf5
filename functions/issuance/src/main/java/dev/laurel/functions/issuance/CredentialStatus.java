package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                  StatusAnswer.of(
                      suspension.suspend(
                          change.issuer,
                          change.id,
                          change.reason,
                          attempt.storing(StatusAnswer::of)));
              case ACTIVE ->
                  StatusAnswer.of(
                      suspension.reinstate(
                          change.issuer,
                          change.id,
                          change.reason,
                          attempt.storing(StatusAnswer::of)));
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
      return StatusAnswer.of(
          revocation.revoke(
              change.issuer, change.id, change.reason, attempt.storing(StatusAnswer::of)));
    }
    return revocation
        .supersede(
            change.issuer,
            change.id,
            change.reason,
            change.replacement.get(),
            attempt.storing(StatusAnswer::of))
        .map(StatusAnswer::of)
        .orElseThrow(() ->
            Problem.invalid(
                    List.of(
                        new FieldError(
                            "/replacedBy",
                            "must be the id of another published credential of this issuer")))
                .toException());
  }
}
