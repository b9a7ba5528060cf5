package dev.laurel.testkit;

import dev.laurel.storage.ItemStore;
import java.time.InstantSource;

final class MemoryItemStoreTest extends ItemStoreContract {
  @Override
  protected ItemStore open(InstantSource source) {
    return new MemoryItemStore(source);
  }
}
