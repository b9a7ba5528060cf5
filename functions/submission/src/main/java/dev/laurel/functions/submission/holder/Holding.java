package dev.laurel.functions.submission.holder;

import dev.laurel.assessment.Decision;
import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.Level;
import dev.laurel.json.Json;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.verification.pages.CredentialView;
import dev.laurel.verification.pages.ViewReader;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a learner is shown about a credential of theirs: its published rows, and the submission,
/// achievement and issuer behind it as they were graded. `email` is where mail goes; `view` is
/// empty until it is published.
record Holding(
    PublishedRecord published,
    SubmissionRecord submission,
    Achievement achievement,
    Issuer issuer,
    String email,
    List<CredentialView> view) {

  Holding {
    view = List.copyOf(view);
  }

  /// One criterion as it was graded. `place` counts the levels from the lowest up.
  record Result(
      String criterion,
      String level,
      String meaning,
      int place,
      int levels,
      int points,
      String feedback) {}

  /// Everything about the credential; empty where the id is unknown.
  static Optional<Holding> of(ItemReader items, CredentialId id) {
    PublishedLookup lookup = new PublishedLookup(items);
    Optional<PublishedRecord> found = lookup.credential(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PublishedRecord published = found.get();
    SubmissionRecord submission =
        new SubmissionStore(items)
            .whole(new SubmissionId(published.owner().submission()), Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("a credential without submission"));
    Achievement achievement =
        new AchievementStore(items)
            .get(submission.submission().achievement(), Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("a credential without achievement"));
    Issuer issuer =
        new IssuerStore(items)
            .get(published.owner().issuer(), Read.CONSISTENT)
            .orElseThrow(() -> new IllegalStateException("a credential without issuer"));
    // The address may have been corrected since the submission.
    String email = lookup.recipient(id).map(Recipient::email).orElse(submission.learner().email());
    List<CredentialView> view =
        published
            .published()
            .map(signed ->
                ViewReader.read(Json.parse(signed.document().getBytes(StandardCharsets.UTF_8))))
            .stream()
            .toList();
    return Optional.of(new Holding(published, submission, achievement, issuer, email, view));
  }

  CredentialId id() {
    return published.owner().id();
  }

  List<EvidenceItem> evidence() {
    return submission.submission().evidence();
  }

  Optional<Decision> decision() {
    return submission.decision();
  }

  /// The graded criteria in the order of the rubric.
  List<Result> results() {
    return decision().stream()
        .flatMap(decision -> decision.results().stream())
        .map(this::result)
        .toList();
  }

  private Result result(Decision.CriterionResult given) {
    Criterion criterion =
        achievement
            .content()
            .rubric()
            .criterion(given.criterionId())
            .orElseThrow(() -> new IllegalStateException("a result without criterion"));
    Level level =
        criterion
            .level(given.levelId())
            .orElseThrow(() -> new IllegalStateException("a result without level"));
    return new Result(
        criterion.name(),
        level.name(),
        level.description(),
        criterion.rank(given.levelId()) + 1,
        criterion.levels().size(),
        given.points(),
        given.feedback());
  }
}
