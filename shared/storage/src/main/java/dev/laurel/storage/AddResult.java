package dev.laurel.storage;

/// What became of an addition.
public sealed interface AddResult {
  /// The counter's new value.
  record Added(long value) implements AddResult {}

  /// Nothing changed: the sum would have passed the ceiling.
  record AboveCeiling() implements AddResult {}
}
