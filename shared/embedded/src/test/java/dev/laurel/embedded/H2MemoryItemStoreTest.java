package dev.laurel.embedded;

import dev.laurel.storage.ItemStore;
import dev.laurel.testkit.ItemStoreContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class H2MemoryItemStoreTest extends ItemStoreContract {
  private final List<H2ItemStore> opened = new ArrayList<>();

  @Override
  protected ItemStore open(InstantSource source) {
    opened.add(H2ItemStore.memory(Layouts.ALL, source));
    return opened.getLast();
  }

  @AfterEach
  void close() {
    opened.forEach(H2ItemStore::close);
  }
}
