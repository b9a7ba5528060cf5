package dev.laurel.storage;

/// The store did not answer, or answered that it cannot now. Trying the same call again later
/// helps; whether the failed call had its effect is unknown. Open for kinds of it that somebody
/// must hear of.
public class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message) {
    super(message);
  }

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
