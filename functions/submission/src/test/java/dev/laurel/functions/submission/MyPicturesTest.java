package dev.laurel.functions.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.credentials.CredentialId;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The learner's own page as a learner meets it, with a badge. Pages are left in `target/pages`,
/// where `docs/img/shoot` photographs them.
final class MyPicturesTest {
  private static final String IMAGE = Seeded.BASE + "/public/images/" + "b".repeat(64) + ".png";
  private static final IssuerId ISSUER = new IssuerId("3c".repeat(16));
  private static final AchievementRef ACHIEVEMENT =
      new AchievementRef(new AchievementId("4d".repeat(16)), 1);
  private static final CredentialId CREDENTIAL = new CredentialId("5e".repeat(16));
  private static final CapabilityToken SECRET = new CapabilityToken("p".repeat(43));
  private static final String LEARNER = "Ada Quist";
  private static final String EMAIL = "ada.quist@learners.example";

  private final Seeded seeded = new Seeded();
  private final Instant now = seeded.clock.instant();

  private void write(Write... writes) {
    assertThat(seeded.items.write(List.of(writes))).isInstanceOf(WriteResult.Written.class);
  }

  private void award() {
    write(
        IssuerStore.create(
            new Issuer(
                ISSUER,
                "Alder Brook Institute",
                "https://alderbrook.example",
                "badges@alderbrook.example",
                "",
                now)));
    AchievementContent content = content();
    Achievement achievement =
        new Achievement(
            ACHIEVEMENT, ISSUER, content.hash(), content, Achievement.ImageState.NONE, now);
    assertThat(seeded.items.write(AchievementStore.create(achievement)))
        .isInstanceOf(WriteResult.Written.class);
    SubmissionId submission = submit();
    write(
        new CredentialOwner(
                CREDENTIAL,
                ISSUER,
                submission.text(),
                content.name(),
                ACHIEVEMENT.id().text(),
                1,
                "6".repeat(32),
                7,
                now)
            .create(),
        Award.begun(submission, CREDENTIAL).write(),
        new PublishedCredential(CREDENTIAL, ISSUER, now, document()).create(),
        Recipient.of(CREDENTIAL, LEARNER, EMAIL).write(),
        Session.of(SECRET, CREDENTIAL, now.plus(Duration.ofHours(1))).create());
  }

  private SubmissionId submit() {
    EvidenceDraft evidence =
        new EvidenceDraft.Link(
            "Field report",
            "Question, method, results",
            "https://alderbrook.example/library/ada-quist/field-report");
    SubmitEvidence.Command handedIn =
        new SubmitEvidence.Command(
            ISSUER, new Learner(LEARNER, EMAIL), ACHIEVEMENT, List.of(evidence), List.of());
    SubmissionId id =
        ((SubmitEvidence.Outcome.Created)
                new SubmitEvidence(seeded.items, seeded.objects, seeded.clock, seeded.random)
                    .submit(handedIn, Companion.none()))
            .record()
            .submission()
            .id();
    Grade grade =
        new Grade(
            List.of(
                new Grade.CriterionGrade("design", "competent", "Clear question, fair sites."),
                new Grade.CriterionGrade("data", "expert", "Every blank and duplicate is there.")),
            "A careful survey. Say next time how the weather may have changed the numbers.");
    DecideSubmission.Command decision =
        new DecideSubmission.Command(
            ISSUER, id, "b".repeat(32), "ines.moreau@alderbrook.example", grade);
    assertThat(
            new DecideSubmission(seeded.items, seeded.clock, seeded.random)
                .decide(decision, Companion.none()))
        .isInstanceOf(DecideSubmission.Outcome.Decided.class);
    return id;
  }

  private static AchievementContent content() {
    return new AchievementContent(
        "Freshwater Field Survey",
        "Plans and carries out a survey of a stream over several visits, controls the quality of"
            + " the data, and says what the data can and cannot show.",
        "The learner plans a survey with a question, carries it out on at least three visits, and"
            + " hands in a report with the data behind it.",
        "https://alderbrook.example/freshwater",
        AchievementContent.DEFAULT_TYPE,
        List.of(),
        List.of(),
        "en",
        36,
        null,
        new Rubric(
            List.of(criterion("design", "Survey design"), criterion("data", "Data quality")),
            new PassRule(4, Map.of(), 1)));
  }

  private static Criterion criterion(String id, String name) {
    return new Criterion(
        id,
        name,
        "",
        List.of(
            new Level("not-shown", "Not shown", "", 0),
            new Level("competent", "Competent", "", 2),
            new Level("expert", "Expert", "", 3)));
  }

  private static String document() {
    return """
    {"id":"%s/credentials/%s","validFrom":"2026-03-01T10:00:00Z","validUntil":"2029-03-01T10:00:00Z",\
    "credentialSubject":{"achievement":{"image":{"id":"%s"}}}}\
    """
        .formatted(Seeded.BASE, CREDENTIAL, IMAGE);
  }

  private static String saved(String name, Response page) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "pages"));
      Files.writeString(folder.resolve(name + ".html"), page.text().replace(IMAGE, "badge.png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.text();
  }

  @Test
  void show_credentialWithBadge_showsItAndOffersTheFile() {
    award();
    Response page =
        seeded.edge.answer(HttpEvent.of("GET", "/my").cookie("laurel_session=" + SECRET.text()));
    assertThat(saved("my", page))
        .contains("<img class=\"badge\" src=\"" + IMAGE + "\" alt=\"\">")
        .contains(
            "Ada Quist", "5 of 6 points.", "Level 2 of 3, 2 points", "href=\"/my?format=json\"");
    assertThat(page.headers().get("content-security-policy"))
        .contains("img-src 'self' " + Seeded.BASE + ";");
  }

  @Test
  void arrive_showsOneButton() {
    Response page = seeded.edge.answer(HttpEvent.of("GET", "/my/" + Seeded.MAIL_TOKEN.text()));
    assertThat(saved("arrival", page)).containsOnlyOnce("<button");
  }
}
