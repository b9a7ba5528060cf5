package dev.laurel.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Measures the CPU time of the calling thread for one operation after another.
final class Stopwatch {
  /// Operations before the first measurement; the optimising compiler has then seen the hot code.
  private static final int WARM_UP = 1_000;

  /// Measured operations; the median of so many moves by less than its last shown digit.
  private static final int MEASURED = 1_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Stopwatch() {}

  /// The median CPU time of one call, in microseconds.
  static double medianMicros(Runnable operation) {
    for (int i = 0; i < WARM_UP; i++) {
      operation.run();
    }
    long[] nanos = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      operation.run();
      nanos[i] = THREADS.getCurrentThreadCpuTime() - before;
    }
    Arrays.sort(nanos);
    return nanos[MEASURED / 2] / 1_000.0;
  }
}
