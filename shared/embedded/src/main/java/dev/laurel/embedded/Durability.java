package dev.laurel.embedded;

/// What an answered write outlives.
public enum Durability {
  /// A kill of the process at any moment: the bytes are with the operating system.
  PROCESS,
  /// A loss of power too: the bytes were forced to the disk. About ten times slower.
  POWER
}
