package dev.laurel.testkit.schedule;

/// The death of a task's process. An error, so that no handler of exceptions takes it for one;
/// every further call of a port by the same task throws it again.
public final class Died extends Error {
  private static final long serialVersionUID = 1L;

  Died(String message) {
    super(message, null, false, false);
  }
}
