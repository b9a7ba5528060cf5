package dev.laurel.storage;

/// What must hold for a write to happen. An expired item counts as absent.
public sealed interface Condition {
  Condition ABSENT = new Absent();
  Condition PRESENT = new Present();

  /// The item exists with exactly this version.
  static Condition versionIs(long version) {
    return new VersionIs(version);
  }

  record Absent() implements Condition {}

  record Present() implements Condition {}

  record VersionIs(long version) implements Condition {}
}
