package dev.laurel.local;

/// A start that must not happen; the message says to a person why and what to do instead.
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartRefused(String message) {
    super(message);
  }
}
