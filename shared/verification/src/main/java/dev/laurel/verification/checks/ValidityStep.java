package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The check that now lies between validFrom and validUntil, and between the dates that VC 1.1 had
/// instead of them, whatever the context.
final class ValidityStep implements Step {
  /// How far the issuer's clock and ours may differ: clocks are trusted to 5 minutes.
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  @Override
  public Check run(Examination examination) {
    Optional<String> odd =
        Stream.concat(Nodes.BEGINNINGS.stream(), Nodes.ENDS.stream())
            .filter(name -> isOdd(examination, name))
            .findFirst();
    if (odd.isPresent()) {
      return Check.failed(
          Check.VALIDITY,
          CheckType.MALFORMED_VALUE_ERROR,
          odd.get() + " is not a date and time with a time zone.");
    }
    Optional<Instant> from = Nodes.beginning(examination.root());
    Optional<Instant> until = Nodes.end(examination.root());
    Instant now = examination.now();
    if (from.isPresent() && from.get().isAfter(now.plus(CLOCK_SKEW))) {
      return Check.failed(
          Check.VALIDITY,
          CheckType.NOT_YET_VALID,
          "It becomes valid on " + Timestamps.words(from.get()) + ".");
    }
    if (until.isPresent() && until.get().isBefore(now.minus(CLOCK_SKEW))) {
      return Check.failed(
          Check.VALIDITY,
          CheckType.EXPIRED,
          "It was valid until " + Timestamps.words(until.get()) + ".");
    }
    return Check.passed(
        Check.VALIDITY,
        "It is within its validity: "
            + from.map(start -> "from " + Timestamps.words(start)).orElse("without a beginning")
            + until.map(end -> " until " + Timestamps.words(end)).orElse(", without an end")
            + ".");
  }

  private static boolean isOdd(Examination examination, String name) {
    return examination.root().has(name)
        && Nodes.text(examination.root(), name).flatMap(Timestamps::parse).isEmpty();
  }
}
