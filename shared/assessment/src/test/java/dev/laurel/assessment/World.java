package dev.laurel.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.Sha256;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A world in memory: one issuer, one achievement with two criteria, and the use cases over stores
/// that fail as [#faults] say.
final class World {
  static final String ASSESSOR_KEY = "aa".repeat(16);
  static final byte[] REPORT = "the report".getBytes(StandardCharsets.UTF_8);
  static final byte[] PHOTO = "the photo, a little longer".getBytes(StandardCharsets.UTF_8);
  static final Learner LEARNER = new Learner("Zoë «Z» O'Neil", "zoe@example.org");

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(7);
  final MemoryItemStore memory = new MemoryItemStore(clock);
  final MemoryObjectStore objects = new MemoryObjectStore(clock);
  final Faults faults = new Faults();
  final ItemStore items = new FaultyItemStore(memory, faults);
  final ObjectStore evidence = new FaultyObjectStore(objects, faults);
  final IssuerId issuer = IssuerId.random(random);
  final AchievementRef achievement;

  World() {
    this.achievement = Achievements.seed(memory, issuer, clock, random);
    faults.reset();
  }

  SubmitEvidence submit() {
    return new SubmitEvidence(items, evidence, clock, random);
  }

  CompleteSubmission complete() {
    return new CompleteSubmission(items, evidence, clock);
  }

  RenewInvitations renew() {
    return new RenewInvitations(items, evidence, clock, random);
  }

  ExpireInvitations expire() {
    return new ExpireInvitations(items, evidence, clock);
  }

  DecideSubmission decide() {
    return new DecideSubmission(items, clock, random);
  }

  static EvidenceDraft file(String name, byte[] bytes) {
    return new EvidenceDraft.File(
        name,
        "",
        name + ".pdf",
        "application/pdf",
        bytes.length,
        HexFormat.of().formatHex(Sha256.of(bytes)));
  }

  SubmitEvidence.Command command(EvidenceDraft... drafts) {
    return new SubmitEvidence.Command(issuer, LEARNER, achievement, List.of(drafts), List.of());
  }

  SubmitEvidence.Command twoFiles() {
    return command(file("Report", REPORT), file("Photo", PHOTO));
  }

  SubmitEvidence.Outcome.Created create(SubmitEvidence.Command command) {
    return (SubmitEvidence.Outcome.Created) submit().submit(command, Companion.none());
  }

  CompleteSubmission.Outcome complete(SubmissionId id) {
    return complete().complete(issuer, id, Companion.none());
  }

  DecideSubmission.Outcome grade(SubmissionId id, String level) {
    return decide()
        .decide(command(id, ASSESSOR_KEY, "assessor@example.org", level), Companion.none());
  }

  DecideSubmission.Command command(SubmissionId id, String key, String email, String level) {
    return new DecideSubmission.Command(issuer, id, key, email, Achievements.grade(level));
  }

  /// A submission with a link only, which waits for its assessor.
  SubmissionId submitted() {
    EvidenceDraft link = new EvidenceDraft.Link("Site", "", "https://example.org/");
    return create(command(link)).record().submission().id();
  }

  SubmissionRecord whole(SubmissionId id) {
    return new SubmissionStore(memory).whole(id, Read.CONSISTENT).orElseThrow();
  }

  List<Audit> audit(SubmissionId id) {
    return new SubmissionStore(memory).audit(id);
  }

  List<Item> outbox() {
    return memory.all(Table.OUTBOX);
  }

  /// What must hold of every submission at every moment.
  void check() {
    for (Item item : memory.all()) {
      if (!item.key().sort().equals(SubmissionRow.SUBMISSION)) {
        continue;
      }
      SubmissionRecord record = whole(SubmissionRow.id(item.key()));
      Submission.State state = record.submission().state();
      assertThat(item.indexes().containsKey(Index.LIST))
          .as("listed for grading only while submitted")
          .isEqualTo(state == Submission.State.SUBMITTED);
      if (state != Submission.State.AWAITING_EVIDENCE) {
        assertThat(record.missing()).as("complete before it goes on").isEmpty();
      } else {
        assertThat(record.missing()).as("what is complete goes on").isNotEmpty();
      }
      for (Invitation each : record.invitations()) {
        checkBytes(record, each);
        if (each.isOpen()) {
          assertThat(item.indexes()).as("what waits is due").containsKey(Index.DUE);
        }
      }
      for (EvidenceItem each : record.submission().evidence()) {
        if (each instanceof EvidenceItem.Text text) {
          assertThat(objects.open(text.object().name(), text.object().version())).isPresent();
        }
      }
      boolean decided = state.compareTo(Submission.State.SUBMITTED) > 0;
      assertThat(record.decision().isPresent()).as("decision with its state").isEqualTo(decided);
      long sent =
          outbox().stream()
              .filter(
                  message -> message.key().partition().endsWith(record.submission().id().text()))
              .count();
      assertThat(sent)
          .as("a message where passed")
          .isEqualTo(state == Submission.State.PASSED ? 1 : 0);
      long won =
          audit(record.submission().id()).stream()
              .filter(row -> row.result().compareTo(Audit.Result.REFUSED) <= 0)
              .count();
      assertThat(won).as("one attempt won").isEqualTo(decided ? 1 : 0);
    }
  }

  private void checkBytes(SubmissionRecord record, Invitation invitation) {
    Optional<StoredObject> stored = invitation.stored();
    if (stored.isPresent()) {
      Examination.Finding finding =
          Examination.of(objects, invitation.object(), record.file(invitation));
      assertThat(finding)
          .as("pinned bytes are the announced ones")
          .isEqualTo(new Examination.Finding.Right(stored.get().version()));
    }
  }

  List<Item> pending() {
    return memory.all().stream()
        .filter(item -> item.key().sort().equals(SubmissionRow.PENDING))
        .toList();
  }

  /// Names in the store that no row of a submission speaks of.
  List<String> orphans() {
    List<String> names = new ArrayList<>(objects.names());
    List<Item> of = new ArrayList<>(memory.all());
    of.removeAll(pending());
    String rows = of.stream().map(Item::body).toList().toString();
    names.removeIf(rows::contains);
    return names;
  }

  void upload(Upload upload, byte[] bytes) {
    assertThat(objects.upload(upload.invitation(), bytes)).isTrue();
  }

  /// Bytes that the object store should have refused, and some do not.
  void smuggle(Invitation invitation, byte[] bytes) {
    objects.overwrite(new ObjectName(invitation.object().text()), bytes, "application/pdf");
  }
}
