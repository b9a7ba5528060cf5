package dev.laurel.functions.verification;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import java.util.Optional;

/// The log's table where the settings name none yet: it never answers, so that no credential passes
/// for one that was issued before the log.
final class NoLogTable implements ItemReader {
  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    throw away();
  }

  @Override
  public Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read) {
    throw away();
  }

  @Override
  public Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after) {
    throw away();
  }

  private static StoreUnavailable away() {
    return new StoreUnavailable("LOG_TABLE is not set");
  }
}
