package dev.laurel.embedded;

import dev.laurel.storage.Index;
import dev.laurel.storage.Table;
import java.util.Set;

/// A table to keep and the indexes that it has, as the deployment's template says.
public record TableLayout(Table table, Set<Index> indexes) {
  public TableLayout {
    indexes = Set.copyOf(indexes);
  }
}
