package dev.laurel.testkit.schedule;

/// How far a test goes: in each build as far as time allows, with `-Pexhaustive` (which sets the
/// system property `laurel.exhaustive`) as far as the test can.
public final class Depth {
  private static final boolean EXHAUSTIVE = Boolean.getBoolean("laurel.exhaustive");

  private Depth() {}

  /// Whether this run has all night.
  public static boolean exhaustive() {
    return EXHAUSTIVE;
  }

  /// The first number in each build, the second with `-Pexhaustive`.
  public static int of(int build, int night) {
    return EXHAUSTIVE ? night : build;
  }
}
