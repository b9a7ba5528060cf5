package dev.laurel.functions.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.IssuerDids;
import dev.laurel.issuance.PublicSite;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.Revocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// `POST /vc-api/credentials/status` (VC-API 0.7, Update Status): revokes a credential that is
/// known by the `id` in its document, like `POST /v1/credentials/{id}/status`.
final class VcApiStatus implements RouteHandler {
  /// What everyone reads: the VC-API has no member for a reason.
  private static final String REASON = "Revoked by its issuer.";

  private static final String REVOCATION = "revocation";

  /// Written as text or not.
  private static final Set<String> SET = Set.of("1", "true");

  /// Longest id looked at, as of any URL in a document of ours.
  private static final int MAX_ID = Fields.MAX_URL;

  /// A document has one entry for revocation; a few more may name it in other words.
  private static final int MAX_ENTRIES = 4;

  private final RevokeCredential revocation;
  private final PublishedLookup published;
  private final IssuerDids dids;
  private final PublicSite site;
  private final Idempotency idempotency;

  VcApiStatus(
      RevokeCredential revocation,
      PublishedLookup published,
      IssuerDids dids,
      PublicSite site,
      Idempotency idempotency) {
    this.idempotency = idempotency;
    this.revocation = revocation;
    this.published = published;
    this.dids = dids;
    this.site = site;
  }

  @Override
  public Response handle(Request request) {
    Fields fields = Fields.of(request);
    String documentId = fields.text("credentialId", MAX_ID);
    List<Fields> entries = fields.objects("credentialStatus", 1, MAX_ENTRIES);
    JsonNode body = Json.parse(request.body());
    for (int i = 0; i < entries.size(); i++) {
      demandRevocation(entries.get(i), body.at("/credentialStatus/" + i + "/status"));
    }
    fields.end();
    CredentialId id = find(request, documentId).orElseThrow(() -> Problem.notFound().toException());
    return idempotency.once(
        request,
        attempt ->
            switch (revocation.revoke(
                request.key().issuer(), id, REASON, attempt.storing(VcApiStatus::answer))) {
              case RevokeCredential.Outcome.Revoked(Revocation revoked) -> answer(revoked);
              case RevokeCredential.Outcome.Unknown unknown ->
                  throw Problem.notFound().toException();
              case RevokeCredential.Outcome.Contended contended -> throw new Contended();
            });
  }

  private static Response answer(Revocation revoked) {
    return Response.json(
        200,
        Json.object()
            .put("id", revoked.id().text())
            .put("status", "revoked")
            .put("reason", revoked.reason())
            .put("at", revoked.at().toString()));
  }

  /// An entry names revocation by its purpose or, as older clients do, by its type alone.
  private static void demandRevocation(Fields entry, JsonNode status) {
    String type = entry.optionalText("type", Fields.MAX_NAME);
    String purpose = entry.optionalText("statusPurpose", Fields.MAX_NAME);
    if (type.isEmpty() && purpose.isEmpty()) {
      entry.reject("", "must have a type or a statusPurpose");
    } else if (!purpose.isEmpty() && !purpose.equals(REVOCATION)) {
      entry.reject("statusPurpose", "must be " + REVOCATION);
    }
    entry.has("id");
    entry.has("statusListIndex");
    entry.has("statusListCredential");
    entry.has("status");
    if (!SET.contains(status.asString(""))) {
      entry.reject("status", "must be \"1\" or true: what is revoked stays so");
    }
  }

  private Optional<CredentialId> find(Request request, String documentId) {
    Optional<CredentialId> own = site.urls().credentialIn(documentId);
    return own.isPresent()
        ? own
        : dids.of(request.key().issuer()).stream()
            .flatMap(did -> published.documentId(did.text(), documentId).stream())
            .findFirst();
  }
}
