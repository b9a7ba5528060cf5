package dev.laurel.testkit.schedule;

/// How much was tried: schedules, calls of ports in all of them, and calls in the longest one.
public record Explored(long schedules, long calls, int longest) {
  /// Nothing yet.
  public static final Explored NOTHING = new Explored(0, 0, 0);

  /// Both together.
  public Explored and(Explored other) {
    return new Explored(
        schedules + other.schedules, calls + other.calls, Math.max(longest, other.longest));
  }

  @Override
  public String toString() {
    return String.format("%,d schedules, %,d calls, longest %,d", schedules, calls, longest);
  }
}
