package dev.laurel.notification;

/// The carrier did not answer, or asked to come back later. Whether the letter was sent is unknown.
public final class MailerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MailerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
