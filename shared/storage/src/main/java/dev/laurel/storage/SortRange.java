package dev.laurel.storage;

/// A range of sort keys, both ends included, in byte order.
public record SortRange(String from, String to) {
  /// Every sort key.
  public static final SortRange ALL = new SortRange("!", "~");

  /// Sort keys that begin with the prefix.
  public static SortRange prefix(String prefix) {
    return new SortRange(prefix, prefix + "~");
  }

  /// Sort keys up to and including this one.
  public static SortRange upTo(String to) {
    return new SortRange("!", to);
  }
}
