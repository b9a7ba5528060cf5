package dev.laurel.local.faults;

import dev.laurel.json.Json;
import dev.laurel.local.World;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.ScheduledItemStore;
import dev.laurel.testkit.schedule.ScheduledObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// All seven functions over stores in memory, a signer, a mailer and a clock that fail as planned;
/// and with it what its clients know. A copy goes its own way from there.
final class CrashWorld {
  static final String BASE = "http://localhost:8080";
  static final String ORIGIN = "localhost:8080/log";
  static final String OPERATOR_KEY = "laurel_operator_" + "0".repeat(64);

  /// In which way the planned call fails.
  enum Kind {
    /// The port throws and nothing happened.
    BEFORE,
    /// The port throws although it happened.
    AFTER,
    /// The process is gone before the call.
    DEATH_BEFORE,
    /// The process is gone after the call.
    DEATH_AFTER;

    /// The ways in which a call with an effect fails. To die before it is to die after the effect
    /// before it, which is another point of the enumeration.
    static final List<Kind> OF_EFFECTS =
        Depth.exhaustive() ? List.of(values()) : List.of(BEFORE, AFTER, DEATH_AFTER);

    /// The ways in which a call without effect fails: before or after is one and the same.
    static final List<Kind> OF_READS =
        Depth.exhaustive() ? List.of(BEFORE, DEATH_BEFORE) : List.of(BEFORE);
  }

  /// What a client was told to be so, and whether it is.
  record Promise(String what, Predicate<CrashWorld> holds) {}

  /// Tries of one request or delivery: one fault is planned, so two would do.
  private static final int TRIES = 4;

  /// Sweeps until rest. Six minutes apart they outlast every lease and pause of the first attempts,
  /// an hour apart those of the last.
  private static final int MAX_SWEEPS = 30;

  private static final int SOON = 12;
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(6);
  private static final Duration BETWEEN_LATE_SWEEPS = Duration.ofHours(1);

  final FixedClock clock;
  final MemoryItemStore items;
  final MemoryObjectStore evidence;
  final MemoryObjectStore publicObjects;
  final MemoryObjectStore log;
  final TracedItems traced;
  final Weather weather;
  final RecordingSigner signer;
  final LogKey logKey;
  final RecordingMailer mailer;
  final Faults faults = new Faults();
  final Map<String, String> facts = new HashMap<>();
  final List<Promise> promises = new ArrayList<>();
  private final CountingRandom random = new CountingRandom(11);
  private final World ports;
  private final Processes processes;
  private Map<String, Edge> edges;
  private int deathAt = Integer.MAX_VALUE;
  private int planned = Integer.MAX_VALUE;
  private boolean dead;
  private int second;

  /// An empty world.
  CrashWorld(List<Processes> shared) {
    this.clock = FixedClock.at("2026-05-12T09:00:00Z");
    this.items = new MemoryItemStore(clock);
    this.evidence = new MemoryObjectStore(clock);
    this.publicObjects = new MemoryObjectStore(clock);
    this.log = new MemoryObjectStore(clock);
    this.traced = new TracedItems(items);
    this.weather = new Weather(traced, clock);
    this.signer =
        new RecordingSigner(faults, hash -> LogInvariants.standing(this, hash), List.of());
    this.logKey = new LogKey(ORIGIN, items, faults);
    this.mailer = new RecordingMailer(faults, this::credentialOfToken, this::isRevoked, List.of());
    this.ports = ports();
    if (shared.isEmpty()) {
      shared.add(new Processes(ports));
    }
    this.processes = shared.getFirst();
    this.edges = processes.start(ports);
  }

  private CrashWorld(CrashWorld other) {
    this.clock = new FixedClock(other.clock.instant());
    this.items = other.items.copy(clock);
    this.evidence = other.evidence.copy(clock);
    this.publicObjects = other.publicObjects.copy(clock);
    this.log = other.log.copy(clock);
    this.traced = new TracedItems(items);
    this.weather = new Weather(traced, clock);
    this.signer =
        new RecordingSigner(
            faults, hash -> LogInvariants.standing(this, hash), other.signer.signed());
    this.logKey = new LogKey(other.logKey, items, faults);
    this.mailer =
        new RecordingMailer(faults, this::credentialOfToken, this::isRevoked, other.mailer.sent());
    this.facts.putAll(other.facts);
    this.promises.addAll(other.promises);
    for (long i = 0; i < other.random.drawn(); i++) {
      random.nextLong();
    }
    this.ports = ports();
    this.processes = other.processes;
    this.edges = processes.start(ports);
  }

  private World ports() {
    return new World(
        new FaultyItemStore(new ScheduledItemStore(weather), faults),
        faulty(evidence),
        faulty(publicObjects),
        faulty(log),
        signer,
        signer,
        logKey,
        logKey,
        mailer,
        clock,
        random);
  }

  private ObjectStore faulty(ObjectStore objects) {
    return new FaultyObjectStore(new ScheduledObjectStore(objects), faults);
  }

  CrashWorld copy() {
    return new CrashWorld(this);
  }

  /// The functions of one more process over the same stores.
  Map<String, Edge> process() {
    return processes.start(ports);
  }

  /// Another process over the same stores.
  void restart() {
    edges = processes.start(ports);
  }

  /// Plans the failure of the n-th call from now on.
  void plan(Kind kind, int n) {
    faults.reset();
    planned = n;
    dead = false;
    deathAt = kind == Kind.DEATH_BEFORE || kind == Kind.DEATH_AFTER ? n : Integer.MAX_VALUE;
    var _ =
        switch (kind) {
          case BEFORE -> faults.before(n);
          case AFTER -> faults.after(n);
          case DEATH_BEFORE -> faults.dieBefore(n);
          case DEATH_AFTER -> faults.dieAfter(n);
        };
  }

  /// Plans that the process dies after the n-th call from now on, and the next one after its m-th;
  /// none for 0.
  void planDeaths(int n, int m) {
    plan(Kind.DEATH_AFTER, n);
    second = m;
  }

  /// Whether the planned failure has happened.
  boolean failed() {
    return dead || faults.calls() >= planned;
  }

  /// Whether the process died during the invocation that has just ended; then the next one lives.
  private boolean died() {
    if (faults.calls() < deathAt) {
      return false;
    }
    faults.reset();
    deathAt = Integer.MAX_VALUE;
    if (second > 0) {
      planDeaths(second, 0);
    }
    dead = true;
    restart();
    return true;
  }

  /// The answer to a request, repeated as a client does while none or a temporary one comes. What
  /// was answered although the process died never arrives.
  Response call(String function, HttpEvent event) {
    for (int i = 0; i < TRIES; i++) {
      traced.caller(issuerOf(event));
      Response response = edge(function).answer(event);
      traced.caller("");
      if (!died() && !isTemporary(response)) {
        return response;
      }
      clock.advance(Duration.ofSeconds(5));
    }
    throw new AssertionError("no answer to " + event.method() + " " + event.path());
  }

  /// One request as it is answered, for tests that repeat by themselves.
  Response once(String function, HttpEvent event) {
    return edge(function).answer(event);
  }

  private static boolean isTemporary(Response response) {
    return response.status() >= 500 || response.text().contains("idempotency-in-progress");
  }

  private String issuerOf(HttpEvent event) {
    String key = event.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    String[] parts = key.split("_", -1);
    return parts.length == 3
        ? row(ItemKey.of("KEY#" + parts[1], "KEY"))
            .map(item -> TracedItems.text(item, "issuer"))
            .orElse("")
        : "";
  }

  /// Delivers new messages as the stream does: the batch again while records of it fail.
  void stream(List<ItemKey> keys) {
    for (String function : List.of("issuance", "notification")) {
      List<ItemKey> own =
          keys.stream().filter(key -> key.partition().startsWith(function + "#")).toList();
      deliver(function, OutboxEvent.inserted(own), own);
    }
  }

  /// Delivers new rows of entries to the sequencer, as the log's stream does.
  void entries(List<ItemKey> keys) {
    deliver("sequencer", OutboxEvent.inserted(keys), keys);
  }

  /// Delivers changed rows of entries to whoever waits for them, as the log's stream does.
  void logged(List<ItemKey> keys) {
    deliver("issuance", OutboxEvent.changes("MODIFY", keys), keys);
  }

  private void deliver(String function, byte[] event, List<ItemKey> records) {
    boolean done = records.isEmpty();
    for (int i = 0; i < TRIES && !done; i++) {
      byte[] answer = edge(function).handle(event, "stream");
      done = !died() && Json.parse(answer).path("batchItemFailures").isEmpty();
    }
  }

  /// The schedule's event, once; the next one comes anyhow.
  void sweep(String function) {
    try {
      byte[] _ = edge(function).handle(OutboxEvent.sweep(), "sweep");
    } catch (StoreUnavailable e) {
      // As on Lambda: the invocation counts as failed.
    }
    boolean _ = died();
  }

  /// Sweeps in a new process until nothing moves any more. Whether it came to rest.
  boolean settle() {
    faults.reset();
    deathAt = Integer.MAX_VALUE;
    restart();
    return comesToRest();
  }

  /// Sweeps until nothing moves any more, with whatever failure is still planned.
  boolean comesToRest() {
    for (int i = 0; i < MAX_SWEEPS; i++) {
      clock.advance(i < SOON ? BETWEEN_SWEEPS : BETWEEN_LATE_SWEEPS);
      Stream.of("submission", "issuance", "sequencer", "notification").forEach(this::sweep);
      if (isAtRest()) {
        return true;
      }
    }
    return false;
  }

  private boolean isAtRest() {
    return unrest().isEmpty();
  }

  /// What still has to be done.
  List<String> unrest() {
    List<String> unrest = new ArrayList<>();
    Stream.concat(outbox().stream(), waiting().stream())
        .map(key -> key + " " + row(key).map(Item::indexes).orElse(Map.of()))
        .forEach(unrest::add);
    for (Item item : rows("HEAD")) {
      JsonNode head = json(item);
      if (head.path("signedVersion").asLong() < head.path("bitsVersion").asLong()
          || head.path("pendingVersion").asLong() > 0) {
        unrest.add(item.key().toString());
      }
    }
    return unrest;
  }

  /// The entries that wait for the log, in the order of their keys.
  List<ItemKey> waiting() {
    return items.all(Table.LOG).stream()
        .filter(item -> item.indexes().containsKey(Index.DUE))
        .map(Item::key)
        .toList();
  }

  /// The messages that wait, in the order of their keys.
  List<ItemKey> outbox() {
    return items.all(Table.OUTBOX).stream()
        .filter(item -> item.indexes().containsKey(Index.DUE))
        .map(Item::key)
        .toList();
  }

  Edge edge(String function) {
    traced.function(function);
    return java.util.Objects.requireNonNull(edges.get(function), function);
  }

  void promise(String what, Predicate<CrashWorld> holds) {
    promises.add(new Promise(what, holds));
  }

  String fact(String name) {
    return java.util.Objects.requireNonNull(facts.get(name), () -> "no fact " + name);
  }

  Optional<Item> row(ItemKey key) {
    return items.get(key, Read.CONSISTENT);
  }

  /// The member of a row, "" where there is no such row.
  String text(String partition, String sort, String member) {
    return row(ItemKey.of(partition, sort)).map(item -> TracedItems.text(item, member)).orElse("");
  }

  boolean has(String partition, String sort) {
    return row(ItemKey.of(partition, sort)).isPresent();
  }

  /// All rows whose sort key begins so.
  List<Item> rows(String sortPrefix) {
    return items.all(Table.ITEMS).stream()
        .filter(item -> item.key().sort().startsWith(sortPrefix))
        .toList();
  }

  static JsonNode json(Item item) {
    return Json.read(item.body(), JsonNode.class);
  }

  private String credentialOfToken(String token) {
    String hash = Processes.sha256(token.getBytes(StandardCharsets.UTF_8));
    return text("MY#" + hash, "TOKEN", "credential");
  }

  boolean isRevoked(String credential) {
    return has("CRED#" + credential, "REVOCATION");
  }
}
