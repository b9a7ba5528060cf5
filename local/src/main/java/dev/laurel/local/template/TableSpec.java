package dev.laurel.local.template;

import dev.laurel.storage.Table;
import java.util.List;
import java.util.Locale;

/// A table of the template with the names of its secondary indexes.
public record TableSpec(String logicalId, List<String> indexes, boolean streamed) {
  public TableSpec {
    indexes = List.copyOf(indexes);
  }

  /// Which of the deployment's tables it is.
  public Table table() {
    return table(logicalId);
  }

  static Table table(String logicalId) {
    return Table.valueOf(logicalId.toUpperCase(Locale.ROOT));
  }
}
