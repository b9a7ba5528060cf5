package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.CompleteSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.ExpireInvitations;
import dev.laurel.assessment.Invitation;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.RenewInvitations;
import dev.laurel.assessment.StoredObject;
import dev.laurel.assessment.Submission;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.assessment.Upload;
import dev.laurel.credentials.Sha256;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.Rubric;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.testkit.schedule.ScheduledObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One submission that awaits two files, over stores whose calls are scheduled.
final class UploadModel {
  static final List<byte[]> FILES =
      List.of(
          "the report".getBytes(StandardCharsets.UTF_8),
          "the photo!".getBytes(StandardCharsets.UTF_8));
  private static final byte[] BAD = "other byte".getBytes(StandardCharsets.UTF_8);

  /// Longer than any upload that began in time may land.
  private static final Duration LANDED = Duration.ofMinutes(15);

  /// States that were found right: most schedules lead to one that another led to before.
  private static final Set<Object> RIGHT = ConcurrentHashMap.newKeySet();

  private static final UploadModel FIRST = new UploadModel();

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(7);
  final MemoryItemStore memory;
  final MemoryObjectStore objects;
  final ItemStore items;
  final ObjectStore evidence;
  final IssuerId issuer;
  final AchievementRef achievement;
  final SubmissionId id;
  final List<Upload> uploads;

  /// As the first one, with stores of its own.
  static UploadModel next() {
    return new UploadModel(FIRST);
  }

  private UploadModel(UploadModel first) {
    this.memory = first.memory.copy(clock);
    this.objects = first.objects.copy(clock);
    this.items = new ModelItems(memory, this::check);
    this.evidence = new ScheduledObjectStore(objects);
    this.issuer = first.issuer;
    this.achievement = first.achievement;
    this.id = first.id;
    this.uploads = first.uploads;
    random.longs(first.random.drawn()).forEach(skipped -> {});
  }

  private UploadModel() {
    this.memory = new MemoryItemStore(clock);
    this.objects = new MemoryObjectStore(clock);
    this.items = memory;
    this.evidence = objects;
    this.issuer = IssuerId.random(random);
    this.achievement = seeded();
    SubmitEvidence.Command command =
        new SubmitEvidence.Command(
            issuer,
            new Learner("Zoë", "zoe@example.org"),
            achievement,
            FILES.stream().map(UploadModel::draft).toList(),
            List.of());
    SubmitEvidence.Outcome outcome =
        new SubmitEvidence(memory, objects, clock, random).submit(command, Companion.none());
    SubmitEvidence.Outcome.Created created = (SubmitEvidence.Outcome.Created) outcome;
    this.id = created.record().submission().id();
    this.uploads = created.uploads();
  }

  private static EvidenceDraft draft(byte[] bytes) {
    String sha256 = HexFormat.of().formatHex(Sha256.of(bytes));
    return new EvidenceDraft.File("F", "", "f.pdf", "application/pdf", bytes.length, sha256);
  }

  private AchievementRef seeded() {
    List<Level> levels = List.of(new Level("low", "Low", "", 0), new Level("high", "High", "", 1));
    Rubric rubric =
        new Rubric(
            List.of(new Criterion("work", "Work", "", levels)), new PassRule(1, Map.of(), 1));
    AchievementContent content =
        new AchievementContent(
            "Data analysis",
            "Analyses data",
            "Analyse a data set",
            "",
            AchievementContent.DEFAULT_TYPE,
            List.of(),
            List.of(),
            "",
            0,
            null,
            rubric);
    AchievementRef ref = new AchievementRef(AchievementId.random(random), 1);
    memory.write(
        AchievementStore.create(
            new Achievement(
                ref,
                issuer,
                content.hash(),
                content,
                Achievement.ImageState.NONE,
                clock.instant())));
    return ref;
  }

  SubmissionRecord record() {
    return new SubmissionStore(memory).whole(id, Read.CONSISTENT).orElseThrow();
  }

  /// A PUT that begins while its URL is good, and lands whenever it does.
  void put(int file) {
    Invitation invitation = FIRST.record().invitation(file + 1).orElseThrow();
    if (Scheduled.call("put begins", () -> clock.instant().isBefore(invitation.expires()))) {
      Scheduled.call(
          "put lands",
          () -> objects.putIfAbsent(invitation.object(), FILES.get(file), "application/pdf"));
    }
  }

  /// Other bytes of the same length, past a store that enforces nothing.
  void smuggle(int file) {
    Invitation invitation = record().invitation(file + 1).orElseThrow();
    Scheduled.call(
        "smuggle",
        () -> {
          objects.overwrite(invitation.object(), BAD, "application/pdf");
          return file;
        });
  }

  void pass(Duration time) {
    Scheduled.call(
        "clock",
        () -> {
          clock.advance(time);
          return time;
        });
  }

  CompleteSubmission.Outcome complete() {
    return new CompleteSubmission(items, evidence, clock).complete(issuer, id, Companion.none());
  }

  RenewInvitations.Outcome renew() {
    return new RenewInvitations(items, evidence, clock, random).renew(issuer, id, Companion.none());
  }

  void sweep() {
    new ExpireInvitations(items, evidence, clock).sweep();
  }

  /// What holds at every moment.
  void check() {
    if (!RIGHT.add(List.of(memory.all(), objects.image()))) {
      return;
    }
    SubmissionRecord record = record();
    boolean awaiting = record.submission().state() == Submission.State.AWAITING_EVIDENCE;
    assertThat(record.missing().isEmpty())
        .as("SUBMITTED exactly when every file has arrived")
        .isEqualTo(!awaiting);
    for (int file = 0; file < FILES.size(); file++) {
      Optional<StoredObject> pinned = record.stored(file + 1);
      if (pinned.isPresent()) {
        assertThat(bytes(pinned.get()))
            .as("what arrived is there, and as announced")
            .hasValueSatisfying(right(FILES.get(file)));
      }
    }
    assertThat(record.submission().evidence()).hasOnlyElementsOfType(EvidenceItem.File.class);
  }

  private static Consumer<byte[]> right(byte[] expected) {
    return bytes -> assertThat(bytes).isEqualTo(expected);
  }

  private Optional<byte[]> bytes(StoredObject object) {
    return objects
        .open(object.name(), object.version())
        .map(content -> {
          try (ObjectContent open = content) {
            return open.bytes().readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// The sweep comes by until nothing is left to do; then the client asks for new invitations and
  /// uploads what is missing.
  void end() {
    check();
    if (!RIGHT.add(List.of(memory.all(), objects.image(), clock.instant(), random.drawn()))) {
      return;
    }
    boolean whole =
        Arrays.equals(newest(0), FILES.get(0)) && Arrays.equals(newest(1), FILES.get(1));
    boolean ended =
        record().invitations().stream().anyMatch(each -> each.state() == Invitation.State.EXPIRED);
    for (int i = 0; i < 3; i++) {
      clock.advance(LANDED);
      sweep();
    }
    check();
    if (whole && !ended) {
      assertThat(record().submission().state())
          .as("both landed and no invitation had ended: nobody has to ask again")
          .isEqualTo(Submission.State.SUBMITTED);
    }
    List<String> kept =
        record().invitations().stream()
            .filter(each -> each.state() == Invitation.State.ARRIVED)
            .map(each -> each.object().text())
            .toList();
    assertThat(objects.names()).as("nothing lies about").containsExactlyInAnyOrderElementsOf(kept);
    if (renew() instanceof RenewInvitations.Outcome.Renewed(var now, List<Upload> again)) {
      for (Upload upload : again) {
        assertThat(objects.upload(upload.invitation(), FILES.get(upload.evidence() - 1))).isTrue();
      }
      assertThat(complete()).isInstanceOf(CompleteSubmission.Outcome.Complete.class);
    }
    assertThat(record().submission().state()).isEqualTo(Submission.State.SUBMITTED);
  }

  private byte[] newest(int file) {
    return objects.bytes(record().invitation(file + 1).orElseThrow().object()).orElse(new byte[0]);
  }
}
