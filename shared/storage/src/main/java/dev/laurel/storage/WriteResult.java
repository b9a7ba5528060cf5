package dev.laurel.storage;

import java.util.List;

/// What became of a transaction.
public sealed interface WriteResult {
  /// Everything was written and is durable.
  record Written() implements WriteResult {}

  /// Nothing was written. `keys` are those whose condition did not hold; empty when another
  /// transaction was in the way, and then trying again may help.
  record Conflict(List<ItemKey> keys) implements WriteResult {
    public Conflict {
      keys = List.copyOf(keys);
    }
  }
}
