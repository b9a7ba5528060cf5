package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.PublicSite;
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
import dev.laurel.json.Json;
import dev.laurel.local.faults.LogKey;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.testkit.schedule.ScheduledObjectStore;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import dev.laurel.verification.published.PublishedDid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One issuer with a signed status list, two submissions that passed, and a log, over ports whose
/// calls are scheduled. A copy goes its own way.
final class IssuanceModel {
  static final String BASE = "https://laurel.example";
  static final String ORIGIN = "laurel.example/log";
  private static final Contexts CONTEXTS = Contexts.bundled();

  final FixedClock clock;
  final CountingRandom random = new CountingRandom(7);
  final MemoryItemStore memory;
  final MemoryObjectStore objects;
  final MemoryObjectStore log;
  final ModelKeys keys;
  final LogKey logKey;
  final IssuerId issuer;
  final SubmissionId submission;
  final SubmissionId another;

  /// The beginning: the submission has passed, and nothing else happened.
  IssuanceModel() {
    this(false);
  }

  /// The same with an achievement whose credentials can be suspended, or not.
  IssuanceModel(boolean suspension) {
    this.clock = FixedClock.at("2026-03-01T10:00:00Z");
    this.memory = new MemoryItemStore(clock);
    this.objects = new MemoryObjectStore(clock);
    this.log = new MemoryObjectStore(clock);
    this.keys = new ModelKeys(memory, List.of());
    this.logKey = new LogKey(ORIGIN, memory, new Faults());
    this.issuer = IssuerId.random(random);
    write(
        IssuerStore.create(
            new Issuer(
                issuer,
                "Academy",
                "https://academy.example",
                "badges@academy.example",
                "",
                clock.instant())));
    List<NamedKey> named =
        keys.publicKeys().stream().map(key -> new NamedKey(key.fragment(), key.key())).toList();
    Did did = new Did(site().urls().did(issuer));
    String document =
        new String(DidDocument.issuer(did, named).toJsonBytes(), StandardCharsets.UTF_8);
    write(new PublishedDid(issuer, 1, document).write());
    AchievementRef achievement = achievement(suspension);
    this.submission = passed(achievement);
    this.another = passed(achievement);
    // The first status list, signed: what every issuer has by the time it issues.
    Issuance room = room();
    room.begin(issuer);
    integrate(room);
  }

  private IssuanceModel(IssuanceModel other) {
    this.clock = new FixedClock(other.clock.instant());
    this.memory = other.memory.copy(clock);
    this.objects = other.objects.copy(clock);
    this.log = other.log.copy(clock);
    this.keys = new ModelKeys(memory, other.keys.signed());
    this.logKey = new LogKey(other.logKey, memory, new Faults());
    this.issuer = other.issuer;
    this.submission = other.submission;
    this.another = other.another;
    for (long i = 0; i < other.random.drawn(); i++) {
      random.nextLong();
    }
  }

  IssuanceModel copy() {
    return new IssuanceModel(this);
  }

  private static PublicSite site() {
    return new PublicSite(BASE, BASE + "/objects", false);
  }

  private AchievementRef achievement(boolean suspension) {
    List<Level> levels = List.of(new Level("low", "Low", "", 0), new Level("high", "High", "", 1));
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
            new Rubric(
                List.of(new Criterion("work", "Work", "", levels)), new PassRule(1, Map.of(), 0)),
            null,
            suspension);
    AchievementRef ref = new AchievementRef(AchievementId.random(random), 1);
    AchievementStore.create(
            new Achievement(
                ref, issuer, content.hash(), content, Achievement.ImageState.NONE, clock.instant()))
        .forEach(this::write);
    return ref;
  }

  private SubmissionId passed(AchievementRef achievement) {
    SubmitEvidence.Outcome submitted =
        new SubmitEvidence(memory, objects, clock, random)
            .submit(
                new SubmitEvidence.Command(
                    issuer,
                    new Learner("Zoë", "zoe@example.org"),
                    achievement,
                    List.of(new EvidenceDraft.Link("Site", "", "https://example.org/work")),
                    List.of()),
                Companion.none());
    SubmissionId id = ((SubmitEvidence.Outcome.Created) submitted).record().submission().id();
    Grade grade = new Grade(List.of(new Grade.CriterionGrade("work", "high", "")), "");
    new DecideSubmission(memory, clock, random)
        .decide(
            new DecideSubmission.Command(issuer, id, "aa".repeat(16), "a@example.org", grade),
            Companion.none());
    return id;
  }

  private void write(dev.laurel.storage.Write write) {
    assertThat(memory.write(List.of(write))).isInstanceOf(WriteResult.Written.class);
  }

  /// The room of one process, over scheduled ports; the invariants are looked at after each write.
  Issuance room(Runnable invariants) {
    return room(new ModelItems(memory, invariants), new ScheduledObjectStore(objects));
  }

  /// The room over ports that just work.
  Issuance room() {
    return room(memory, objects);
  }

  private Issuance room(ItemStore items, ObjectStore publicObjects) {
    return new Issuance(
        items,
        publicObjects,
        new Issuance.Signing(keys, keys, logKey),
        CONTEXTS,
        site(),
        clock::advance,
        clock,
        random);
  }

  /// A sequencer of its own process. Only its writes are places where the schedule decides: how its
  /// own calls interleave is another model's matter.
  Sequencer sequencer(Runnable invariants) {
    return sequencer(ModelItems.writing(memory, invariants));
  }

  private Sequencer sequencer(ItemStore items) {
    return new Sequencer(
        items, log, logKey, List.of(), clock, random, new SequencerSettings(ORIGIN, 256, 1, ""));
  }

  /// The sequencer's run, and what follows for the room from what it logged.
  void integrate(Issuance room, Sequencer sequencer) {
    List<EntryId> waiting = entries(EntryRow.State.PENDING);
    sequencer.run(List.of());
    List<EntryId> logged = entries(EntryRow.State.LOGGED);
    waiting.stream().filter(logged::contains).forEach(room::logged);
  }

  private void integrate(Issuance room) {
    for (int i = 0; i < 8 && !entries(EntryRow.State.PENDING).isEmpty(); i++) {
      integrate(room, sequencer(memory));
    }
  }

  /// Everything that goes on by itself goes on until nothing moves any more: the award of this
  /// submission, the log and the lists.
  void settle(SubmissionId of) {
    Issuance room = room();
    List<Item> before = List.of();
    for (int i = 0; i < 12 && !before.equals(memory.all()); i++) {
      before = memory.all();
      room.ladder().advance(of);
      integrate(room);
      room.sweepStatusLists();
    }
    assertThat(memory.all()).as("comes to rest").isEqualTo(before);
  }

  private List<EntryId> entries(EntryRow.State state) {
    return rows().stream().filter(row -> row.state() == state).map(EntryRow::id).toList();
  }

  /// The rows of all entries.
  List<EntryRow> rows() {
    return memory.all(Table.LOG).stream()
        .filter(item -> item.key().sort().equals("ENTRY"))
        .map(EntryRow::from)
        .toList();
  }

  Optional<EntryRow> row(String entry) {
    return memory.get(EntryRow.key(new EntryId(entry)), Read.CONSISTENT).map(EntryRow::from);
  }

  boolean isLogged(String entry) {
    return !entry.isEmpty()
        && row(entry).filter(each -> each.state() == EntryRow.State.LOGGED).isPresent();
  }

  /// The intents of the submission's award, in order.
  List<JsonNode> intents(SubmissionId of) {
    return memory.all(Table.ITEMS).stream()
        .filter(item -> item.key().sort().startsWith("INTENT#di#"))
        .filter(item -> item.key().partition().endsWith(of.text()))
        .map(item -> Json.read(item.body(), JsonNode.class))
        .toList();
  }

  boolean has(String partition, String sort) {
    return memory.get(ItemKey.of(partition, sort), Read.CONSISTENT).isPresent();
  }

  /// What all of it is, as a value.
  Object image() {
    return List.of(
        memory.all(),
        objects.image(),
        log.image(),
        keys.signed(),
        clock.instant(),
        random.drawn(),
        logKey.signed().size());
  }

  /// The log stands every check of a stranger, and extends every checkpoint that was ever signed.
  void checkLog() {
    LogCheck check = LogCheck.of(ORIGIN, logKey.keys());
    for (byte[] checkpoint : logKey.signed()) {
      check = check.withOlder(checkpoint);
    }
    assertThat(check.check(path -> log.bytes(new ObjectName(path))).faults()).as("9").isEmpty();
  }
}
