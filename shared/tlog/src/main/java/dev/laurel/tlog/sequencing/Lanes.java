package dev.laurel.tlog.sequencing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Calls of a store side by side, so many at once; with one lane, one after the other on the
/// caller's thread.
final class Lanes {
  private final int width;

  Lanes(int width) {
    this.width = width;
  }

  /// The answers in the order of the inputs. Ends after all calls ended; what the first of them
  /// threw is thrown.
  <A, B> List<B> map(Collection<A> inputs, Function<A, B> call) {
    if (width == 1 || inputs.size() < 2) {
      return inputs.stream().map(call).toList();
    }
    Semaphore lanes = new Semaphore(width);
    List<Future<B>> futures = new ArrayList<>(inputs.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (A input : inputs) {
        lanes.acquireUninterruptibly();
        futures.add(
            threads.submit(() -> {
              try {
                return call.apply(input);
              } finally {
                lanes.release();
              }
            }));
      }
    }
    return futures.stream().map(Lanes::answer).toList();
  }

  private static <B> B answer(Future<B> ended) {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException("a call of a store ended in an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted after its end", e);
    }
  }
}
