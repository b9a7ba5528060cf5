package dev.laurel.verification.checks;

import dev.laurel.verification.Check;

/// What the log says of a document: the check, and the index of its entry where that was proved,
/// else -1.
record Logged(Check check, long index) {
  static final long NOWHERE = -1;

  static Logged nowhere(Check check) {
    return new Logged(check, NOWHERE);
  }

  /// Whether its entry was found and proved.
  boolean isProved() {
    return index >= 0;
  }
}
