package dev.laurel.aws.kms;

/// KMS gave no signature; each adapter says so in the words of its own port.
final class NoSignature extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  NoSignature(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /// Whether asking again may help.
  boolean retryable() {
    return retryable;
  }

  /// The message, which is always there.
  String why() {
    return String.valueOf(getMessage());
  }
}
