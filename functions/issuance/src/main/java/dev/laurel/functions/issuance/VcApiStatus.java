package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.issuance.SuspendCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.published.PublishedLookup;

/// `POST /vc-api/credentials/status` (VC-API 0.7, Update Status): changes the status of a
/// credential that is known by the `id` in its document, like `POST /v1/credentials/{id}/status`.
final class VcApiStatus implements RouteHandler {
  /// What everyone reads: the VC-API has no member for a reason.
  private static final String REVOKED = "Revoked by its issuer.";

  private static final String SUSPENDED = "Suspended by its issuer.";
  private static final String REINSTATED = "Reinstated by its issuer.";

  private final RevokeCredential revocation;
  private final SuspendCredential suspension;
  private final StatusTarget target;
  private final DeploymentUrls urls;
  private final Idempotency idempotency;

  VcApiStatus(
      Issuance issuance, PublishedLookup published, DeploymentUrls urls, Idempotency idempotency) {
    this.revocation = issuance.revocation();
    this.suspension = issuance.suspension();
    this.target = new StatusTarget(published, urls);
    this.urls = urls;
    this.idempotency = idempotency;
  }

  @Override
  public Response handle(Request request) {
    StatusChange change = StatusChange.read(Fields.of(request), Json.parse(request.body()), urls);
    IssuerId issuer = request.key().issuer();
    return idempotency.once(
        request, attempt -> change(issuer, target.find(issuer, change), change.wanted(), attempt));
  }

  private Response change(
      IssuerId issuer, CredentialId id, StatusChange.Wanted wanted, Attempt attempt) {
    return switch (wanted) {
      case REVOKED ->
          StatusAnswer.of(
              revocation.revoke(issuer, id, REVOKED, attempt.storing(StatusAnswer::of)));
      case SUSPENDED ->
          StatusAnswer.of(
              suspension.suspend(issuer, id, SUSPENDED, attempt.storing(StatusAnswer::of)));
      case ACTIVE ->
          StatusAnswer.of(
              suspension.reinstate(issuer, id, REINSTATED, attempt.storing(StatusAnswer::of)));
    };
  }
}
