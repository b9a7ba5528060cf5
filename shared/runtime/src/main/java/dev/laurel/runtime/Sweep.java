package dev.laurel.runtime;

/// Scheduled work that looks for what stands still and drives it on, through the same functions as
/// the first time. The stream is for speed, the sweep for certainty. May run at any time, also
/// twice at once.
@FunctionalInterface
public interface Sweep {
  void run();
}
