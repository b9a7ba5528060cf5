package dev.laurel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// Names that no earlier run used, threads that start together, and waiting for what comes in the
/// end: what contract tests need because the store under test may be a shared remote one.
public final class Fresh {
  // An index of DynamoDB is usually right within a second; ten is far from any of them.
  private static final int POLLS = 1_000;
  private static final long POLL_NANOS = 10_000_000;

  private Fresh() {}

  /// The prefix with 63 random bits in hexadecimal: upper-case letters only from the prefix.
  public static String text(String prefix) {
    long random = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    return prefix + String.format("%016x", random);
  }

  /// Waits until the condition holds; fails after ten seconds of asking.
  public static void inTheEnd(BooleanSupplier condition) {
    for (int i = 0; i < POLLS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("did not come to hold within " + POLLS + " polls");
  }

  /// Runs the work for 0 to `threads - 1` at once, one thread each, and answers in that order.
  public static <T> List<T> inParallel(int threads, IntFunction<T> work) {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int n = i;
        running.add(
            executor.submit(() -> {
              start.await();
              return work.apply(n);
            }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) {
        answers.add(one.get());
      }
      return answers;
    } catch (ExecutionException failed) {
      throw new AssertionError("a thread failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
