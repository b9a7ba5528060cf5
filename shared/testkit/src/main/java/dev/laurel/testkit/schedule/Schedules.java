package dev.laurel.testkit.schedule;

import dev.laurel.testkit.CountingRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Runs scenarios under schedules. A schedule decides, before each call of a port, which task goes
/// on, and of each call whether it works, the answer is lost or the task dies before or after it.
///
/// Only what goes through [Scheduled] is scheduled: between two such calls a task runs alone, and
/// must not wait for another task. Threads that a task starts run unscheduled within its turn.
public final class Schedules {
  private Schedules() {}

  /// Runs the scenario under every schedule with at most so many preemptions (a task that could go
  /// on has to wait) and so many faults; the order in which ended tasks are followed by others is
  /// free. Each schedule starts from a new scenario.
  public static Explored exhaustive(int preemptions, int faults, Supplier<Scenario> scenario) {
    Explored explored = Explored.NOTHING;
    List<Integer> prefix = List.of();
    do {
      Enumerated chooser = new Enumerated(prefix);
      explored = explored.and(run(chooser, preemptions, faults, "", scenario));
      prefix = chooser.next();
    } while (!prefix.isEmpty());
    return explored;
  }

  /// Runs the scenario of a seed under the schedule of that seed. The scenario may depend on it.
  public static Explored seeded(long seed, Odds odds, LongFunction<Scenario> scenario) {
    Chooser chooser = new Drawn(new CountingRandom(seed), odds);
    return run(
        chooser, Integer.MAX_VALUE, odds.faults(), "seed " + seed, () -> scenario.apply(seed));
  }

  /// Runs the scenario under `runs` schedules drawn from the seeds from `first` on.
  public static Explored sample(long first, int runs, Odds odds, Supplier<Scenario> scenario) {
    Explored explored = Explored.NOTHING;
    for (long seed = first; seed < first + runs; seed++) {
      explored = explored.and(seeded(seed, odds, any -> scenario.get()));
    }
    return explored;
  }

  /// Runs the scenario under the schedule that a [ScheduleFailed] named.
  public static Explored replay(String schedule, Supplier<Scenario> scenario) {
    String[] parts = schedule.split(":", 2);
    String[] bounds = parts[0].split("\\+", 2);
    List<Integer> ways =
        parts[1].isEmpty()
            ? List.of()
            : Arrays.stream(parts[1].split("\\.")).map(Integer::valueOf).toList();
    return run(
        new Enumerated(ways),
        Integer.parseInt(bounds[0]),
        Integer.parseInt(bounds[1]),
        "",
        scenario);
  }

  private static Explored run(
      Chooser chooser, int preemptions, int faults, String seed, Supplier<Scenario> supplier) {
    Turns turns = new Turns(chooser, preemptions, faults);
    try {
      Scenario scenario = supplier.get();
      turns.run(scenario.tasks());
      scenario.atEnd().run();
    } catch (Throwable why) {
      String ways = chooser.taken().stream().map(String::valueOf).collect(Collectors.joining("."));
      String name = seed.isEmpty() ? preemptions + "+" + faults + ":" + ways : seed;
      throw new ScheduleFailed(
          name, "schedule " + name + " fails: " + why + "\ncalls:\n" + turns.trace(), why);
    }
    return new Explored(1, turns.calls(), turns.calls());
  }
}
