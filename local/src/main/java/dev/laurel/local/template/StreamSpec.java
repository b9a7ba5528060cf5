package dev.laurel.local.template;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;

/// A trigger of a function by a table's stream: rows of `table` that were inserted (or, else,
/// replaced) and whose partition begins with `prefix`, at most `batchSize` at once.
public record StreamSpec(Table table, boolean inserted, String prefix, int batchSize) {
  /// Whether the trigger's filter lets a change through.
  public boolean takes(boolean wasInserted, ItemKey key) {
    return key.table() == table && wasInserted == inserted && key.partition().startsWith(prefix);
  }

  /// What a record of the stream calls such a change.
  public String eventName() {
    return inserted ? "INSERT" : "MODIFY";
  }
}
