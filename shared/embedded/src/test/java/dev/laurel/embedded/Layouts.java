package dev.laurel.embedded;

import dev.laurel.storage.Index;
import dev.laurel.storage.Table;
import java.util.List;
import java.util.Set;

/// The tables as the template describes them.
final class Layouts {
  static final List<TableLayout> ALL =
      List.of(
          new TableLayout(Table.ITEMS, Set.of(Index.LIST, Index.DUE)),
          new TableLayout(Table.OUTBOX, Set.of(Index.DUE)),
          new TableLayout(Table.LOG, Set.of(Index.DUE)));

  private Layouts() {}
}
