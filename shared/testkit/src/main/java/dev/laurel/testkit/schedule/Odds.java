package dev.laurel.testkit.schedule;

/// How wild a drawn schedule is: the probability that another task goes on before a call, that a
/// call goes wrong, and the most calls that go wrong in one schedule.
public record Odds(double turn, double fault, int faults) {
  /// Changes between tasks only.
  public static final Odds CALM = new Odds(0.25, 0, 0);

  /// Changes between tasks, and a few deaths and lost answers.
  public static final Odds ROUGH = new Odds(0.25, 0.03, 3);

  public Odds {
    if (turn < 0 || turn > 1 || fault < 0 || fault > 1 || faults < 0) {
      throw new IllegalArgumentException("not odds");
    }
  }
}
