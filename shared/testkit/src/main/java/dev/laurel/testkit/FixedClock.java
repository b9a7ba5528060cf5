package dev.laurel.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it. Safe for any number of threads.
public final class FixedClock implements InstantSource {
  private volatile Instant now;

  public FixedClock(Instant now) {
    this.now = now;
  }

  /// A clock at the given ISO 8601 instant.
  public static FixedClock at(String instant) {
    return new FixedClock(Instant.parse(instant));
  }

  @Override
  public Instant instant() {
    return now;
  }

  /// Moves the clock, forwards or (with a negative duration) backwards.
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /// Sets the clock.
  public void set(Instant to) {
    now = to;
  }
}
