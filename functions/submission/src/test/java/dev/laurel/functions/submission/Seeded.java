package dev.laurel.functions.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.RenewInvitations;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.assessment.Upload;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.ApiKey;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.issuers.Scope;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.HolderToken;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The function over stores in memory that hold two issuers, their keys and achievements, and
/// submissions in every state, all under ids that the files in `events/submission` name.
final class Seeded {
  static final String BASE = "http://localhost:8080";
  static final IssuerId ISSUER = new IssuerId("1".repeat(32));
  static final IssuerId OTHER = new IssuerId("2".repeat(32));
  static final String KEY = key("a");
  static final String ADMIN_KEY = key("c");
  static final String OTHER_KEY = key("d");
  static final AchievementRef ACHIEVEMENT = ref("7");
  static final SubmissionId AWAITING = new SubmissionId("01".repeat(16));
  static final SubmissionId UPLOADED = new SubmissionId("02".repeat(16));
  static final SubmissionId SUBMITTED = new SubmissionId("03".repeat(16));
  static final SubmissionId PASSED = new SubmissionId("04".repeat(16));
  static final SubmissionId RENEWED_OFTEN = new SubmissionId("05".repeat(16));
  static final SubmissionId NOT_YET = new SubmissionId("06".repeat(16));
  static final SubmissionId EXPIRED = new SubmissionId("07".repeat(16));
  static final SubmissionId HELD = new SubmissionId("08".repeat(16));
  static final CredentialId CREDENTIAL = new CredentialId("f".repeat(32));
  static final CapabilityToken MAIL_TOKEN = new CapabilityToken("m".repeat(43));
  static final CapabilityToken SESSION = new CapabilityToken("s".repeat(43));
  static final byte[] REPORT = "the report".getBytes(StandardCharsets.UTF_8);

  /// Text that must come out as it went in, and do nothing.
  static final String NASTY = "<script>alert('é')</script> & \"Zoë\" شهادة 🎓®";

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(3);
  final MemoryItemStore items = new MemoryItemStore(clock);
  final MemoryObjectStore objects = new MemoryObjectStore(clock);
  final Faults faults = new Faults();
  final Rivals rivals = new Rivals();
  final Edge edge =
      Wiring.edge(
          BASE,
          rivals.on(new FaultyItemStore(items, faults)),
          new FaultyObjectStore(objects, faults),
          clock,
          random);

  Seeded() {
    issuers();
    achievement(ACHIEVEMENT, ISSUER, Achievement.ImageState.NONE);
    achievement(ref("8"), ISSUER, Achievement.ImageState.AWAITED);
    achievement(ref("9"), OTHER, Achievement.ImageState.NONE);
    submit(AWAITING, file(), List.of());
    List<Upload> uploads = submit(UPLOADED, file(), List.of());
    assertThat(objects.upload(uploads.getFirst().invitation(), REPORT)).isTrue();
    submit(SUBMITTED, link(), List.of());
    submit(PASSED, link(), List.of());
    grade(PASSED, "high");
    credential();
    submit(RENEWED_OFTEN, file(), List.of());
    submit(NOT_YET, link(), List.of());
    grade(NOT_YET, "low");
    faults.reset();
  }

  /// Makes a passed submission where there is none, and holds its credential for the reason.
  void hold(SubmissionId id, String reason) {
    SubmissionStore store = new SubmissionStore(items);
    if (store.whole(id, Read.CONSISTENT).isEmpty()) {
      submit(id, link(), List.of());
      grade(id, "high");
    }
    write(List.of(store.whole(id, Read.CONSISTENT).orElseThrow().held(reason).write()));
  }

  /// Renews until nothing more is allowed.
  void renewOften() {
    for (int i = 0; i < 20; i++) {
      new RenewInvitations(items, objects, clock, random)
          .renew(ISSUER, RENEWED_OFTEN, Companion.none());
    }
  }

  /// The text of the key whose id and secret are one digit repeated.
  static String key(String digit) {
    return "laurel_" + digit.repeat(32) + "_" + "5".repeat(64);
  }

  private static AchievementRef ref(String digit) {
    return new AchievementRef(new AchievementId(digit.repeat(32)), 1);
  }

  private void write(List<Write> writes) {
    assertThat(items.write(writes)).isInstanceOf(WriteResult.Written.class);
  }

  private void issuers() {
    Instant now = clock.instant();
    for (IssuerId id : List.of(ISSUER, OTHER)) {
      Issuer issuer =
          new Issuer(
              id, "Academy " + NASTY, "https://academy.example/", "a@academy.example", "", now);
      write(List.of(IssuerStore.create(issuer)));
    }
    apiKey("a", ISSUER, EnumSet.of(Scope.SUBMIT, Scope.READ));
    apiKey("c", ISSUER, EnumSet.of(Scope.ADMIN));
    apiKey("d", OTHER, EnumSet.of(Scope.SUBMIT, Scope.READ));
  }

  private void apiKey(String digit, IssuerId issuer, Set<Scope> scopes) {
    String hash =
        HexFormat.of().formatHex(Sha256.of(key(digit).getBytes(StandardCharsets.US_ASCII)));
    write(
        List.of(
            ApiKeyStore.create(
                new ApiKey(digit.repeat(32), issuer, "test", scopes, hash, clock.instant()))));
  }

  private void achievement(AchievementRef ref, IssuerId issuer, Achievement.ImageState image) {
    Criterion criterion =
        new Criterion(
            "analysis",
            "Analysis " + NASTY,
            "",
            List.of(new Level("low", "Low", "", 0), new Level("high", "High " + NASTY, "", 10)));
    AchievementContent content =
        new AchievementContent(
            "Data " + NASTY,
            "Analyses data " + NASTY,
            "First.\n\nSecond " + NASTY,
            "https://academy.example/criteria",
            AchievementContent.DEFAULT_TYPE,
            List.of(),
            List.of(),
            "",
            0,
            null,
            new Rubric(List.of(criterion), new PassRule(10, Map.of(), 1)));
    write(
        AchievementStore.create(
            new Achievement(ref, issuer, content.hash(), content, image, clock.instant())));
  }

  static EvidenceDraft file() {
    return new EvidenceDraft.File(
        "Report " + NASTY,
        "",
        "report.pdf",
        "application/pdf",
        REPORT.length,
        HexFormat.of().formatHex(Sha256.of(REPORT)));
  }

  static EvidenceDraft link() {
    return new EvidenceDraft.Link(
        "Site " + NASTY, "About " + NASTY, "http://169.254.169.254/x?a=1&b=2");
  }

  private List<Upload> submit(SubmissionId id, EvidenceDraft draft, List<SubmissionId> previous) {
    SubmitEvidence.Command command =
        new SubmitEvidence.Command(
            ISSUER, new Learner(NASTY, "zoe@example.org"), ACHIEVEMENT, List.of(draft), previous);
    SubmitEvidence.Outcome outcome =
        new SubmitEvidence(items, objects, clock, beginningWith(id))
            .submit(command, Companion.none());
    return ((SubmitEvidence.Outcome.Created) outcome).uploads();
  }

  /// A generator whose first bytes are those of the id.
  private RandomGenerator beginningWith(SubmissionId id) {
    return new RandomGenerator() {
      private boolean drawn;

      @Override
      public long nextLong() {
        return random.nextLong();
      }

      @Override
      public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
        if (!drawn) {
          drawn = true;
          System.arraycopy(HexFormat.of().parseHex(id.text()), 0, bytes, 0, bytes.length);
        }
      }
    };
  }

  private void grade(SubmissionId id, String level) {
    Grade grade =
        new Grade(
            List.of(new Grade.CriterionGrade("analysis", level, "Because " + NASTY)),
            "All in all " + NASTY);
    DecideSubmission.Command command =
        new DecideSubmission.Command(ISSUER, id, "b".repeat(32), "grader@example.org", grade);
    assertThat(new DecideSubmission(items, clock, random).decide(command, Companion.none()))
        .isInstanceOf(DecideSubmission.Outcome.Decided.class);
  }

  private void credential() {
    Instant now = clock.instant();
    String document =
        """
        {"id":"%s/credentials/%s","validFrom":"2026-03-01T10:00:00Z",\
        "validUntil":"2027-03-01T10:00:00Z"}\
        """
            .formatted(BASE, CREDENTIAL);
    Award award = Award.begun(PASSED, CREDENTIAL);
    write(
        List.of(
            new CredentialOwner(
                    CREDENTIAL,
                    ISSUER,
                    PASSED.text(),
                    "Data",
                    "7".repeat(32),
                    1,
                    "3".repeat(32),
                    5,
                    now)
                .create(),
            award.write(),
            new PublishedCredential(CREDENTIAL, ISSUER, now, document).create(),
            Recipient.of(CREDENTIAL, NASTY, "zoe@example.org").write(),
            HolderToken.of(MAIL_TOKEN, CREDENTIAL, now.plus(Duration.ofDays(30))).create(),
            Session.of(SESSION, CREDENTIAL, now.plus(Duration.ofHours(1))).create()));
    write(List.of(award.published().write()));
  }

  Response post(String path, String body) {
    return edge.answer(HttpEvent.of("POST", path).bearer(KEY).json(body));
  }

  Response get(String path) {
    return edge.answer(HttpEvent.of("GET", path).bearer(KEY));
  }
}
