package dev.laurel.functions.issuance;

import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuance.IssueNow;
import dev.laurel.issuance.Progress;
import dev.laurel.issuance.ProgressLookup;
import dev.laurel.issuance.Standing;
import dev.laurel.json.Json;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.PageTokens;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The awards of an issuer on their way: `GET /v1/issuance`, `GET /v1/issuance/{id}`, `POST
/// /v1/issuance`, which waits, and `POST /v1/issuance/{id}/resume` and `/abandon`. The id is that
/// of the submission or of the request.
final class AwardRoutes {
  private static final String QUERY = "issuance-parked";
  private static final int SUBMISSION_LENGTH = 32;

  private final ProgressLookup awards;
  private final Standing standing;
  private final IssueNow issueNow;
  private final Idempotency idempotency;

  AwardRoutes(
      ProgressLookup awards, Standing standing, IssueNow issueNow, Idempotency idempotency) {
    this.awards = awards;
    this.standing = standing;
    this.issueNow = issueNow;
    this.idempotency = idempotency;
  }

  /// What stands; nothing else is listed here.
  Response list(Request request) {
    if (!request.query("parked").orElse("").equals("true")) {
      throw Problem.invalidParameter("parked", "must be true: only what stands is listed")
          .toException();
    }
    Page<Progress> page =
        PageTokens.read(
            request, QUERY, (limit, after) -> awards.parked(request.key().issuer(), limit, after));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.entries().stream().map(AwardRoutes::view).toList());
    answer.put("hasMore", page.hasMore());
    PageTokens.next(request, QUERY, page).ifPresent(next -> answer.put("next", next));
    return Response.json(200, answer);
  }

  Response get(Request request) {
    return SubmissionId.parse(request.path("id"))
        .flatMap(id -> awards.of(request.key().issuer(), id))
        .map(AwardRoutes::answer)
        .orElseGet(() -> Response.problem(Problem.notFound()));
  }

  /// Needs no Idempotency-Key: a submission has one credential, however often it is asked for.
  Response issue(Request request) {
    Fields fields = Fields.of(request);
    Optional<SubmissionId> id =
        fields.parsed(
            "submission", SUBMISSION_LENGTH, SubmissionId::parse, "the id of a submission");
    fields.end();
    return switch (issueNow.issue(request.key().issuer(), id.orElseThrow())) {
      case IssueNow.Outcome.Issued(Progress progress) ->
          Response.json(201, view(progress))
              .header("location", "/v1/credentials/" + progress.credential());
      case IssueNow.Outcome.Underway(Progress progress) ->
          Response.json(202, view(progress))
              .header("location", "/v1/issuance/" + progress.submission());
      case IssueNow.Outcome.Stands(String why) -> wrongState(why);
      case IssueNow.Outcome.Unknown unknown -> Response.problem(Problem.notFound());
    };
  }

  Response resume(Request request) {
    Fields.none(request);
    SubmissionId id = id(request);
    return idempotency.once(
        request,
        attempt ->
            answer(
                standing.resume(request.key().issuer(), id, attempt.storing(AwardRoutes::answer))));
  }

  Response abandon(Request request) {
    Fields fields = Fields.of(request);
    String reason = fields.text("reason", Standing.MAX_REASON);
    fields.end();
    SubmissionId id = id(request);
    return idempotency.once(
        request,
        attempt ->
            answer(
                standing.abandon(
                    request.key().issuer(), id, reason, attempt.storing(AwardRoutes::answer))));
  }

  private static SubmissionId id(Request request) {
    return SubmissionId.parse(request.path("id"))
        .orElseThrow(() -> Problem.notFound().toException());
  }

  private static Response answer(Standing.Outcome outcome) {
    return switch (outcome) {
      case Standing.Outcome.Done(Progress progress) -> answer(progress);
      case Standing.Outcome.NotNow(String why) -> wrongState(why);
      case Standing.Outcome.Unknown unknown -> Response.problem(Problem.notFound());
      case Standing.Outcome.Contended contended -> throw new Contended();
    };
  }

  private static Response answer(Progress progress) {
    return Response.json(200, view(progress));
  }

  private static Response wrongState(String why) {
    return Response.problem(Problem.of(ProblemType.WRONG_STATE, "It stands: " + why + "."));
  }

  static ObjectNode view(Progress progress) {
    ObjectNode view = Json.object();
    view.put("id", progress.submission().text());
    view.put("state", progress.state().text());
    view.put("attempt", progress.attempt());
    if (!progress.credential().isEmpty()) {
      view.put("credential", progress.credential());
    }
    if (!progress.parked().isEmpty()) {
      view.put("parked", progress.parked());
    }
    if (!progress.abandoned().isEmpty()) {
      view.put("abandoned", progress.abandoned());
    }
    return view;
  }
}
