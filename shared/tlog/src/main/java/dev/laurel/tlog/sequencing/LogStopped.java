package dev.laurel.tlog.sequencing;

import dev.laurel.storage.StoreUnavailable;

/// What lies in the bucket contradicts the lock row: a rollback, a foreign head or a damaged tile.
/// Nothing is signed over it; somebody must look. It is thrown only after the lock row was read
/// again and still said the same.
public final class LogStopped extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  public LogStopped(String message) {
    super(message);
  }
}
