package dev.laurel.testkit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A deterministic generator: the n-th number is a fixed bijective mix of seed and n, so that no
/// two of its longs are equal and every run sees the same. Safe for any number of threads. It
/// counts what was drawn.
public final class CountingRandom implements RandomGenerator {
  // The odd constant of SplitMix64 (the golden ratio in 64 bits); any odd number would do.
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final AtomicLong drawn = new AtomicLong();

  public CountingRandom() {
    this(0);
  }

  public CountingRandom(long seed) {
    this.seed = seed;
  }

  @Override
  public long nextLong() {
    long x = seed + STEP * drawn.incrementAndGet();
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  /// How many longs were drawn.
  public long drawn() {
    return drawn.get();
  }
}
