package dev.laurel.testkit.schedule;

/// A schedule under which the scenario went wrong. The message names the schedule, so that
/// [Schedules#replay] repeats it, and lists its calls.
public final class ScheduleFailed extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String schedule;

  ScheduleFailed(String schedule, String message, Throwable cause) {
    super(message, cause);
    this.schedule = schedule;
  }

  /// The schedule's name: for [Schedules#replay], or `seed N` for [Schedules#seeded].
  public String schedule() {
    return schedule;
  }
}
