package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.local.faults.CrashWorld.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole system dies, or a port fails, at every call of the story, before and after its effect;
/// clients repeat, sweeps run in a new process, and the invariants hold.
///
/// Each point is told from a copy of the world as its step found it, so that all points are visited
/// and none has to be sampled.
final class StoryCrashTest {
  /// Calls without effect: whether they fail before it or after it is one and the same.
  private static final Set<String> READS = Set.of("get", "query", "queryIndex", "open", "list");

  private static final CapturedLog LOG = new CapturedLog();
  private static final List<Processes> PROCESSES = new ArrayList<>();

  @BeforeAll
  static void catchLog() {
    LOG.open();
  }

  @AfterAll
  static void releaseLog() {
    LOG.close();
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
    int sent = world.mailer.sent().size();
    world.mailer.silent(true);
    Story.submitText(world, "b", "b2", "");
    Story.grade(world, "b", "b2", "high", 201);
    Story.deliverAll(world);
    Story.deliverAll(world);
    assertThat(world.settle()).isTrue();
    String credential = world.text("SUB#" + world.fact("b2"), "AWARD", "credential");
    assertThat(world.mailer.sent()).as("10: each uncertain attempt may add one").hasSize(sent + 2);
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
      assertThat(world.settle()).as("comes to rest").isTrue();
      Invariants.checkAtRest(world, LOG.lines());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(point, e);
    }
  }
}
