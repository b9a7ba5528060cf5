package dev.laurel.functions.grading;

import dev.laurel.assessment.Assessment;
import dev.laurel.assessment.AwardDetails;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Assessor;
import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.PublicText;
import dev.laurel.issuers.Rubric;
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
import dev.laurel.storage.ItemReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// `POST /v1/submissions/{id}/grades`: an assessor's grade, and what follows from it.
final class GradeSubmission implements RouteHandler {
  private final ApiKeyStore keys;
  private final DecideSubmission useCase;
  private final Idempotency idempotency;

  GradeSubmission(ItemReader items, DecideSubmission useCase, InstantSource clock) {
    this.keys = new ApiKeyStore(items);
    this.useCase = useCase;
    this.idempotency = new Idempotency(items, clock);
  }

  /// Without feedback and learner: the answer is kept for repeated requests.
  record DecisionView(
      String submission,
      int attempt,
      String outcome,
      int points,
      int maximum,
      List<ResultView> levels,
      Instant at) {
    static DecisionView of(DecideSubmission.Outcome.Decided decided) {
      Submission submission = decided.record().submission();
      Decision decision = decided.decision();
      return new DecisionView(
          submission.id().text(),
          submission.attempt(),
          decision.outcome().text(),
          decision.points(),
          decision.maximum(),
          decision.results().stream()
              .map(each -> new ResultView(each.criterionId(), each.levelId(), each.points()))
              .toList(),
          decision.at());
    }
  }

  record ResultView(String criterion, String level, int points) {}

  @Override
  public Response handle(Request request) {
    SubmissionId id =
        SubmissionId.parse(request.path("id")).orElseThrow(() -> Problem.notFound().toException());
    Grade grade = grade(Fields.of(request));
    Assessor assessor =
        keys.assessor(request.key().keyId())
            .orElseThrow(() ->
                Problem.of(
                        ProblemType.FORBIDDEN_SCOPE,
                        "The key names no assessor. Make one with scope grade that does.")
                    .toException());
    DecideSubmission.Command command =
        new DecideSubmission.Command(
            request.key().issuer(), id, request.key().keyId(), assessor.email(), grade);
    return idempotency.once(request, attempt -> decide(command, attempt));
  }

  private static Grade grade(Fields body) {
    List<Grade.CriterionGrade> levels = new ArrayList<>();
    for (Fields level : body.objects("levels", 1, Rubric.MAX_CRITERIA)) {
      levels.add(
          new Grade.CriterionGrade(
              level.text("criterion", 40),
              level.text("level", 40),
              level.optionalLines("feedback", Grade.MAX_CRITERION_FEEDBACK)));
    }
    String feedback = body.optionalLines("feedback", Grade.MAX_FEEDBACK);
    AwardDetails award =
        body.optionalObject("award").map(GradeSubmission::award).orElse(AwardDetails.NONE);
    body.refuseTexts(PublicText::holdsAddress, PublicText.NO_ADDRESS, "award");
    Grade grade = new Grade(levels, feedback, award);
    body.end();
    return grade;
  }

  private static AwardDetails award(Fields fields) {
    return new AwardDetails(
        fields.optionalAmount("creditsEarned", Catalogue.MAX_CREDITS, Catalogue.CREDIT_DIGITS),
        fields.optionalText("licenseNumber", AwardDetails.MAX_TEXT),
        fields.optionalText("term", AwardDetails.MAX_TEXT));
  }

  private Response decide(DecideSubmission.Command command, Attempt attempt) {
    DecideSubmission.Outcome outcome =
        useCase.decide(
            command, attempt.storing(decided -> Response.json(201, DecisionView.of(decided))));
    return switch (outcome) {
      case DecideSubmission.Outcome.Decided decided -> Response.json(201, DecisionView.of(decided));
      case DecideSubmission.Outcome.Unfit(List<Assessment.Misfit> misfits) ->
          Response.problem(Problem.invalid(misfits.stream().map(GradeSubmission::error).toList()));
      case DecideSubmission.Outcome.TooLate(Submission.State state) ->
          Response.problem(
              Problem.of(ProblemType.WRONG_STATE, "Only a submission that is submitted is graded.")
                  .with("state", state.text()));
      case DecideSubmission.Outcome.SelfAssessment() ->
          Response.problem(
              Problem.of(
                  ProblemType.SELF_ASSESSMENT,
                  "The key's assessor is the learner. Another assessor has to grade this."));
      case DecideSubmission.Outcome.Unknown() -> Response.problem(Problem.notFound());
      case DecideSubmission.Outcome.Contended() -> throw new Contended();
    };
  }

  private static FieldError error(Assessment.Misfit misfit) {
    return switch (misfit) {
      case Assessment.Misfit.UnknownCriterion(int index) ->
          new FieldError("/levels/" + index + "/criterion", "is not a criterion of the rubric");
      case Assessment.Misfit.UnknownLevel(int index, List<String> levels) ->
          new FieldError(
              "/levels/" + index + "/level", "must be one of " + String.join(", ", levels));
      case Assessment.Misfit.Duplicate(int index) ->
          new FieldError("/levels/" + index + "/criterion", "is graded twice");
      case Assessment.Misfit.Missing(String criterion) ->
          new FieldError("/levels", "must grade the criterion " + criterion);
    };
  }
}
