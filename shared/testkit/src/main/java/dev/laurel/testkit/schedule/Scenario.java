package dev.laurel.testkit.schedule;

import java.util.List;

/// What one schedule runs: tasks that start together, each on a thread of its own and one at a
/// time, and what is done and checked on the test's thread after the last one ended or died.
///
/// A task may end with [Died] or [dev.laurel.storage.StoreUnavailable]: an invocation that broke
/// off. Everything else that it throws fails the schedule. The same supplier must make the same
/// scenario every time: a schedule is repeated from the start.
public record Scenario(List<Runnable> tasks, Runnable atEnd) {
  public Scenario {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("a scenario has at least one task");
    }
  }
}
