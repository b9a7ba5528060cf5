package dev.laurel.functions.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.Invitation;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /v1/submissions/{id}`: everything about a submission, for its issuer.
final class SubmissionLookup implements RouteHandler {
  private final SubmissionStore submissions;
  private final AchievementStore achievements;
  private final PublishedLookup published;
  private final String publicBaseUrl;

  SubmissionLookup(ItemReader items, String publicBaseUrl) {
    this.submissions = new SubmissionStore(items);
    this.achievements = new AchievementStore(items);
    this.published = new PublishedLookup(items);
    this.publicBaseUrl = publicBaseUrl;
  }

  record SubmissionView(
      String id,
      String state,
      int attempt,
      @Nullable String resubmissionOf,
      @Nullable String resubmittedAs,
      Instant created,
      @Nullable Instant submitted,
      LearnerView learner,
      AchievementView achievement,
      List<EvidenceView> evidence,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Integer> missing,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<DecisionView> decisions,
      @Nullable CredentialView credential) {}

  record LearnerView(String name, String email) {}

  record AchievementView(String id, int version, String name) {}

  record EvidenceView(
      String name,
      @Nullable String description,
      String kind,
      String state,
      @Nullable String fileName,
      @Nullable String mediaType,
      @Nullable Long length,
      @Nullable String sha256,
      @Nullable String link,
      @Nullable Instant expires) {}

  record DecisionView(
      String outcome,
      int points,
      int maximum,
      List<ResultView> levels,
      @Nullable String feedback,
      String assessorKey,
      Instant at) {}

  record ResultView(String criterion, String level, int points, @Nullable String feedback) {}

  record CredentialView(
      @Nullable String id, String state, @Nullable String reason, @Nullable String url) {}

  @Override
  public Response handle(Request request) {
    SubmissionId id = SubmissionRoutes.id(request);
    SubmissionRecord record =
        submissions
            .whole(id, request.key().issuer(), Read.CONSISTENT)
            .orElseThrow(() -> Problem.notFound().toException());
    return Response.json(200, view(record));
  }

  private SubmissionView view(SubmissionRecord record) {
    Submission submission = record.submission();
    String achievementName =
        achievements
            .get(submission.achievement(), Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("a submission without achievement"))
            .content()
            .name();
    List<EvidenceView> evidence = new ArrayList<>();
    for (int number = 1; number <= submission.evidence().size(); number++) {
      evidence.add(evidence(submission.evidence().get(number - 1), record.invitation(number)));
    }
    boolean waiting = submission.submitted().equals(Submission.NEVER);
    return new SubmissionView(
        submission.id().text(),
        submission.state().text(),
        submission.attempt(),
        submission.resubmissionOf().map(SubmissionId::text).orElse(null),
        submission.successor().map(SubmissionId::text).orElse(null),
        submission.created(),
        waiting ? null : submission.submitted(),
        new LearnerView(record.learner().name(), record.learner().email()),
        new AchievementView(
            submission.achievement().id().text(),
            submission.achievement().version(),
            achievementName),
        evidence,
        record.missing(),
        record.decisions().stream().map(SubmissionLookup::decision).toList(),
        record
            .held()
            .map(SubmissionLookup::held)
            .or(() -> record.award().map(this::credential))
            .orElse(null));
  }

  private static EvidenceView evidence(EvidenceItem item, Optional<Invitation> invitation) {
    String description = nonEmpty(item.description());
    String arrived = Invitation.State.ARRIVED.text();
    return switch (item) {
      case EvidenceItem.Link link ->
          new EvidenceView(
              link.name(), description, "link", arrived, null, null, null, null, link.url(), null);
      case EvidenceItem.Text text ->
          new EvidenceView(
              text.name(),
              description,
              "text",
              arrived,
              null,
              EvidenceItem.Text.MEDIA_TYPE,
              text.length(),
              text.sha256(),
              null,
              null);
      case EvidenceItem.File file -> {
        Invitation invited =
            invitation.orElseThrow(() -> new IllegalStateException("a file without invitation"));
        boolean open = invited.state() == Invitation.State.OPEN;
        yield new EvidenceView(
            file.name(),
            description,
            "file",
            invited.state().text(),
            file.fileName(),
            file.mediaType(),
            file.length(),
            file.sha256(),
            null,
            open ? invited.expires() : null);
      }
    };
  }

  private static DecisionView decision(Decision decision) {
    return new DecisionView(
        decision.outcome().text(),
        decision.points(),
        decision.maximum(),
        decision.results().stream()
            .map(each ->
                new ResultView(
                    each.criterionId(), each.levelId(), each.points(), nonEmpty(each.feedback())))
            .toList(),
        nonEmpty(decision.feedback()),
        decision.assessorKey(),
        decision.at());
  }

  /// Not a credential yet: nobody can look up what issuance stopped at.
  private static CredentialView held(Held held) {
    return new CredentialView(null, "held", held.reason(), null);
  }

  private CredentialView credential(Award award) {
    CredentialId id = award.credential();
    Optional<PublishedRecord> known = published.credential(id);
    String state =
        known.flatMap(PublishedRecord::revocation).isPresent() ? "revoked" : award.state().text();
    return new CredentialView(id.text(), state, null, publicBaseUrl + "/credentials/" + id.text());
  }

  private static @Nullable String nonEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
