package dev.laurel.notification;

/// Sends letters. The port to the world's mail.
///
/// [MailResult.Sent] means that the carrier has taken the letter, not that it arrived;
/// [MailResult.Refused] that it will never take this one (bad address, suppressed recipient).
/// Throws [MailerUnavailable] when the answer is unknown or asks for patience: the letter may have
/// been sent. Whoever calls counts attempts; an adapter does not repeat a send by itself. May be
/// called from any number of threads.
@FunctionalInterface
public interface Mailer {
  MailResult send(Letter letter);
}
