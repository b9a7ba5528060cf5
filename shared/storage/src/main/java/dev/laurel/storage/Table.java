package dev.laurel.storage;

/// A table of the deployment. The physical name comes from the settings of whoever opens the store.
public enum Table {
  /// The state of everything; no stream.
  ITEMS,
  /// Messages to other functions; its stream feeds them, and the sweep repeats what the stream
  /// lost.
  OUTBOX,
  /// The transparency log's rows: entries that wait or are logged, and the committed head; its
  /// stream feeds the sequencer and whoever waits for an entry.
  LOG
}
