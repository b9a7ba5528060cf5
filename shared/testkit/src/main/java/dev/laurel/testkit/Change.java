package dev.laurel.testkit;

import dev.laurel.storage.ItemKey;

/// One record of a table's stream: which item changed, and how.
public record Change(ItemKey key, Kind kind) {
  /// What happened to the item.
  public enum Kind {
    INSERT,
    MODIFY,
    REMOVE
  }
}
