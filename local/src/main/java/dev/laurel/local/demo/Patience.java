package dev.laurel.local.demo;

import java.util.Optional;
import java.util.function.Supplier;

/// Waits for what happens by itself.
final class Patience {
  /// Longest wait: two sweeps and a slow machine.
  private static final long PATIENCE_MILLIS = 30_000;

  private static final long POLL_MILLIS = 50;

  private Patience() {}

  /// What is looked for, once it is there; [StepFailed] where it does not come.
  static <T> T await(String what, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StepFailed("interrupted");
      }
    }
    throw new StepFailed(what + " did not come within " + PATIENCE_MILLIS / 1000 + " s");
  }
}
