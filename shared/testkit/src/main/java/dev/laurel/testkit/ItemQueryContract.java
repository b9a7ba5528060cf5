package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The part of [ItemStoreContract] about queries and indexes.
abstract class ItemQueryContract extends ItemCounterContract {
  private final String list = partition + "#list";

  final ItemKey key(String sort) {
    return ItemKey.of(partition, sort);
  }

  final void written(Write... transaction) {
    assertThat(store.write(List.of(transaction))).isEqualTo(new WriteResult.Written());
  }

  private void create(String... sorts) {
    for (String sort : sorts) {
      written(Write.create(Item.of(key(sort), 1, "{}")));
    }
  }

  private void createListed(String sort, String listSort) {
    written(Write.create(Item.of(key(sort), 1, "{}").indexed(Index.LIST, list, listSort)));
  }

  /// The sort keys of all pages together.
  private List<String> query(SortRange range, Order order, int limit) {
    List<String> sorts = new ArrayList<>();
    Cursor next = Cursor.START;
    do {
      Page<Item> page =
          store.query(Table.ITEMS, partition, range, order, limit, next, Read.CONSISTENT);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      page.entries().forEach(item -> sorts.add(item.key().sort()));
      next = page.next();
    } while (!next.equals(Cursor.START));
    return sorts;
  }

  /// The keys of all pages of the list index together.
  private List<ItemKey> listed(SortRange range, Order order, int limit) {
    return indexed(Table.ITEMS, Index.LIST, list, range, order, limit);
  }

  private List<ItemKey> indexed(
      Table table, Index index, String of, SortRange range, Order order, int limit) {
    List<ItemKey> keys = new ArrayList<>();
    Cursor next = Cursor.START;
    do {
      Page<ItemKey> page = store.queryIndex(table, index, of, range, order, limit, next);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      keys.addAll(page.entries());
      next = page.next();
    } while (!next.equals(Cursor.START));
    return keys;
  }

  private void listedInTheEnd(String... sorts) {
    List<ItemKey> keys = IntStream.range(0, sorts.length).mapToObj(i -> key(sorts[i])).toList();
    Fresh.inTheEnd(() -> listed(SortRange.ALL, Order.ASCENDING, 100).equals(keys));
  }

  @Test
  void query_emptyPartition_isOneEmptyAnswer() {
    assertThat(query(SortRange.ALL, Order.ASCENDING, 10)).isEmpty();
  }

  @Test
  void query_both_ordersByBytesOfTheSortKey() {
    create("b", "B", "a#2", "a!", "a", "A", "10", "9", "}", "!", "a#10", "_");
    List<String> inOrder =
        List.of("!", "10", "9", "A", "B", "_", "a", "a!", "a#10", "a#2", "b", "}");
    assertThat(query(SortRange.ALL, Order.ASCENDING, 100)).isEqualTo(inOrder);
    assertThat(query(SortRange.ALL, Order.DESCENDING, 100)).isEqualTo(inOrder.reversed());
  }

  @Test
  void query_range_includesBothEnds() {
    create("a", "b", "b#1", "c", "d");
    assertThat(query(new SortRange("b", "c"), Order.ASCENDING, 10))
        .containsExactly("b", "b#1", "c");
    assertThat(query(new SortRange("b", "c"), Order.DESCENDING, 10))
        .containsExactly("c", "b#1", "b");
    assertThat(query(new SortRange("b", "b"), Order.ASCENDING, 10)).containsExactly("b");
    assertThat(query(new SortRange("bb", "bc"), Order.ASCENDING, 10)).isEmpty();
    assertThat(query(SortRange.upTo("b#1"), Order.ASCENDING, 10)).containsExactly("a", "b", "b#1");
  }

  @Test
  void query_prefix_isEverySortKeyThatBeginsWithIt() {
    create("INVITATION", "INVITATION#1", "INVITATION#2", "INVITATION#}", "INVITATIONS", "J");
    assertThat(query(SortRange.prefix("INVITATION#"), Order.ASCENDING, 10))
        .containsExactly("INVITATION#1", "INVITATION#2", "INVITATION#}");
  }

  @Test
  void query_otherPartitionsAndTables_areNotSeen() {
    create("a");
    written(
        Write.create(Item.of(ItemKey.of(partition + "#more", "b"), 1, "{}")),
        Write.create(Item.of(ItemKey.outbox(partition, "c"), 1, "{}")));
    assertThat(query(SortRange.ALL, Order.ASCENDING, 10)).containsExactly("a");
  }

  @Test
  void query_pages_showEveryItemOnceInOrder() {
    List<String> sorts = IntStream.range(100, 125).mapToObj(i -> "n" + i).toList();
    create(sorts.toArray(String[]::new));
    for (int limit : List.of(1, 2, 5, 24, 25, 26, 1_000)) {
      assertThat(query(SortRange.ALL, Order.ASCENDING, limit)).isEqualTo(sorts);
      assertThat(query(SortRange.ALL, Order.DESCENDING, limit)).isEqualTo(sorts.reversed());
      assertThat(query(new SortRange("n103", "n120"), Order.ASCENDING, limit))
          .isEqualTo(sorts.subList(3, 21));
    }
  }

  @Test
  void query_itemsChangedBetweenPages_goesOnFromItsPlace() {
    create("a", "b", "d", "e");
    List<String> seen = new ArrayList<>();
    Cursor next = Cursor.START;
    while (seen.size() < 2) {
      Page<Item> page = page(next, 1);
      page.entries().forEach(item -> seen.add(item.key().sort()));
      next = page.next();
    }
    written(
        new Write.Delete(key("b"), Condition.PRESENT),
        new Write.Delete(key("d"), Condition.PRESENT),
        Write.create(Item.of(key("a#"), 1, "{}")),
        Write.create(Item.of(key("c"), 1, "{}")));
    while (!next.equals(Cursor.START)) {
      Page<Item> page = page(next, 1);
      page.entries().forEach(item -> seen.add(item.key().sort()));
      next = page.next();
    }
    assertThat(seen).containsExactly("a", "b", "c", "e");
  }

  private Page<Item> page(Cursor after, int limit) {
    return store.query(
        Table.ITEMS, partition, SortRange.ALL, Order.ASCENDING, limit, after, Read.CONSISTENT);
  }

  @Test
  void query_items_areWholeAndEqualToGet() {
    Item item =
        Item.of(key("a"), 9, "{\"n\":\"\uD83C\uDF93\"}")
            .indexed(Index.LIST, list, "1")
            .expiring(clock.instant().plusSeconds(60));
    written(Write.create(item));
    List<Item> found = new ArrayList<>();
    Cursor next = Cursor.START;
    do {
      Page<Item> page = page(next, 10);
      found.addAll(page.entries());
      next = page.next();
    } while (!next.equals(Cursor.START));
    assertThat(found).containsExactly(item);
  }

  @Test
  void query_expiredItem_isAbsent() {
    Instant expires = clock.instant().plusSeconds(60);
    create("a", "c");
    written(Write.create(Item.of(key("b"), 1, "{}").expiring(expires)));
    assertThat(query(SortRange.ALL, Order.ASCENDING, 1)).containsExactly("a", "b", "c");
    clock.set(expires.plusSeconds(1));
    assertThat(query(SortRange.ALL, Order.ASCENDING, 1)).containsExactly("a", "c");
    assertThat(query(SortRange.ALL, Order.DESCENDING, 10)).containsExactly("c", "a");
  }

  @Test
  void query_eventual_seesTheWriteInTheEnd() {
    create("a", "b");
    Fresh.inTheEnd(() -> {
      List<String> sorts = new ArrayList<>();
      Cursor next = Cursor.START;
      do {
        Page<Item> page =
            store.query(
                Table.ITEMS, partition, SortRange.ALL, Order.ASCENDING, 10, next, Read.EVENTUAL);
        page.entries().forEach(item -> sorts.add(item.key().sort()));
        next = page.next();
      } while (!next.equals(Cursor.START));
      return sorts.equals(List.of("a", "b"));
    });
  }

  @Test
  void query_unreadableCursor_isRefused() {
    for (String text : List.of("***", "nonsense", "q", "bm9uc2Vuc2U", "\uD83C\uDF93")) {
      Cursor cursor = new Cursor(text);
      assertThatThrownBy(() -> page(cursor, 10)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              store.queryIndex(
                  Table.ITEMS, Index.LIST, list, SortRange.ALL, Order.ASCENDING, 10, cursor))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void index_entries_appearMoveAndDisappearWithTheItem() {
    createListed("a", "2");
    createListed("b", "1");
    listedInTheEnd("b", "a");
    written(Write.update(Item.of(key("a"), 2, "{}").indexed(Index.LIST, list, "0")));
    listedInTheEnd("a", "b");
    written(Write.update(Item.of(key("b"), 2, "{}")));
    listedInTheEnd("a");
    written(new Write.Delete(key("a"), Condition.PRESENT));
    listedInTheEnd();
  }

  @Test
  void index_order_isThatOfItsSortKey() {
    createListed("a", "2026-01-03");
    createListed("b", "2026-01-01");
    createListed("c", "2026-01-02");
    listedInTheEnd("b", "c", "a");
    assertThat(listed(SortRange.ALL, Order.DESCENDING, 2))
        .containsExactly(key("a"), key("c"), key("b"));
    assertThat(listed(new SortRange("2026-01-02", "2026-01-03"), Order.ASCENDING, 1))
        .containsExactly(key("c"), key("a"));
    assertThat(listed(SortRange.upTo("2026-01-02"), Order.ASCENDING, 10))
        .containsExactly(key("b"), key("c"));
  }

  @Test
  void index_pagesOverEqualSortKeys_showEveryKeyOnce() {
    for (int i = 0; i < 7; i++) {
      createListed("n" + i, "same");
    }
    Fresh.inTheEnd(() -> listed(SortRange.ALL, Order.ASCENDING, 100).size() == 7);
    for (int limit : List.of(1, 2, 3, 7)) {
      assertThat(listed(SortRange.ALL, Order.ASCENDING, limit)).hasSize(7).doesNotHaveDuplicates();
      assertThat(listed(SortRange.ALL, Order.DESCENDING, limit)).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void index_partitionsAndIndexes_areApart() {
    ItemKey outbox = ItemKey.outbox(partition, "o");
    ItemKey log = ItemKey.log(partition, "l");
    written(
        Write.create(
            Item.of(key("a"), 1, "{}")
                .indexed(Index.LIST, list, "1")
                .indexed(Index.DUE, partition + "#due", "9")),
        Write.create(Item.of(key("b"), 1, "{}").indexed(Index.LIST, list + "2", "1")),
        Write.create(Item.of(outbox, 1, "{}").indexed(Index.DUE, partition + "#due", "1")),
        Write.create(Item.of(log, 1, "{}").indexed(Index.DUE, partition + "#due", "2")));
    listedInTheEnd("a");
    Fresh.inTheEnd(() -> due(Table.ITEMS).equals(List.of(key("a"))));
    Fresh.inTheEnd(() -> due(Table.OUTBOX).equals(List.of(outbox)));
    Fresh.inTheEnd(() -> due(Table.LOG).equals(List.of(log)));
    Fresh.inTheEnd(() ->
        indexed(Table.ITEMS, Index.LIST, list + "2", SortRange.ALL, Order.ASCENDING, 10)
            .equals(List.of(key("b"))));
  }

  private List<ItemKey> due(Table table) {
    return indexed(table, Index.DUE, partition + "#due", SortRange.ALL, Order.ASCENDING, 10);
  }

  @Test
  void index_refusedTransaction_leavesNoEntry() {
    createListed("a", "1");
    assertThat(
            store.write(
                List.of(
                    Write.create(Item.of(key("b"), 1, "{}").indexed(Index.LIST, list, "2")),
                    Write.create(Item.of(key("a"), 1, "{}").indexed(Index.LIST, list, "3")))))
        .isEqualTo(new WriteResult.Conflict(List.of(key("a"))));
    listedInTheEnd("a");
    assertThat(listed(new SortRange("2", "3"), Order.ASCENDING, 10)).isEmpty();
  }
}
