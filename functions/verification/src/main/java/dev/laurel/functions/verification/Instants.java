package dev.laurel.functions.verification;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// An instant for a page: `machine` for the `datetime` attribute, `words` for people.
public record Instants(String machine, String words) {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /// To the minute.
  static Instants of(Instant instant) {
    Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
    return new Instants(seconds.toString(), DAY_AND_TIME.format(seconds));
  }

  /// To the day, from a date and time in a document; the text itself where it is none.
  public static Instants day(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return new Instants(instant.toString(), DAY.format(instant));
    } catch (DateTimeException e) {
      return new Instants(text, text);
    }
  }
}
