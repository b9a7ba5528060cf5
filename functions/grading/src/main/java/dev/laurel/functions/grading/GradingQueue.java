package dev.laurel.functions.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.StoredObject;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.runtime.PageTokens;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /v1/grading/queue`: what waits for a grade, longest waiting first, with rubric and
/// evidence. It does not say who the learner is: an assessor grades the work.
final class GradingQueue implements RouteHandler {
  /// How long a download URL holds: time to open each item of a page, too little to be passed on.
  private static final Duration DOWNLOAD = Duration.ofMinutes(15);

  /// Most items of a page, whatever is asked for: with the largest rubric, evidence and download
  /// URLs an item has about 130 KiB, and a function's answer at most 6 MB.
  static final int MAX_ITEMS = 25;

  private static final String QUERY = "grading-queue";

  private final SubmissionStore submissions;
  private final AchievementStore achievements;
  private final ObjectReader evidence;
  private final InstantSource clock;

  GradingQueue(ItemReader items, ObjectReader evidence, InstantSource clock) {
    this.submissions = new SubmissionStore(items);
    this.achievements = new AchievementStore(items);
    this.evidence = evidence;
    this.clock = clock;
  }

  record QueueView(
      @JsonInclude(JsonInclude.Include.ALWAYS) List<ItemView> items,
      boolean hasMore,
      @Nullable String next) {}

  record ItemView(
      String id,
      AchievementView achievement,
      int attempt,
      Instant submitted,
      RubricView rubric,
      List<EvidenceView> evidence) {}

  record AchievementView(String id, int version, String name) {}

  record RubricView(List<Criterion> criteria, PassRuleView passRule) {}

  record PassRuleView(int minimumPoints, List<RequiredLevel> requiredLevels, int resubmissions) {}

  record RequiredLevel(String criterion, String level) {}

  record EvidenceView(
      String name,
      @Nullable String description,
      String kind,
      @Nullable String fileName,
      @Nullable String mediaType,
      @Nullable Long length,
      @Nullable String sha256,
      @Nullable String link,
      @Nullable String download) {}

  @Override
  public Response handle(Request request) {
    IssuerId issuer = request.key().issuer();
    Page<SubmissionRecord> page =
        PageTokens.read(
            request,
            QUERY,
            (limit, after) -> submissions.toGrade(issuer, Math.min(limit, MAX_ITEMS), after));
    Instant expires = clock.instant().plus(DOWNLOAD);
    Map<AchievementRef, Achievement> known = new HashMap<>();
    List<ItemView> items = new ArrayList<>();
    for (SubmissionRecord record : page.entries()) {
      items.add(item(record, known, expires));
    }
    String next = PageTokens.next(request, QUERY, page).orElse(null);
    return Response.json(200, new QueueView(items, page.hasMore(), next));
  }

  private ItemView item(
      SubmissionRecord record, Map<AchievementRef, Achievement> known, Instant expires) {
    Submission submission = record.submission();
    Achievement achievement = known.computeIfAbsent(submission.achievement(), this::achievement);
    List<EvidenceView> views = new ArrayList<>();
    for (int number = 1; number <= submission.evidence().size(); number++) {
      views.add(evidence(submission.evidence().get(number - 1), record.stored(number), expires));
    }
    return new ItemView(
        submission.id().text(),
        new AchievementView(
            achievement.ref().id().text(),
            achievement.ref().version(),
            achievement.content().name()),
        submission.attempt(),
        submission.submitted(),
        rubric(achievement.content().rubric()),
        views);
  }

  private Achievement achievement(AchievementRef ref) {
    return achievements
        .get(ref, Read.EVENTUAL)
        .or(() -> achievements.get(ref, Read.CONSISTENT))
        .orElseThrow(() -> new IllegalStateException("a submission without achievement"));
  }

  private static RubricView rubric(Rubric rubric) {
    PassRule rule = rubric.passRule();
    List<RequiredLevel> required =
        rule.requiredLevels().entrySet().stream()
            .map(entry -> new RequiredLevel(entry.getKey(), entry.getValue()))
            .toList();
    return new RubricView(
        rubric.criteria(), new PassRuleView(rule.minimumPoints(), required, rule.resubmissions()));
  }

  private EvidenceView evidence(EvidenceItem item, Optional<StoredObject> stored, Instant expires) {
    String description = item.description().isEmpty() ? null : item.description();
    return switch (item) {
      case EvidenceItem.Link link ->
          new EvidenceView(
              link.name(), description, "link", null, null, null, null, link.url(), null);
      case EvidenceItem.Text text ->
          new EvidenceView(
              text.name(),
              description,
              "text",
              null,
              EvidenceItem.Text.MEDIA_TYPE,
              text.length(),
              text.sha256(),
              null,
              download(stored, text.name() + ".txt", expires));
      case EvidenceItem.File file ->
          new EvidenceView(
              file.name(),
              description,
              "file",
              file.fileName(),
              file.mediaType(),
              file.length(),
              file.sha256(),
              null,
              download(stored, file.fileName(), expires));
    };
  }

  private @Nullable String download(
      Optional<StoredObject> stored, String fileName, Instant expires) {
    return stored
        .map(object -> evidence.download(object.name(), object.version(), fileName, expires))
        .map(Object::toString)
        .orElse(null);
  }
}
