package dev.laurel.storage;

import java.time.Instant;
import java.util.List;

/// Reads and writes items; what it answered is durable.
///
/// A call that throws [StoreUnavailable] may or may not have happened: callers repeat it with the
/// same keys and conditions and read again on a conflict.
public interface ItemStore extends ItemReader {
  /// Most writes in one transaction (DynamoDB TransactWriteItems).
  int MAX_WRITES = 100;

  /// Does all writes or none. 1 to [#MAX_WRITES] writes, each with a key of its own, else
  /// [IllegalArgumentException].
  WriteResult write(List<Write> transaction);

  /// Adds to a counter of an item that holds counters only, making the item where it is absent, in
  /// one atomic step. `delta` is 1 or more. The item's expiry becomes `expires`.
  AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires);
}
