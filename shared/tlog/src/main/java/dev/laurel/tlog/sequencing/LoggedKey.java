package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import java.util.Optional;

/// A key of a DID as the log has it: the entry that added it, and the one that retired it, where it
/// is no longer active.
///
/// @param retire empty for an active key
public record LoggedKey(Said<KeyAdd> add, Optional<Said<KeyRetire>> retire) {
  /// An entry and its index in the log.
  public record Said<T extends LogEntry>(T entry, long index) {}

  /// The id of its verification method.
  public String method() {
    return add.entry().method();
  }
}
