package dev.laurel.storage;

/// A secondary index. It names keys only: a hit is read again by its key, and nothing is decided
/// from an index, which may miss the last seconds and name items that are gone.
public enum Index {
  /// Lists for people: the partition leads with the issuer, for example `<issuer>#credentials`.
  /// Only on [Table#ITEMS].
  LIST("list"),
  /// What must be looked at again: the partition is `<topic>#<shard>`, the sort key an instant.
  /// Sparse; only the sweep reads it. On every table.
  DUE("due");

  private final String text;

  Index(String text) {
    this.text = text;
  }

  /// The name as template.yaml writes it; its attributes are `<name>Partition` and `<name>Sort`.
  public String text() {
    return text;
  }
}
