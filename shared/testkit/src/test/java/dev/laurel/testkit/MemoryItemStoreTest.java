package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryItemStoreTest extends ItemStoreContract {
  private static final ItemKey KEY = ItemKey.outbox("P", "S");
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");

  @Override
  protected ItemStore open(InstantSource source) {
    return new MemoryItemStore(source);
  }

  @Test
  void onChange_putsAndDeletes_areToldInOrder() {
    MemoryItemStore store = new MemoryItemStore(clock);
    List<Change> told = new ArrayList<>();
    store.onChange(told::add);
    store.write(List.of(Write.create(Item.of(KEY, 1, ""))));
    store.write(List.of(Write.create(Item.of(KEY, 1, "refused"))));
    store.write(List.of(Write.update(Item.of(KEY, 2, ""))));
    store.write(List.of(new Write.Check(KEY, Condition.PRESENT)));
    store.write(List.of(new Write.Delete(KEY, Condition.PRESENT)));
    assertThat(told)
        .containsExactly(
            new Change(KEY, Change.Kind.INSERT),
            new Change(KEY, Change.Kind.MODIFY),
            new Change(KEY, Change.Kind.REMOVE));
  }

  @Test
  void restore_ofOneTable_bringsBackItsItemsAndIndexesOnly() {
    MemoryItemStore store = new MemoryItemStore(clock);
    ItemKey other = ItemKey.of("P", "S");
    store.write(List.of(Write.create(Item.of(KEY, 1, "").indexed(Index.DUE, "d#0", "1"))));
    MemoryItemStore backup = store.copy(clock);
    store.write(List.of(Write.update(Item.of(KEY, 2, "")), Write.create(Item.of(other, 1, ""))));
    assertThat(due(store)).isEmpty();
    store.restore(Table.OUTBOX, backup);
    assertThat(store.all()).extracting(Item::key).containsExactly(other, KEY);
    assertThat(store.all(Table.OUTBOX)).extracting(Item::version).containsExactly(1L);
    assertThat(due(store)).containsExactly(KEY);
  }

  private static List<ItemKey> due(MemoryItemStore store) {
    return store
        .queryIndex(
            Table.OUTBOX, Index.DUE, "d#0", SortRange.ALL, Order.ASCENDING, 10, Cursor.START)
        .entries();
  }
}
