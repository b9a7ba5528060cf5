package dev.laurel.tlog.sequencing;

/// The lock row is no longer what this run read: somebody else went on, and this run starts again.
final class MovedOn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MovedOn() {
    super("the lock row moved on", null, false, false);
  }
}
