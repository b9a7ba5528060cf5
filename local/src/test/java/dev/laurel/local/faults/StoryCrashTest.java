package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.local.faults.CrashWorld.Kind;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.RememberedSignatures;
import dev.laurel.testkit.schedule.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole system dies, or a port fails, at every call of the story, before and after its effect;
/// clients repeat, every event is delivered again, sweeps run in a new process, and the invariants
/// hold.
///
/// Each point is told from a copy of the world as its step found it, so that all points are visited
/// and none has to be sampled.
final class StoryCrashTest {
  /// Calls without effect: whether they fail before it or after it is one and the same.
  private static final Set<String> READS = Set.of("get", "query", "queryIndex", "open", "list");

  /// Of the pairs of deaths one in so many, twice, is tried in each build: about fifty.
  private static final int ONE_OF = 11;

  private static final long SAMPLE_SEED = 3;

  private static final CapturedLog LOG = new CapturedLog();
  private static final List<Processes> PROCESSES = new ArrayList<>();

  @BeforeAll
  static void catchLog() {
    RememberedSignatures.install();
    LOG.open();
  }

  @AfterAll
  static void releaseLog() {
    LOG.close();
    RememberedSignatures.remove();
  }

  private static CrashWorld begin() {
    LOG.clear();
    CrashWorld world = new CrashWorld(PROCESSES);
    Story.before(world);
    return world;
  }

  @Test
  @Tag("check-61")
  @Tag("check-89")
  @Tag("check-90")
  void story_dyingAtAnyCall_keepsEveryInvariant() {
    CrashWorld undisturbed = begin();
    int calls = 0;
    int points = 0;
    int runs = 0;
    for (Story.Step step : Story.steps()) {
      CrashWorld before = undisturbed.copy();
      undisturbed.restart();
      undisturbed.faults.reset();
      step.tell().accept(undisturbed);
      List<String> names = undisturbed.faults.names();
      calls += names.size();
      Invariants.check(undisturbed, LOG.lines());
      for (int n = 1; n <= names.size(); n++) {
        for (Kind kind : READS.contains(names.get(n - 1)) ? Kind.OF_READS : Kind.OF_EFFECTS) {
          disturbed(before, step, kind, n);
          runs++;
        }
        points++;
      }
    }
    assertThat(undisturbed.copy().settle()).isTrue();
    LOG.out()
        .println(
            "crash points of the story: " + points + " of " + calls + " calls, " + runs + " runs");
    assertThat(points).isEqualTo(calls);
  }

  /// The process dies, and the one after it dies too while it repeats or sweeps: all pairs of
  /// deaths after an effect with `-Pexhaustive`, a sample of them in each build.
  @Test
  @Tag("check-90")
  void story_dyingTwice_keepsEveryInvariant() {
    CrashWorld undisturbed = begin();
    RandomGenerator random = new CountingRandom(SAMPLE_SEED);
    int pairs = 0;
    int runs = 0;
    for (Story.Step step : Story.steps()) {
      CrashWorld before = undisturbed.copy();
      undisturbed.restart();
      undisturbed.faults.reset();
      step.tell().accept(undisturbed);
      List<String> names = undisturbed.faults.names();
      for (int first : effects(names)) {
        CrashWorld once = before.copy();
        List<Integer> seconds =
            Depth.exhaustive() || random.nextInt(ONE_OF) == 0
                ? effects(afterwards(once, step, first))
                : List.of();
        for (int second : seconds) {
          pairs++;
          if (Depth.exhaustive() || random.nextInt(ONE_OF) == 0) {
            dyingTwice(before, step, first, second);
            runs++;
          }
        }
      }
    }
    LOG.out().println("pairs of deaths: " + runs + " runs of " + pairs + ", seed " + SAMPLE_SEED);
    assertThat(runs).isGreaterThan(10);
  }

  private static List<Integer> effects(List<String> names) {
    return IntStream.rangeClosed(1, names.size())
        .filter(n -> !READS.contains(names.get(n - 1)))
        .boxed()
        .toList();
  }

  /// The calls between one death and rest.
  private static List<String> afterwards(CrashWorld world, Story.Step step, int first) {
    LOG.clear();
    world.planDeaths(first, 0);
    step.tell().accept(world);
    assertThat(world.comesToRest()).isTrue();
    return world.faults.names();
  }

  private static void dyingTwice(CrashWorld before, Story.Step step, int first, int second) {
    LOG.clear();
    CrashWorld world = before.copy();
    String point = step.name() + ", dying after call " + first + " and then after " + second;
    try {
      world.planDeaths(first, second);
      step.tell().accept(world);
      Invariants.check(world, LOG.lines());
      assertThat(world.comesToRest()).as("comes to rest").isTrue();
      assertThat(world.settle()).as("stays at rest").isTrue();
      Invariants.checkAtRest(world, LOG.lines());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(point, e);
    }
  }

  /// Check 89: which of two deliveries comes first makes no difference.
  @Test
  @Tag("check-89")
  void story_withMessagesInEitherOrder_endsAlike() {
    List<List<String>> ends = new ArrayList<>();
    for (boolean reversed : List.of(false, true)) {
      CrashWorld world = begin();
      if (reversed) {
        world.facts.put("reversed", "yes");
      }
      Story.steps().forEach(step -> step.tell().accept(world));
      assertThat(world.settle()).isTrue();
      Invariants.checkAtRest(world, LOG.lines());
      ends.add(end(world));
    }
    assertThat(ends.getFirst()).isEqualTo(ends.getLast());
  }

  /// What became of everything, without ids and times.
  private static List<String> end(CrashWorld world) {
    List<String> end = new ArrayList<>();
    world
        .items
        .all()
        .forEach(row -> {
          String kind = row.key().partition().replaceFirst("#.*", "");
          String sort = row.key().sort().replaceFirst("#.*", "");
          // A row that only counts has no body.
          String state = row.body().isEmpty() ? "" : TracedItems.text(row, "state");
          end.add(String.join(" ", kind, sort, state, "version " + row.version()));
        });
    return end.stream().sorted().toList();
  }

  @Test
  @Tag("check-100")
  void letters_withoutAnyAnswer_areTriedTwiceAndParked() {
    CrashWorld world = begin();
    world.mailer.silent(true);
    Story.submitText(world, "b", "b2", "");
    Story.grade(world, "b", "b2", "high", 201);
    Story.deliverAll(world);
    Story.deliverAll(world);
    assertThat(world.settle()).isTrue();
    String credential = world.text("SUB#" + world.fact("b2"), "AWARD", "credential");
    assertThat(world.mailer.sent().stream().filter(sent -> sent.credential().equals(credential)))
        .as("10: each uncertain attempt may add one")
        .hasSize(2);
    assertThat(world.text("CRED#" + credential, "MAIL", "state")).isEqualTo("parked");
    assertThat(world.has("CRED#" + credential, "PUBLISHED")).isTrue();
    Invariants.check(world, LOG.lines());
  }

  private static void disturbed(CrashWorld before, Story.Step step, Kind kind, int n) {
    LOG.clear();
    CrashWorld world = before.copy();
    String point = step.name() + ", " + kind + " call " + n;
    try {
      world.plan(kind, n);
      step.tell().accept(world);
      assertThat(world.failed()).as("the planned call was made").isTrue();
      Invariants.check(world, LOG.lines());
      world.settle();
      assertThat(world.unrest()).as("comes to rest").isEmpty();
      Invariants.checkAtRest(world, LOG.lines());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(point, e);
    }
  }
}
