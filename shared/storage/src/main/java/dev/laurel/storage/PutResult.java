package dev.laurel.storage;

/// What became of a put.
public sealed interface PutResult {
  /// Stored as this version and tag.
  record Stored(String version, String tag) implements PutResult {}

  /// Nothing was stored: an object exists already, or its tag is another.
  record Refused() implements PutResult {}
}
