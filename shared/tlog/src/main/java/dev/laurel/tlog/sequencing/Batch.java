package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.Hash;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.LogEntry;
import java.util.List;

/// Entries in their order and the tree that they make of the one before.
///
/// @param previous the root of the tree before, computed from its edge
/// @param rows the entries' rows as they were confirmed; empty where the batch was read from its
///   staging object, and then they must be read
record Batch(
    long previousSize, Hash previous, TreeExtension tree, List<Leaf> leaves, List<EntryRow> rows) {
  Batch {
    leaves = List.copyOf(leaves);
    rows = List.copyOf(rows);
  }

  /// An entry and its name.
  record Leaf(EntryId id, LogEntry entry) {}

  /// Whether these are the entries that the head appends.
  boolean makes(Head head) {
    return head.previousSize() == previousSize
        && head.size() == tree.size()
        && head.root().equals(tree.root());
  }
}
