package dev.laurel.storage;

import java.util.List;

/// One page of a query. A page may be short or empty although more follow: only `next` being
/// [Cursor#START] says that there are no more.
public record Page<T>(List<T> entries, Cursor next) {
  public Page {
    entries = List.copyOf(entries);
  }

  /// Whether another page may follow.
  public boolean hasMore() {
    return !next.equals(Cursor.START);
  }
}
