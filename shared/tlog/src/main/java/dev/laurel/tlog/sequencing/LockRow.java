package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemReader;

/// The one row that says what the log is, and what to do when the bucket contradicts it.
record LockRow(ItemReader items, String origin) {
  /// The head as it is now.
  CommittedHead read() {
    return CommittedHead.read(items, origin);
  }

  /// Demands what must hold while the row says this head. What contradicts it is no alarm before
  /// the row was read again: the head may be old news.
  ///
  /// @throws MovedOn where the row says something else by now
  /// @throws LogStopped where it still says the same
  void demand(boolean holds, Head head, String otherwise) {
    if (holds) {
      return;
    }
    if (!Head.read(items).equals(head)) {
      throw new MovedOn();
    }
    throw new LogStopped("log of size " + head.size() + " stopped: " + otherwise);
  }
}
