package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.testkit.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many threads at the same work across the whole system: there is one effect.
final class RaceTest {
  private static final int SUBMISSIONS = 20;
  private static final int WORKERS = 8;
  private static final int CLICKS = 32;

  /// Sweeps are slow beside deliveries; some are enough to get between them.
  private static final int SWEEP_EVERY = 5;

  private final CapturedLog log = new CapturedLog();
  private CrashWorld world = new CrashWorld(new ArrayList<>());

  @BeforeEach
  void begin() {
    log.open();
    world = new CrashWorld(new ArrayList<>());
    Story.before(world);
    Setting.register(world, "a");
    Story.deliverAll(world);
    Awards.integrateAll(world);
    Story.deliverAll(world);
    Setting.keys(world, "a");
    Setting.achievement(world, "a", false);
  }

  @AfterEach
  void end() {
    log.close();
  }

  /// Every worker grades every submission and delivers its award, in an order of its own; the clock
  /// runs past every lease meanwhile, so that attempts at the same message overlap.
  @Test
  @Tag("check-91")
  @Tag("check-93")
  void workers_allAtAllSubmissions_issueEachOnce() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SUBMISSIONS; i++) {
      names.add("race" + i);
      Story.submitText(world, "a", "race" + i, "");
    }
    List<List<Integer>> statuses = Fresh.inParallel(WORKERS, worker -> work(worker, names));
    // Letters with a clock that stands still: a lease that ends early may cost a second one.
    List<ItemKey> waiting = world.outbox();
    int before = world.mailer.sent().size();
    List<Integer> delivered =
        Fresh.inParallel(
            WORKERS,
            worker -> {
              waiting.forEach(key -> deliver("notification", key));
              return waiting.size();
            });
    assertThat(delivered).containsOnly(SUBMISSIONS);
    assertThat(world.mailer.sent()).as("one letter each").hasSize(before + SUBMISSIONS);

    assertThat(world.settle()).isTrue();
    Invariants.checkAtRest(world, log.lines());
    Set<String> submissions = names.stream().map(world::fact).collect(Collectors.toSet());
    List<String> published =
        world.rows("PUBLISHED").stream()
            .map(row -> world.text(row.key().partition(), "OWNER", "submission"))
            .filter(submissions::contains)
            .toList();
    assertThat(published).hasSize(SUBMISSIONS).doesNotHaveDuplicates();
    for (int i = 0; i < SUBMISSIONS; i++) {
      int submission = i;
      assertThat(statuses.stream().map(each -> each.get(submission)).filter(s -> s == 201))
          .as("one grader decides")
          .hasSize(1);
      String partition = "SUB#" + world.fact(names.get(i));
      assertThat(world.rows("AUDIT#").stream().filter(row -> is(row, partition)))
          .as("6: every attempt is audited")
          .hasSize(WORKERS);
    }
  }

  private List<Integer> work(int worker, List<String> names) {
    Integer[] statuses = new Integer[names.size()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(worker));
    for (int i : order) {
      HttpEvent grade = gradeEvent(world.fact(names.get(i)), "worker-" + worker + "-" + i);
      statuses[i] = world.once("grading", grade).status();
      String id = world.fact(names.get(i));
      deliver("issuance", ItemKey.outbox("issuance#" + id, "award"));
      integrate();
      world.clock.advance(Duration.ofMinutes(3));
      if (i % SWEEP_EVERY == worker % SWEEP_EVERY) {
        byte[] _ = world.edge("issuance").handle(OutboxEvent.sweep(), "sweep");
      }
    }
    return List.of(statuses);
  }

  /// A sequencer of this worker's, and the signals for whatever any sequencer has logged meanwhile.
  private void integrate() {
    List<ItemKey> keys = world.waiting();
    byte[] _ = world.edge("sequencer").handle(OutboxEvent.inserted(keys), "stream");
    List<ItemKey> left = world.waiting();
    List<ItemKey> logged = keys.stream().filter(key -> !left.contains(key)).toList();
    byte[] _ = world.edge("issuance").handle(OutboxEvent.changes("MODIFY", logged), "stream");
  }

  private HttpEvent gradeEvent(String id, String key) {
    Map<String, Object> body =
        Map.of("levels", List.of(Map.of("criterion", "work", "level", "high")));
    return HttpEvent.of("POST", "/v1/submissions/" + id + "/grades")
        .bearer(world.fact("a.assessor"))
        .header("idempotency-key", key)
        .json(Json.write(body));
  }

  private void deliver(String function, ItemKey key) {
    byte[] _ = world.edge(function).handle(OutboxEvent.inserted(List.of(key)), "stream");
  }

  private static boolean is(Item row, String partition) {
    return row.key().partition().equals(partition);
  }

  @Test
  @Tag("check-64")
  @Tag("check-92")
  void doubleClicks_onSubmit_makeOneSubmission() {
    Map<String, Object> body =
        Map.of(
            "learner",
            Map.of("name", Story.learner("click"), "email", Story.email("click")),
            "achievement",
            Map.of("id", world.fact("a.achievement"), "version", 1),
            "evidence",
            List.of(Map.of("name", "Reflection", "text", Story.TEXT)));
    HttpEvent event =
        HttpEvent.of("POST", "/v1/submissions")
            .bearer(world.fact("a.key"))
            .header("idempotency-key", "one click")
            .json(Json.write(body));
    int before = world.rows("SUBMISSION").size();
    List<Response> answers = Fresh.inParallel(CLICKS, i -> world.once("submission", event));

    assertThat(world.rows("SUBMISSION")).hasSize(before + 1);
    Set<String> ids = new HashSet<>();
    for (Response answer : answers) {
      assertThat(answer.status()).isIn(201, 409);
      if (answer.status() == 201) {
        ids.add(Json.parse(answer.body()).path("id").asString());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(world.evidence.names().stream().filter(name -> name.startsWith("evidence/")))
        .as("texts of attempts that lost are removed")
        .hasSize(before + 1);
  }

  @Test
  @Tag("check-92")
  void doubleClicks_onComplete_submitOnce() {
    Story.submitFile(world);
    assertThat(new StoryClient(world).upload(world.fact("s1.upload"), Story.FILE)).isTrue();
    String path = "/v1/submissions/" + world.fact("s1") + "/complete";
    List<Response> answers =
        Fresh.inParallel(
            CLICKS,
            i ->
                world.once(
                    "submission",
                    HttpEvent.of("POST", path)
                        .bearer(world.fact("a.key"))
                        // Half of the clicks share a key, the others have their own.
                        .header("idempotency-key", "click-" + (i % 2 == 0 ? 0 : i))
                        .json("{}")));
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    assertThat(answers).anyMatch(answer -> answer.status() == 200);
    String partition = "SUB#" + world.fact("s1");
    assertThat(world.text(partition, "SUBMISSION", "state")).isEqualTo("submitted");
    assertThat(world.row(ItemKey.of(partition, "SUBMISSION")).orElseThrow().version())
        .as("one arrival, one change")
        .isEqualTo(2);
  }
}
