package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.testkit.RememberedSignatures;
import dev.laurel.testkit.schedule.Depth;
import dev.laurel.testkit.schedule.Explored;
import dev.laurel.testkit.schedule.Odds;
import dev.laurel.testkit.schedule.Scenario;
import dev.laurel.testkit.schedule.Schedules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole system under schedules drawn from seeds: every call of a port is a place where another
/// invocation goes on, the process dies, the answer is lost, a transaction is in the way, or a read
/// is stale; key service, object stores and mail misbehave. Whatever was answered stays true, and
/// the invariants hold at rest. A failure names its seed: give it to [#one].
final class SystemScheduleTest {
  private static final int SEEDS = Integer.getInteger("laurel.seeds", Depth.of(1_000, 10_000));

  private static final CapturedLog LOG = new CapturedLog();
  private static CrashWorld quiet;
  private static CrashWorld logging;

  /// What goes wrong beside the schedule's own faults.
  private enum Trouble {
    NONE,
    STALE_READS,
    SIGNER_DOWN,
    SIGNER_GARBAGE,
    LOG_KEY_DOWN,
    MAIL_REFUSED,
    MAIL_SILENT
  }

  @BeforeAll
  static void begin() {
    RememberedSignatures.install();
    LOG.open();
    quiet = new CrashWorld(new ArrayList<>());
    Story.before(quiet);
    Story.deliverAll(quiet);
    Awards.integrateAll(quiet);
    for (String name : List.of("graded", "approved", "logging")) {
      Story.submitText(quiet, "b", name, "");
    }
    logging = quiet.copy();
    Story.grade(logging, "b", "logging", "high", 201);
    logging.stream(List.of(ItemKey.outbox("issuance#" + logging.fact("logging"), "award")));
  }

  @AfterAll
  static void end() {
    LOG.close();
    RememberedSignatures.remove();
  }

  @Test
  @Tag("check-89")
  @Tag("check-91")
  @Tag("check-92")
  @Tag("check-93")
  @Tag("check-96")
  @Tag("check-97")
  @Tag("check-98")
  @Tag("check-99")
  @Tag("check-100")
  @Tag("check-111")
  void system_underDrawnSchedules_keepsEveryInvariant() {
    Explored explored = Explored.NOTHING;
    for (long seed = 0; seed < SEEDS; seed++) {
      explored = explored.and(one(seed));
    }
    LOG.out().println("system: " + explored);
    assertThat(explored.schedules()).isEqualTo(SEEDS);
  }

  /// The schedule of one seed.
  private static Explored one(long seed) {
    LOG.clear();
    Odds odds = seed % 4 == 0 ? Odds.CALM : Odds.ROUGH;
    return Schedules.seeded(seed, odds, SystemScheduleTest::scenario);
  }

  /// What people and functions do at once.
  private enum Part {
    TWO_GRADERS,
    DOUBLE_SUBMIT,
    EIGHT_DELIVERIES,
    REVOKE_DURING_ISSUANCE,
    TWO_SEQUENCERS,
    STANDING
  }

  /// Two or three parts; all at once would only make each meeting rarer.
  private static Scenario scenario(long seed) {
    Random random = new Random(seed);
    List<Part> parts = new ArrayList<>(List.of(Part.values()));
    Collections.shuffle(parts, random);
    parts = parts.subList(0, 2 + random.nextInt(2));
    boolean withLog = parts.stream().anyMatch(part -> part.ordinal() > 2);
    CrashWorld world = (withLog ? logging : quiet).copy();
    Cast cast = new Cast(world, new ArrayList<>(), new ArrayList<>());
    parts.forEach(cast::play);
    trouble(world, Trouble.values()[random.nextInt(Trouble.values().length)], random);
    Collections.shuffle(cast.tasks, random);
    return new Scenario(cast.tasks, () -> atEnd(world, cast.promises));
  }

  private static void trouble(CrashWorld world, Trouble trouble, RandomGenerator random) {
    switch (trouble) {
      case NONE -> {}
      case STALE_READS -> world.weather.stale(world.items.all(), 1 + random.nextInt(4));
      case SIGNER_DOWN -> world.signer.down(true);
      case SIGNER_GARBAGE -> world.signer.garbage(true);
      case LOG_KEY_DOWN -> world.logKey.down(true);
      case MAIL_REFUSED -> world.mailer.refusing(true);
      case MAIL_SILENT -> world.mailer.silent(true);
    }
  }

  private static void atEnd(CrashWorld world, List<Runnable> promises) {
    Invariants.check(world, LOG.lines());
    world.signer.down(false);
    world.signer.garbage(false);
    world.logKey.down(false);
    world.mailer.refusing(false);
    world.mailer.silent(false);
    world.settle();
    assertThat(world.unrest()).as("comes to rest").isEmpty();
    promises.forEach(Runnable::run);
    Invariants.check(world, LOG.lines());
    LogInvariants.checkAtRest(world);
  }

  /// Who does what in a scenario: every task in a process of its own.
  private record Cast(CrashWorld world, List<Runnable> tasks, List<Runnable> promises) {
    void play(Part part) {
      switch (part) {
        case TWO_GRADERS -> twoGraders();
        case DOUBLE_SUBMIT -> doubleSubmit();
        case EIGHT_DELIVERIES -> eightDeliveries();
        case REVOKE_DURING_ISSUANCE -> revokeDuringIssuance();
        case TWO_SEQUENCERS -> twoSequencers();
        case STANDING -> standing();
      }
    }

    private void twoGraders() {
      List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
      for (String level : List.of("high", "low")) {
        request("grading", grade("graded", level), answer -> statuses.add(answer.status()));
      }
      promises.add(() -> {
        long won = statuses.stream().filter(status -> status == 201).count();
        assertThat(won).as("6: one decision").isLessThanOrEqualTo(1);
        boolean decided = world.has("SUB#" + world.fact("graded"), "DECISION");
        assertThat(won == 0 || decided).as("5: what was answered stays").isTrue();
      });
    }

    private HttpEvent grade(String name, String level) {
      Map<String, Object> body =
          Map.of("levels", List.of(Map.of("criterion", "work", "level", level)));
      return HttpEvent.of("POST", "/v1/submissions/" + world.fact(name) + "/grades")
          .bearer(world.fact("b.assessor"))
          .header("idempotency-key", "grade-" + level)
          .json(Json.write(body));
    }

    private void doubleSubmit() {
      Map<String, Object> body =
          Map.of(
              "learner",
              Map.of("name", Story.learner("double"), "email", Story.email("double")),
              "achievement",
              Map.of("id", world.fact("b.achievement"), "version", 1),
              "evidence",
              List.of(Map.of("name", "Reflection", "text", Story.TEXT)));
      HttpEvent event =
          HttpEvent.of("POST", "/v1/submissions")
              .bearer(world.fact("b.key"))
              .header("idempotency-key", "double")
              .json(Json.write(body));
      int before = world.rows("SUBMISSION").size();
      for (int i = 0; i < 2; i++) {
        request(
            "submission",
            event,
            answer -> {
              if (answer.status() == 201) {
                world.facts.put("double", Json.parse(answer.body()).path("id").asString());
              }
            });
      }
      promises.add(() -> {
        int made = world.rows("SUBMISSION").size() - before;
        assertThat(made).as("one key, one effect").isLessThanOrEqualTo(1);
        assertThat(made == 1 || !world.facts.containsKey("double")).isTrue();
        world.facts.computeIfAbsent("double", absent -> made == 0 ? "" : newest());
      });
    }

    /// A submission whose answer nobody got.
    private String newest() {
      return world.rows("SUBMISSION").stream()
          .map(row -> row.key().partition().substring("SUB#".length()))
          .filter(id -> !world.facts.containsValue(id))
          .findFirst()
          .orElse("");
    }

    private void eightDeliveries() {
      Story.grade(world, "b", "approved", "high", 201);
      byte[] event =
          OutboxEvent.inserted(
              List.of(ItemKey.outbox("issuance#" + world.fact("approved"), "award")));
      for (int i = 0; i < 8; i++) {
        event("issuance", event);
      }
      tasks.add(() -> {
        for (int i = 0; i < 3; i++) {
          tick(Duration.ofMinutes(3));
        }
      });
    }

    /// The sequencer takes the entry meanwhile, so that the revocation comes at any step.
    private void revokeDuringIssuance() {
      String id = world.text("SUB#" + world.fact("logging"), "AWARD", "credential");
      HttpEvent event =
          HttpEvent.of("POST", "/v1/credentials/" + id + "/status")
              .bearer(world.fact("b.key"))
              .header("idempotency-key", "revoke")
              .json(Json.write(Map.of("status", "revoked", "reason", "A mistake")));
      List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());
      request(
          "issuance",
          event,
          answer -> {
            if (answer.status() == 200) {
              accepted.add(200);
            }
          });
      integrate();
      promises.add(() ->
          assertThat(accepted.isEmpty() || world.has("CRED#" + id, "REVOCATION"))
              .as("5, 8: an accepted revocation stays")
              .isTrue());
    }

    private void twoSequencers() {
      integrate();
      integrate();
      event("sequencer", OutboxEvent.sweep());
    }

    /// An award that stands, is abandoned and resumed by impatient people, and whose messages come.
    private void standing() {
      String id = world.fact("logging");
      ItemKey key = ItemKey.outbox("issuance#" + id, "award");
      Message message = Message.from(world.row(key).orElseThrow()).orElseThrow();
      Awards.exhaust(world, message);
      event("issuance", OutboxEvent.sweep());
      for (String word : List.of("abandon", "resume", "resume")) {
        Map<String, Object> body = word.equals("abandon") ? Map.of("reason", "x") : Map.of();
        HttpEvent event =
            HttpEvent.of("POST", "/v1/issuance/" + id + "/" + word)
                .bearer(world.fact("b.key"))
                .header("idempotency-key", word + tasks.size())
                .json(Json.write(body));
        request("issuance", event, answer -> {});
      }
      integrate();
    }

    /// A sequencer with the entries that wait now, and the signals that follow.
    private void integrate() {
      List<ItemKey> keys = world.waiting();
      Map<String, Edge> process = world.process();
      tasks.add(() -> {
        byte[] _ = edge(process, "sequencer").handle(OutboxEvent.inserted(keys), "stream");
        List<ItemKey> left = world.waiting();
        List<ItemKey> logged = keys.stream().filter(key -> !left.contains(key)).toList();
        byte[] _ =
            edge(process, "issuance").handle(OutboxEvent.changes("MODIFY", logged), "stream");
      });
    }

    private void tick(Duration time) {
      dev.laurel.testkit.schedule.Scheduled.call(
          "clock",
          () -> {
            world.clock.advance(time);
            return time;
          });
    }

    private void event(String function, byte[] event) {
      Map<String, Edge> process = world.process();
      tasks.add(() -> {
        byte[] _ = edge(process, function).handle(event, "stream");
      });
    }

    private void request(
        String function, HttpEvent event, java.util.function.Consumer<Response> then) {
      Map<String, Edge> process = world.process();
      tasks.add(() -> then.accept(edge(process, function).answer(event)));
    }

    /// The function, and from now on this thread has its rights.
    private Edge edge(Map<String, Edge> process, String function) {
      world.traced.function(function);
      return java.util.Objects.requireNonNull(process.get(function), function);
    }
  }
}
