package dev.laurel.storage;

import java.util.List;

/// Writes that a caller adds to the transaction of an effect, made from its result before it is
/// written: the row that answers an `Idempotency-Key` is one. At most 2 writes.
@FunctionalInterface
public interface Companion<R> {
  List<Write> writes(R result);

  /// No further writes.
  static <R> Companion<R> none() {
    return result -> List.of();
  }
}
