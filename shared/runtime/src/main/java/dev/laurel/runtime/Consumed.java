package dev.laurel.runtime;

/// What became of a message. The reasons go into log lines: no personal data.
public sealed interface Consumed {
  /// Its work is done, or was done before; the message is removed.
  record Done() implements Consumed {}

  /// It is under way elsewhere: nothing is written, and whoever ends the work removes the message.
  /// Should nobody do so, the claim runs out and the message comes again as another attempt.
  record Underway() implements Consumed {}

  /// Not now; tried again later, up to the attempts of the [MessageRunner].
  record Retry(String why) implements Consumed {}

  /// Never by itself; it stays, visible, until somebody looks.
  record Park(String why) implements Consumed {}
}
