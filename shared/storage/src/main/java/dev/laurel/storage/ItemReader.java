package dev.laurel.storage;

import java.util.Optional;

/// Reads items. Every method may be called from any number of threads, and throws
/// [StoreUnavailable] when the store does not answer after the adapter's own bounded retries.
public interface ItemReader {
  /// The item, or empty where it is absent or expired.
  Optional<Item> get(ItemKey key, Read read);

  /// Items of one partition in the order of their sort keys. At most `limit` (1 to 1,000) a page.
  Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read);

  /// Keys of one index partition in the order of the index's sort key, eventually consistent. At
  /// most `limit` (1 to 1,000) a page. Each must be read again by its key.
  Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after);

  /// In which direction a query goes.
  enum Order {
    ASCENDING,
    DESCENDING
  }
}
