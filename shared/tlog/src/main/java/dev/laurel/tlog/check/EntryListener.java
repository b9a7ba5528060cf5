package dev.laurel.tlog.check;

import dev.laurel.tlog.entry.LogEntry;

/// Whoever wants to see each entry of a log while it is checked. What it saw counts only if the
/// report passed.
@FunctionalInterface
public interface EntryListener {
  /// The next entry, in order of the indexes; those that are no entries are left out.
  void see(long index, LogEntry entry);
}
