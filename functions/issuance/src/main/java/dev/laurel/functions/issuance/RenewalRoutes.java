package dev.laurel.functions.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.IssueNow;
import dev.laurel.issuance.Progress;
import dev.laurel.issuance.ReissueByKey;
import dev.laurel.issuance.RenewCredential;
import dev.laurel.issuance.RevokeCredential;
import dev.laurel.json.Json;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.PageTokens;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Page;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Issuing again: `POST /v1/credentials/{id}/renewal`, which waits for the new credential, and the
/// operator's `POST /v1/issuers/{id}/keys/{fragment}/renewals`, which does not.
final class RenewalRoutes {
  /// Most credentials that one call looks at: each is drafted, linted and stored.
  private static final int MAX_LOOKED_AT = 25;

  private final RenewCredential renewals;
  private final ReissueByKey reissue;
  private final IssueNow issueNow;
  private final PublishedLookup published;
  private final Idempotency idempotency;

  RenewalRoutes(Issuance issuance, PublishedLookup published, Idempotency idempotency) {
    this.renewals = issuance.renewals();
    this.reissue = issuance.reissue();
    this.issueNow = issuance.issueNow();
    this.published = published;
    this.idempotency = idempotency;
  }

  /// What is stored for the replay is that it was accepted: how far it is by now, is looked up.
  Response renew(Request request) {
    String reason = reason(request);
    CredentialId id =
        CredentialId.parse(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    IssuerId issuer = request.key().issuer();
    Response accepted =
        idempotency.once(
            request,
            attempt ->
                switch (renewals.renew(
                    issuer, id, reason, attempt.storing(RenewalRoutes::accepted))) {
                  case RenewCredential.Outcome.Accepted(SubmissionId renewal) -> accepted(renewal);
                  case RenewCredential.Outcome.NotNow(String why) -> wrongState(why);
                  case RenewCredential.Outcome.Unknown unknown ->
                      Response.problem(Problem.notFound());
                  case RenewCredential.Outcome.Contended contended -> throw new Contended();
                });
    return accepted.status() == 202
        ? answer(issueNow.issue(issuer, RenewCredential.request(id)), id)
        : accepted;
  }

  Response reissue(Request request) {
    String reason = reason(request);
    String fragment = request.path("fragment");
    boolean named = fragment.matches("(key|own)-[0-9]{1,3}");
    PublishedKey key =
        IssuerId.parse(request.path("id"))
            .filter(issuer -> named)
            .flatMap(issuer -> published.key(issuer, fragment))
            .orElseThrow(() -> Problem.notFound().toException());
    if (key.isActive()) {
      return wrongState("the key still signs: end it first");
    }
    String query = "renewals " + key.issuer() + " " + fragment;
    Page<ReissueByKey.Renewal> page =
        PageTokens.read(
            request,
            query,
            (limit, after) -> reissue.pass(key, reason, Math.min(limit, MAX_LOOKED_AT), after));
    ObjectNode answer = Json.object();
    answer.put("renewed", page.entries().stream().filter(each -> each.refused().isEmpty()).count());
    ArrayNode refused = answer.putArray("refused");
    page.entries()
        .forEach(each ->
            each.refused()
                .ifPresent(why ->
                    refused
                        .addObject()
                        .put("credential", each.credential().text())
                        .put("why", why)));
    answer.put("hasMore", page.hasMore());
    PageTokens.next(request, query, page).ifPresent(next -> answer.put("next", next));
    return Response.json(200, answer);
  }

  private static String reason(Request request) {
    Fields fields = Fields.of(request);
    String reason = fields.optionalText("reason", RevokeCredential.MAX_REASON);
    fields.end();
    return reason.isEmpty() ? RenewCredential.REASON : reason;
  }

  private static Response accepted(SubmissionId renewal) {
    return Response.json(202, Json.object().put("id", renewal.text()))
        .header("location", "/v1/issuance/" + renewal);
  }

  private static Response answer(IssueNow.Outcome outcome, CredentialId old) {
    return switch (outcome) {
      case IssueNow.Outcome.Issued(Progress progress) ->
          Response.json(
                  201, Json.object().put("id", progress.credential()).put("replaces", old.text()))
              .header("location", "/v1/credentials/" + progress.credential());
      case IssueNow.Outcome.Underway(Progress progress) ->
          Response.json(202, AwardRoutes.view(progress))
              .header("location", "/v1/issuance/" + progress.submission());
      case IssueNow.Outcome.Stands(String why) -> wrongState(why);
      case IssueNow.Outcome.Unknown unknown -> Response.problem(Problem.notFound());
    };
  }

  private static Response wrongState(String why) {
    return Response.problem(
        Problem.of(
            ProblemType.WRONG_STATE,
            Character.toUpperCase(why.charAt(0)) + why.substring(1) + "."));
  }
}
