package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.AwardDetails;
import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.AnnouncedImage;
import dev.laurel.issuers.Catalogue;
import dev.laurel.issuers.Criterion;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.IssuerStore;
import dev.laurel.issuers.Level;
import dev.laurel.issuers.PassRule;
import dev.laurel.issuers.RelatedAchievement;
import dev.laurel.issuers.Rubric;
import dev.laurel.issuers.SkillAlignment;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogKeys;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.PublishedKeyHistory;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedDocument;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A world in memory: one issuer with its DID, one rich achievement, submissions that passed, a log
/// with a real sequencer, and the room over ports that fail as [#faults] say.
final class World {
  /// Read once: hundreds of rooms are made in these tests.
  static final Contexts CONTEXTS = Contexts.bundled();

  static final String BASE = "https://laurel.example";
  static final String NAME = "Zoë «Z» O'Neil <script>alert(1)</script> ® عَلَم 👩‍🚀";
  static final String EMAIL = "zoe@example.org";
  static final String IMAGE = "ab".repeat(32);

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(7);
  final MemoryItemStore memory = new MemoryItemStore(clock);
  final MemoryObjectStore objects = new MemoryObjectStore(clock);
  final MemoryObjectStore evidence = new MemoryObjectStore(clock);
  final Faults faults = new Faults();
  final ItemStore items = new FaultyItemStore(memory, faults);
  final TestSigner signer = new TestSigner(faults, this::demandLogged);
  final TestLog log = new TestLog(memory, clock, random);
  final PublicSite site;
  final IssuerId issuer = IssuerId.random(random);
  final PublishedLookup published = new PublishedLookup(memory);
  Runnable whilePausing = () -> {};

  /// What the room's clock is asked through: the moment between a step's reads and its write.
  InstantSource instants = clock;

  Contexts contexts = CONTEXTS;
  AchievementRef achievement = new AchievementRef(AchievementId.random(random), 1);

  World() {
    this(new PublicSite(BASE, BASE + "/objects", false));
  }

  World(PublicSite site) {
    this.site = site;
    Issuer profile =
        new Issuer(
            issuer,
            "Académie “R&D”",
            "https://academy.example",
            "badges@academy.example",
            "",
            clock.instant());
    write(IssuerStore.create(profile));
    publishDid();
    define(content(0));
  }

  void publishDid() {
    Did did = new Did(site.did(issuer));
    List<NamedKey> keys =
        signer.publicKeys().stream().map(key -> new NamedKey(key.fragment(), key.key())).toList();
    String document =
        new String(DidDocument.issuer(did, keys).toJsonBytes(), StandardCharsets.UTF_8);
    long before = published.did(issuer).map(PublishedDid::version).orElse(0L);
    write(new PublishedDid(issuer, before + 1, document).write());
  }

  /// Makes this the achievement of the submissions that follow.
  void define(AchievementContent content) {
    achievement = new AchievementRef(AchievementId.random(random), 1);
    AchievementStore.create(
            new Achievement(
                achievement,
                issuer,
                content.hash(),
                content,
                content.announcedImage().isPresent()
                    ? Achievement.ImageState.ARRIVED
                    : Achievement.ImageState.NONE,
                clock.instant()))
        .forEach(this::write);
  }

  static AchievementContent content(int validityMonths) {
    return content("Data <b>analysis</b> & “statistics”", "Analyse a data set.", validityMonths);
  }

  /// Content with every detail of a catalogue.
  static AchievementContent catalogued(String language) {
    AchievementContent plain = content(0);
    return new AchievementContent(
        plain.name(),
        plain.description(),
        plain.criteriaNarrative(),
        plain.criteriaUrl(),
        plain.achievementType(),
        plain.tags(),
        plain.alignments(),
        language,
        30,
        plain.image(),
        plain.rubric(),
        new Catalogue(
            "2.5",
            "Statistics",
            "Charts",
            "ST-101",
            List.of(
                new RelatedAchievement("https://data.example/a/0", "DE", "0"),
                new RelatedAchievement("https://data.example/a/cy", "", ""))),
        false);
  }

  /// Content whose credentials can be suspended.
  static AchievementContent suspendable() {
    AchievementContent plain = content(0);
    return new AchievementContent(
        plain.name(),
        plain.description(),
        plain.criteriaNarrative(),
        plain.criteriaUrl(),
        plain.achievementType(),
        plain.tags(),
        plain.alignments(),
        plain.language(),
        plain.validityMonths(),
        plain.image(),
        plain.rubric(),
        null,
        true);
  }

  /// Content whose credentials name their refresh service and their schema.
  static AchievementContent extended() {
    AchievementContent plain = content(24);
    return new AchievementContent(
        plain.name(),
        plain.description(),
        plain.criteriaNarrative(),
        plain.criteriaUrl(),
        plain.achievementType(),
        plain.tags(),
        plain.alignments(),
        plain.language(),
        plain.validityMonths(),
        plain.image(),
        plain.rubric(),
        null,
        false,
        true,
        true);
  }

  static AchievementContent content(String name, String narrative, int validityMonths) {
    return new AchievementContent(
        name,
        "Finds out what data say, and what they do not.",
        narrative,
        "",
        AchievementContent.DEFAULT_TYPE,
        List.of("data", "statistics"),
        List.of(
            new SkillAlignment(
                "analyse data", "https://data.example/skill/1", "Framework", "S1", "CFItem")),
        "en",
        validityMonths,
        new AnnouncedImage("image/png", 10, IMAGE),
        new Rubric(
            List.of(criterion("analysis"), criterion("writing")),
            new PassRule(10, Map.of("analysis", "middle"), 1)));
  }

  private static Criterion criterion(String id) {
    return new Criterion(
        id,
        "How good is the " + id + "?",
        "",
        List.of(
            new Level("low", "Low", "", 0),
            new Level("middle", "Middle", "Some of it", 5),
            new Level("high", "High", "", 10)));
  }

  /// The room, as one process has it: over ports that fail as planned.
  Issuance room() {
    return room(StatusListPlaces.MAX_USES);
  }

  Issuance room(int usesPerList) {
    return room(usesPerList, log.signer());
  }

  /// The room of a process whose key service hands out these keys of the log.
  Issuance room(LogKeys logKeys) {
    return room(StatusListPlaces.MAX_USES, logKeys);
  }

  private Issuance room(int usesPerList, LogKeys logKeys) {
    return new Issuance(
        items,
        new FaultyObjectStore(objects, faults),
        new Issuance.Signing(signer, signer, logKeys),
        contexts,
        site,
        this::pause,
        () -> instants.instant(),
        random,
        usesPerList);
  }

  /// A submission with a text, a file and a link that has passed.
  SubmissionId passed() {
    return passed(NAME, new EvidenceDraft.Link("Site", "", "https://example.org/work"));
  }

  SubmissionId passed(String name, EvidenceDraft... drafts) {
    return passed(name, AwardDetails.NONE, drafts);
  }

  SubmissionId passed(String name, AwardDetails award, EvidenceDraft... drafts) {
    SubmitEvidence.Command command =
        new SubmitEvidence.Command(
            issuer, new Learner(name, EMAIL), achievement, List.of(drafts), List.of());
    SubmitEvidence.Outcome.Created created =
        (SubmitEvidence.Outcome.Created)
            new SubmitEvidence(memory, evidence, clock, random).submit(command, Companion.none());
    SubmissionId id = created.record().submission().id();
    Grade grade =
        new Grade(
            List.of(
                new Grade.CriterionGrade("analysis", "high", "secret feedback"),
                new Grade.CriterionGrade("writing", "middle", "")),
            "",
            award);
    var decided =
        new DecideSubmission(memory, clock, random)
            .decide(
                new DecideSubmission.Command(
                    issuer, id, "aa".repeat(16), "assessor@example.org", grade),
                Companion.none());
    assertThat(decided).isInstanceOf(DecideSubmission.Outcome.Decided.class);
    faults.reset();
    return id;
  }

  CredentialId issued() {
    return issued(passed());
  }

  /// Takes it through the log.
  CredentialId issued(SubmissionId submission) {
    assertThat(room().ladder().advance(submission)).isEqualTo(new Advance.Logging());
    log.integrate();
    Advance advance = room().ladder().advance(submission);
    assertThat(advance).isInstanceOf(Advance.Published.class);
    return ((Advance.Published) advance).credential();
  }

  /// The log integrates what waits and tells the room, until nothing waits any more.
  void settleLog() {
    for (List<EntryId> logged = log.integrate(); !logged.isEmpty(); logged = log.integrate()) {
      logged.forEach(this::signal);
    }
  }

  /// Like the function that hears of the entry: what fails is left to the sweep.
  private void signal(EntryId entry) {
    try {
      room().logged(entry);
    } catch (SignerUnavailable e) {
      // The sweep comes back to it.
    }
  }

  /// The log integrates what waits, and the list of the submission's credential is signed.
  void settleList(SubmissionId submission) {
    String list = intent(submission).statusList();
    do {
      log.integrate();
      assertThat(room().sweepStatusLists()).isZero();
    } while (!head(list).isSigned());
  }

  /// The sweep runs, and the log settles.
  void rest() {
    room().sweepStatusLists();
    settleLog();
  }

  /// Whoever waits in a call of the room, waits here.
  private void pause(Duration duration) {
    clock.advance(duration);
    whilePausing.run();
  }

  /// The moment of signing: the entry of what is signed must be in the log by now.
  private void demandLogged(String hashData) {
    List<String> entries =
        memory.all(Table.ITEMS).stream()
            .filter(item -> item.key().sort().startsWith("INTENT#"))
            .map(item -> Json.read(item.body(), JsonNode.class))
            .filter(row -> hashes(row).contains(hashData))
            .map(row -> row.path("entry").stringValue(""))
            .toList();
    assertThat(entries.stream().map(id -> log.row(new EntryId(id)).state()))
        .as("what is signed was fixed and logged before")
        .contains(EntryRow.State.LOGGED);
  }

  /// The hash data of all forms in an intent's row.
  static List<String> hashes(JsonNode intent) {
    List<String> hashes = new ArrayList<>(List.of(intent.path("hashData").stringValue("")));
    intent.path("more").forEach(form -> hashes.add(form.path("hashData").stringValue("")));
    return hashes;
  }

  /// Lets the issuer's documents get a second proof, by a key of ML-DSA.
  void beginPostQuantum() {
    signer.withMlDsa = true;
    publishDid();
  }

  void write(dev.laurel.storage.Write write) {
    assertThat(memory.write(List.of(write))).isInstanceOf(WriteResult.Written.class);
  }

  Award award(SubmissionId id) {
    return memory.get(Award.key(id), Read.CONSISTENT).map(Award::from).orElseThrow();
  }

  Optional<Held> held(SubmissionId id) {
    return new SubmissionStore(memory).whole(id, Read.CONSISTENT).flatMap(SubmissionRecord::held);
  }

  Intent intent(SubmissionId id) {
    return intent(id, 1);
  }

  Intent intent(SubmissionId id, int attempt) {
    return memory
        .get(Intent.key(id, attempt), Read.CONSISTENT)
        .map(item -> Intent.from(id, attempt, item))
        .orElseThrow();
  }

  Optional<Message> message(SubmissionId id, String type) {
    return memory
        .get(ItemKey.outbox("issuance#" + id.text(), type), Read.CONSISTENT)
        .flatMap(Message::from);
  }

  PublishedRecord record(CredentialId id) {
    return published.credential(id).orElseThrow();
  }

  /// All credentials whose documents have this id under a DID.
  List<CredentialId> documents(String did, String documentId) {
    return published.documents(did, documentId, 100, Cursor.START).entries().stream()
        .map(PublishedDocument::credential)
        .toList();
  }

  JsonNode document(CredentialId id) {
    return Json.parse(record(id).published().orElseThrow().bytes());
  }

  VerificationReport verify(CredentialId id) {
    return verify(record(id).published().orElseThrow().bytes());
  }

  VerificationReport verify(byte[] document) {
    PublishedResolvers resolvers = new PublishedResolvers(site.urls(), published);
    return new Verifier(contexts, resolvers, resolvers, clock)
        .withLog(new PublishedLog(site.urls(), published, new LogLookup(memory)))
        .verify(document);
  }

  /// The same by whoever knows what became of the issuer's keys: the deployment's own verifier.
  VerificationReport verifyKnowing(CredentialId id) {
    return verifyKnowing(record(id).published().orElseThrow().bytes());
  }

  VerificationReport verifyKnowing(byte[] document) {
    PublishedLog proofs = new PublishedLog(site.urls(), published, new LogLookup(memory));
    return withoutProofs().withLog(proofs).verify(document);
  }

  /// A verifier that knows the issuer's keys, and has no proof from the log.
  Verifier withoutProofs() {
    PublishedResolvers resolvers = new PublishedResolvers(site.urls(), published);
    return new Verifier(contexts, resolvers, resolvers, clock)
        .withKeys(new PublishedKeyHistory(site.urls(), published, new LogLookup(memory)));
  }

  /// The same by whoever knows this deployment's revocations.
  VerificationReport verifyHere(CredentialId id) {
    PublishedResolvers resolvers = new PublishedResolvers(site.urls(), published);
    return new Verifier(CONTEXTS, resolvers, resolvers, resolvers, clock)
        .verify(record(id).published().orElseThrow().bytes());
  }

  StatusListHead head(String list) {
    return memory
        .get(StatusListHead.key(list), Read.CONSISTENT)
        .map(StatusListHead::from)
        .orElseThrow();
  }

  Optional<byte[]> copy(String list) {
    return objects.bytes(new dev.laurel.storage.ObjectName("status-lists/" + list + ".json"));
  }

  List<Item> rows(String sort) {
    return memory.all(Table.ITEMS).stream().filter(item -> item.key().sort().equals(sort)).toList();
  }

  static Instant at(String text) {
    return Instant.parse(text);
  }

  static byte[] fromHex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
