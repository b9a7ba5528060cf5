package dev.laurel.issuance;

/// No signature came: throttled, key disabled, or no answer at all (then one may have been made).
public final class SignerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean retryable;

  /// `retryable` is whether the same call may succeed later without anybody changing anything.
  public SignerUnavailable(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
