package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StaleItemStoreTest extends ItemStoreContract {
  private static final ItemKey KEY = ItemKey.of("P", "S");

  private static ItemStore stale(InstantSource clock) {
    return new StaleItemStore(new MemoryItemStore(clock), clock, 2);
  }

  @Test
  void get_eventual_answersFromThePreviousImageForAWhile() {
    ItemStore stale = stale(clock);
    stale.write(List.of(Write.create(Item.of(KEY, 1, "one"))));
    stale.write(List.of(Write.update(Item.of(KEY, 2, "two"))));
    assertThat(stale.get(KEY, Read.CONSISTENT).map(Item::body)).contains("two");
    assertThat(stale.get(KEY, Read.EVENTUAL).map(Item::body)).contains("one");
    assertThat(stale.get(KEY, Read.EVENTUAL).map(Item::body)).contains("one");
    assertThat(stale.get(KEY, Read.EVENTUAL).map(Item::body)).contains("two");
  }

  @Test
  void queryIndex_afterDelete_namesAnItemThatIsGone() {
    StaleItemStore gone =
        new StaleItemStore(new MemoryItemStore(clock), clock, StaleItemStore.FOR_EVER);
    gone.write(List.of(Write.create(Item.of(KEY, 1, "one").indexed(Index.LIST, "L", "1"))));
    gone.write(List.of(new Write.Delete(KEY, Condition.PRESENT)));
    Page<ItemKey> first = page(gone, Cursor.START);
    assertThat(first.entries()).isEmpty();
    assertThat(page(gone, first.next()).entries()).containsExactly(KEY);
    gone.catchUp();
    assertThat(page(gone, first.next()).entries()).isEmpty();
  }

  private static Page<ItemKey> page(ItemStore from, Cursor after) {
    return from.queryIndex(
        Table.ITEMS, Index.LIST, "L", SortRange.ALL, Order.ASCENDING, 100, after);
  }

  @Override
  protected ItemStore open(InstantSource source) {
    return stale(source);
  }
}
