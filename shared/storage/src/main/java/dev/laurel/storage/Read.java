package dev.laurel.storage;

/// How fresh an answer must be.
public enum Read {
  /// Sees every write that was answered before the read began.
  CONSISTENT,
  /// May miss the last seconds; half the price. For what is shown, never for what decides.
  EVENTUAL
}
