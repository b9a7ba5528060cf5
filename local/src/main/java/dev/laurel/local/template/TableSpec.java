package dev.laurel.local.template;

import java.util.List;

/// A table of the template with the names of its secondary indexes.
public record TableSpec(String logicalId, List<String> indexes, boolean streamed) {
  public TableSpec {
    indexes = List.copyOf(indexes);
  }
}
