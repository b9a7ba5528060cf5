package dev.laurel.functions.submission;

import dev.laurel.assessment.CompleteSubmission;
import dev.laurel.assessment.CompleteSubmission.Fault;
import dev.laurel.assessment.RenewInvitations;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.assessment.Upload;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The routes that change a submission. Their answers hold nothing of the learner: they are kept
/// for repeated requests, without the URLs to upload to.
final class SubmissionRoutes {
  private final SubmitEvidence submit;
  private final RenewInvitations renew;
  private final CompleteSubmission complete;
  private final Idempotency idempotency;
  private final String publicBaseUrl;

  SubmissionRoutes(
      ItemStore items,
      ObjectStore evidence,
      String publicBaseUrl,
      InstantSource clock,
      RandomGenerator random) {
    this.publicBaseUrl = publicBaseUrl;
    this.submit = new SubmitEvidence(items, evidence, clock, random);
    this.renew = new RenewInvitations(items, evidence, clock, random);
    this.complete = new CompleteSubmission(items, evidence, clock);
    this.idempotency = new Idempotency(items, clock);
  }

  /// `POST /v1/submissions`.
  Response create(Request request) {
    SubmitEvidence.Command command =
        SubmissionReader.read(Fields.of(request), request.key().issuer(), publicBaseUrl);
    return idempotency.once(request, attempt -> create(command, attempt));
  }

  private Response create(SubmitEvidence.Command command, Attempt attempt) {
    SubmitEvidence.Outcome outcome =
        submit.submit(command, attempt.storing(record -> Response.json(201, created(record))));
    return switch (outcome) {
      case SubmitEvidence.Outcome.Created(SubmissionRecord record, List<Upload> uploads) ->
          Response.json(201, with(created(record), uploads));
      case SubmitEvidence.Outcome.UnknownAchievement() ->
          invalid("/achievement/id", "must name an achievement of yours and its version");
      case SubmitEvidence.Outcome.ImageMissing() ->
          Response.problem(
              Problem.of(
                  ProblemType.IMAGE_MISSING,
                  "The achievement's image has not arrived. Upload it and complete the"
                      + " achievement first."));
      case SubmitEvidence.Outcome.LinkTaken(int evidence) ->
          invalid(
              "/evidence/" + (evidence - 1) + "/link",
              "must not be the address of the achievement's own criteria or image");
      case SubmitEvidence.Outcome.UnknownPrevious() ->
          invalid("/resubmissionOf", "must name a submission of yours");
      case SubmitEvidence.Outcome.NotFollowable(SubmitEvidence.Reason reason) ->
          switch (reason) {
            case ACHIEVEMENT ->
                invalid("/achievement/id", "must be the one of the submission before");
            case LEARNER -> invalid("/learner/email", "must be the one of the submission before");
            case STATE ->
                Response.problem(
                    Problem.of(
                        ProblemType.WRONG_STATE,
                        "Only a submission that was decided as not yet can be followed."));
            case FOLLOWED ->
                Response.problem(
                    Problem.of(
                        ProblemType.WRONG_STATE, "Another submission follows that one already."));
          };
      case SubmitEvidence.Outcome.Contended() -> throw new Contended();
    };
  }

  /// `POST /v1/submissions/{id}/invitations`.
  Response renew(Request request) {
    Fields.none(request);
    SubmissionId id = id(request);
    IssuerId issuer = request.key().issuer();
    return idempotency.once(request, attempt -> renew(issuer, id, attempt));
  }

  private Response renew(IssuerId issuer, SubmissionId id, Attempt attempt) {
    RenewInvitations.Outcome outcome =
        renew.renew(
            issuer, id, attempt.storing(submission -> Response.json(200, state(submission))));
    return switch (outcome) {
      case RenewInvitations.Outcome.Renewed(Submission submission, List<Upload> uploads) ->
          Response.json(200, with(state(submission), uploads));
      case RenewInvitations.Outcome.NotAwaiting(Submission.State state) ->
          Response.problem(
              Problem.of(ProblemType.WRONG_STATE, "The submission waits for no evidence.")
                  .with("state", state.text()));
      case RenewInvitations.Outcome.TooOften() ->
          Response.problem(
              Problem.of(
                  ProblemType.TOO_MANY_REQUESTS,
                  "There were many invitations within half an hour. Wait until they have ended."));
      case RenewInvitations.Outcome.Unknown() -> Response.problem(Problem.notFound());
      case RenewInvitations.Outcome.Contended() -> throw new Contended();
    };
  }

  /// `POST /v1/submissions/{id}/complete`.
  Response complete(Request request) {
    Fields.none(request);
    SubmissionId id = id(request);
    IssuerId issuer = request.key().issuer();
    return idempotency.once(request, attempt -> complete(issuer, id, attempt));
  }

  private Response complete(IssuerId issuer, SubmissionId id, Attempt attempt) {
    CompleteSubmission.Outcome outcome =
        complete.complete(
            issuer, id, attempt.storing(submission -> Response.json(200, state(submission))));
    return switch (outcome) {
      case CompleteSubmission.Outcome.Complete(Submission submission) ->
          Response.json(200, state(submission));
      case CompleteSubmission.Outcome.Incomplete(Submission submission, List<Fault> faults) ->
          Response.problem(incomplete(faults));
      case CompleteSubmission.Outcome.Unknown() -> Response.problem(Problem.notFound());
      case CompleteSubmission.Outcome.Contended() -> throw new Contended();
    };
  }

  private static Problem incomplete(List<Fault> faults) {
    List<FieldError> errors =
        faults.stream()
            .map(fault -> new FieldError("/evidence/" + (fault.evidence() - 1), words(fault)))
            .toList();
    return new Problem(
        ProblemType.EVIDENCE_INCOMPLETE,
        "What arrived is recorded. Upload the rest; where an invitation has ended or took other"
            + " bytes, ask for a new one.",
        errors,
        Map.of("missing", faults.stream().map(Fault::evidence).toList()));
  }

  private static String words(Fault fault) {
    String what =
        switch (fault.reason()) {
          case MISSING -> "was not uploaded";
          case EXPIRED -> "was not uploaded in time and needs a new invitation";
          case LENGTH -> "was uploaded with another length than announced";
          case SHA256 -> "was uploaded with another SHA-256 than announced";
        };
    return "evidence " + fault.evidence() + " " + what;
  }

  /// What is no id is answered like an id that nobody has.
  static SubmissionId id(Request request) {
    return SubmissionId.parse(request.path("id"))
        .orElseThrow(() -> Problem.notFound().toException());
  }

  private static Map<String, Object> state(Submission submission) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", submission.id().text());
    answer.put("state", submission.state().text());
    return answer;
  }

  private static Map<String, Object> created(SubmissionRecord record) {
    Map<String, Object> answer = state(record.submission());
    answer.put("attempt", record.submission().attempt());
    answer.put("missing", record.missing());
    return answer;
  }

  private static Map<String, Object> with(Map<String, Object> answer, List<Upload> uploads) {
    answer.put("uploads", uploads.stream().map(UploadView::of).toList());
    return answer;
  }

  private static Response invalid(String pointer, String detail) {
    return Response.problem(Problem.invalid(List.of(new FieldError(pointer, detail))));
  }

  record UploadView(
      int evidence,
      String method,
      String url,
      Map<String, String> headers,
      java.time.Instant expires) {
    static UploadView of(Upload upload) {
      return new UploadView(
          upload.evidence(),
          upload.invitation().method(),
          upload.invitation().url().toString(),
          upload.invitation().headers(),
          upload.invitation().expires());
    }
  }
}
