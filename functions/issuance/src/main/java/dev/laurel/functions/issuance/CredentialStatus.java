package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.published.Revocation;
import java.util.Map;

/// `POST /v1/credentials/{id}/status`: revokes a credential with a reason that everyone can read.
final class CredentialStatus implements RouteHandler {
  private static final String REVOKED = "revoked";

  private final RevokeCredential revocation;
  private final Idempotency idempotency;

  CredentialStatus(RevokeCredential revocation, Idempotency idempotency) {
    this.revocation = revocation;
    this.idempotency = idempotency;
  }

  @Override
  public Response handle(Request request) {
    Fields fields = Fields.of(request);
    fields.choice("status", Map.of(REVOKED, REVOKED));
    String reason = fields.text("reason", RevokeCredential.MAX_REASON);
    fields.end();
    CredentialId id =
        CredentialId.parse(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    return idempotency.once(
        request,
        attempt ->
            switch (revocation.revoke(
                request.key().issuer(), id, reason, attempt.storing(CredentialStatus::answer))) {
              case RevokeCredential.Outcome.Revoked(Revocation revoked) -> answer(revoked);
              case RevokeCredential.Outcome.Unknown unknown ->
                  throw Problem.notFound().toException();
              case RevokeCredential.Outcome.Contended contended -> throw new Contended();
            });
  }

  private static Response answer(Revocation revocation) {
    return Response.json(
        200,
        Json.object()
            .put("id", revocation.id().text())
            .put("status", REVOKED)
            .put("reason", revocation.reason())
            .put("at", revocation.at().toString()));
  }
}
