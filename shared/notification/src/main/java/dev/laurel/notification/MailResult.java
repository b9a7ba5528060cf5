package dev.laurel.notification;

/// What the carrier said to a letter.
public sealed interface MailResult {
  /// Taken, under the carrier's own id.
  record Sent(String messageId) implements MailResult {}

  /// Not taken, and trying again does not help. `why` is the carrier's code in a few words, without
  /// an address.
  record Refused(String why) implements MailResult {}
}
