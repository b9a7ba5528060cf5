package dev.laurel.functions.verification.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What one verification may spend on fetching: eight fetches within ten seconds, three seconds
/// each. A credential needs two (issuer and list); a presentation of endorsed ones a few more. For
/// one thread.
public final class FetchBudget {
  static final int MOST_FETCHES = 8;
  static final Duration EACH = Duration.ofSeconds(3);
  static final Duration ALL = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Instant end;
  private int fetches;

  /// Begins now.
  public FetchBudget(InstantSource clock) {
    this.clock = clock;
    this.end = clock.instant().plus(ALL);
  }

  /// Takes one fetch: when it must be over; empty where nothing is left.
  Optional<Instant> take() {
    Instant now = clock.instant();
    if (fetches >= MOST_FETCHES || !now.isBefore(end)) {
      return Optional.empty();
    }
    fetches++;
    Instant each = now.plus(EACH);
    return Optional.of(each.isBefore(end) ? each : end);
  }
}
