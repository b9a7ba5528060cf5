package dev.laurel.embedded;

import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Locks of this process over any keys, striped: two keys may share one. Several are taken in one
/// order, so that holders cannot wait for each other in a circle.
final class KeyLocks {
  // Far more than threads that write at once, so that strangers seldom share one.
  private static final int STRIPES = 256;

  private final Lock[] stripes =
      IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

  /// Does the work while holding the locks of all keys.
  <T> T holding(Collection<?> keys, Supplier<T> work) {
    return holding(keys.stream().mapToInt(key -> Math.floorMod(key.hashCode(), STRIPES)), work);
  }

  /// Does the work while holding every lock.
  <T> T holdingAll(Supplier<T> work) {
    return holding(IntStream.range(0, STRIPES), work);
  }

  private <T> T holding(IntStream which, Supplier<T> work) {
    int[] inOrder = which.sorted().distinct().toArray();
    int held = 0;
    try {
      for (int i : inOrder) {
        stripes[i].lock();
        held++;
      }
      return work.get();
    } finally {
      while (held > 0) {
        stripes[inOrder[--held]].unlock();
      }
    }
  }
}
