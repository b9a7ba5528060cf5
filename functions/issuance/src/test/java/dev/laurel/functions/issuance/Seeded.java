package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.assessment.DecideSubmission;
import dev.laurel.assessment.EvidenceDraft;
import dev.laurel.assessment.Grade;
import dev.laurel.assessment.Learner;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmitEvidence;
import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.issuance.Issuance;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.PublicSite;
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
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Log;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedDid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The function over stores in memory that hold two issuers with their keys, a submission that has
/// passed, and two credentials with a status list, all under ids that the files in
/// `events/issuance` name.
final class Seeded {
  static final IssuerId ISSUER = new IssuerId("1".repeat(32));
  static final IssuerId OTHER = new IssuerId("2".repeat(32));
  static final CredentialId CREDENTIAL = new CredentialId("c".repeat(32));
  static final SubmissionId PASSED = new SubmissionId("3".repeat(32));
  static final String LIST = "5".repeat(32);
  static final String EMAIL = "zoe@example.org";
  static final PublicSite SITE =
      new PublicSite("https://laurel.example", "https://objects.example", false);

  /// The operator's key, and its digest as the function knows it.
  static final String OPERATOR_KEY = "laurel_operator_" + "7".repeat(64);

  private static final String OPERATOR_KEY_SHA256 =
      HexFormat.of().formatHex(Sha256.of(OPERATOR_KEY.getBytes(StandardCharsets.US_ASCII)));
  private static final KeyPair PAIR = pair();

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(5);
  final MemoryItemStore items = new MemoryItemStore(clock);
  final MemoryObjectStore objects = new MemoryObjectStore(clock);
  final Faults faults = new Faults();
  final List<String> log = new ArrayList<>();
  boolean contended;
  UnaryOperator<byte[]> spoil = UnaryOperator.identity();
  int signatures;
  boolean logAnswers = true;
  private final ItemStore ports = new Contention(new FaultyItemStore(items, faults));
  final TestLog transparencyLog =
      new TestLog(items, new FaultyItemStore(items, faults), PAIR, clock, random);
  final Edge edge =
      Wiring.edge(
          ports,
          new FaultyObjectStore(objects, faults),
          new Issuance.Signing(keys(), signer(), transparencyLog),
          Contexts.bundled(),
          SITE,
          OPERATOR_KEY_SHA256,
          this::pause,
          clock,
          random,
          new Log("issuance", log::add));

  Seeded() {
    this(false);
  }

  /// With an achievement whose credentials can be suspended, or not.
  Seeded(boolean suspension) {
    issuers();
    passed(suspension);
    credential(CREDENTIAL, 7);
    credential(new CredentialId("e".repeat(32)), 8);
    Bitstring none = Bitstring.empty();
    String head =
        Json.write(
            Map.of(
                "issuer", ISSUER.text(),
                "bits", none.encode(),
                "bitsVersion", 1,
                "versionAt", clock.instant(),
                "signedVersion", 0));
    write(
        List.of(
            Write.create(
                Item.of(ItemKey.of("LIST#" + LIST, "HEAD"), 1, head)
                    .indexed(Index.DUE, "status-list#0", clock.instant().toString())),
            Message.of(
                    Message.Topic.ISSUANCE, ISSUER.text(), "did", "{\"issuer\":\"" + ISSUER + "\"}")
                .send(clock.instant()),
            Message.of(Message.Topic.ISSUANCE, "x", "unknown", "{}").send(clock.instant())));
    faults.reset();
  }

  /// A caller who waits, waits while the log works.
  private void pause(Duration duration) {
    clock.advance(duration);
    if (logAnswers) {
      transparencyLog.integrate();
    }
  }

  /// The log integrates what waits, and its stream says so.
  void integrate() {
    edge.handle(transparencyLog.integrate(), "log");
  }

  /// Begins the issuer, and takes everything of it through the log.
  void begin() {
    for (int i = 0; i < 3; i++) {
      room().begin(ISSUER);
      room().sweepStatusLists();
      integrate();
    }
  }

  /// Lets the award begin and then stand.
  void park() {
    byte[] event =
        OutboxEvent.inserted(List.of(ItemKey.outbox("issuance#" + PASSED.text(), "award")));
    edge.handle(event, "award");
    room().standing().park(PASSED, "The signer is broken");
  }

  /// Lets the award stand and gives it up.
  void abandon() {
    park();
    room().standing().abandon(ISSUER, PASSED, "Given up", Companion.none());
  }

  private Issuance room() {
    return new Issuance(
        items,
        objects,
        new Issuance.Signing(keys(), signer(), transparencyLog),
        Contexts.bundled(),
        SITE,
        this::pause,
        clock,
        random);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SigningKeys keys() {
    Multikey key = Multikey.fromSpki(PAIR.getPublic().getEncoded());
    return () -> List.of(new SigningKeys.DeploymentKey("key-1", key));
  }

  private ProofSigner signer() {
    return new ProofSigner() {
      @Override
      public byte[] sign(PreparedCredential prepared) {
        return signed(prepared.message());
      }

      @Override
      public byte[] sign(PreparedKeyEntry prepared) {
        return signed(prepared.statement());
      }
    };
  }

  private byte[] signed(byte[] message) {
    signatures++;
    return spoil.apply(SignatureEngine.sign(KeyAlgorithm.ED25519, PAIR.getPrivate(), message));
  }

  /// The text of the key whose id and secret are one digit repeated.
  static String key(String digit) {
    return "laurel_" + digit.repeat(32) + "_" + "5".repeat(64);
  }

  private void write(List<Write> writes) {
    assertThat(items.write(writes)).isInstanceOf(WriteResult.Written.class);
  }

  private void issuers() {
    Instant now = clock.instant();
    for (IssuerId id : List.of(ISSUER, OTHER)) {
      write(
          List.of(
              IssuerStore.create(
                  new Issuer(
                      id, "Academy", "https://academy.example", "a@academy.example", "", now))));
      Did did = new Did(SITE.urls().did(id));
      NamedKey key = new NamedKey("key-1", keys().publicKeys().getFirst().key());
      byte[] document = DidDocument.issuer(did, List.of(key)).toJsonBytes();
      write(List.of(new PublishedDid(id, 1, new String(document, StandardCharsets.UTF_8)).write()));
    }
    apiKey("a", ISSUER, EnumSet.complementOf(EnumSet.of(Scope.REVOKE)));
    apiKey("b", ISSUER, EnumSet.of(Scope.REVOKE));
    apiKey("d", OTHER, EnumSet.of(Scope.REVOKE));
    apiKey("f", OTHER, EnumSet.of(Scope.ADMIN, Scope.READ));
  }

  private void apiKey(String digit, IssuerId issuer, Set<Scope> scopes) {
    String hash =
        HexFormat.of().formatHex(Sha256.of(key(digit).getBytes(StandardCharsets.US_ASCII)));
    write(
        List.of(
            ApiKeyStore.create(
                new ApiKey(digit.repeat(32), issuer, "test", scopes, hash, clock.instant()))));
  }

  private void credential(CredentialId id, int index) {
    write(
        List.of(
            new CredentialOwner(
                    id,
                    ISSUER,
                    "4".repeat(32),
                    "Data",
                    "7".repeat(32),
                    1,
                    LIST,
                    index,
                    clock.instant())
                .create()));
  }

  private void passed(boolean suspension) {
    AchievementRef ref = new AchievementRef(new AchievementId("7".repeat(32)), 1);
    Criterion criterion =
        new Criterion(
            "analysis",
            "Analysis",
            "",
            List.of(new Level("low", "Low", "", 0), new Level("high", "High", "", 10)));
    AchievementContent content =
        new AchievementContent(
            "Data",
            "Analyses data",
            "Analyse data.",
            "",
            AchievementContent.DEFAULT_TYPE,
            List.of(),
            List.of(),
            "",
            0,
            null,
            new Rubric(List.of(criterion), new PassRule(10, Map.of(), 1)),
            null,
            suspension);
    write(
        AchievementStore.create(
            new Achievement(
                ref,
                ISSUER,
                content.hash(),
                content,
                Achievement.ImageState.NONE,
                clock.instant())));
    SubmitEvidence.Command command =
        new SubmitEvidence.Command(
            ISSUER,
            new Learner("Zoë", EMAIL),
            ref,
            List.of(new EvidenceDraft.Link("Site", "", "https://example.org/")),
            List.of());
    new SubmitEvidence(items, objects, clock, beginningWith(PASSED))
        .submit(command, Companion.none());
    Grade grade = new Grade(List.of(new Grade.CriterionGrade("analysis", "high", "")), "");
    assertThat(
            new DecideSubmission(items, clock, random)
                .decide(
                    new DecideSubmission.Command(
                        ISSUER, PASSED, "b".repeat(32), "grader@example.org", grade),
                    Companion.none()))
        .isInstanceOf(DecideSubmission.Outcome.Decided.class);
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

  /// Makes the row of [#CREDENTIAL] one that no version of the program wrote.
  void damage() {
    Item row = items.get(CredentialOwner.key(CREDENTIAL), Read.CONSISTENT).orElseThrow();
    write(List.of(Write.update(Item.of(row.key(), row.version() + 1, "{\"issuer\":[]}"))));
  }

  /// A store in which others are always in the way, once told so.
  private final class Contention implements ItemStore {
    private final ItemStore store;

    Contention(ItemStore store) {
      this.store = store;
    }

    @Override
    public Optional<Item> get(ItemKey key, Read read) {
      return store.get(key, read);
    }

    @Override
    public Page<Item> query(
        Table table,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after,
        Read read) {
      return store.query(table, partition, range, order, limit, after, read);
    }

    @Override
    public Page<ItemKey> queryIndex(
        Table table,
        Index index,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after) {
      return store.queryIndex(table, index, partition, range, order, limit, after);
    }

    @Override
    public WriteResult write(List<Write> transaction) {
      return contended ? new WriteResult.Conflict(List.of()) : store.write(transaction);
    }

    @Override
    public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
      return store.add(key, counter, delta, ceiling, expires);
    }
  }
}
