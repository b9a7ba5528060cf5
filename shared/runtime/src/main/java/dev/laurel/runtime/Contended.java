package dev.laurel.runtime;

/// An effect lost a race and wrote nothing: thrown by handlers inside [Idempotency#once], which
/// looks for the winner's answer or tries again.
public final class Contended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Contended() {
    super("contended", null, false, false);
  }
}
