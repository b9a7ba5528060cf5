package dev.laurel.embedded;

import dev.laurel.storage.ItemStore;
import dev.laurel.testkit.ItemStoreContract;
import dev.laurel.testkit.StaleItemStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The contract holds behind a decorator that lags and pages by one: so it demands nothing that a
/// remote store could not give.
final class H2StaleItemStoreTest extends ItemStoreContract {
  private final List<H2ItemStore> opened = new ArrayList<>();

  @Override
  protected ItemStore open(InstantSource source) {
    opened.add(H2ItemStore.memory(Layouts.ALL, source));
    return new StaleItemStore(opened.getLast(), source, 3);
  }

  @AfterEach
  void close() {
    opened.forEach(H2ItemStore::close);
  }
}
