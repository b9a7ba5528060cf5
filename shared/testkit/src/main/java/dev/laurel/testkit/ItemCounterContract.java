package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The part of [ItemStoreContract] about counters, and what all its parts share.
abstract class ItemCounterContract {
  /// Later than any run of the tests, so that no store's own clock removes what expires here.
  protected final FixedClock clock = FixedClock.at("2090-01-01T00:00:00Z");

  protected ItemStore store = new MemoryItemStore(clock);

  final String partition = Fresh.text("P#");

  private final ItemKey key = ItemKey.of(partition, "COUNT");

  /// A store over [Table#ITEMS] with both indexes and the other tables with [Index#DUE]. It need
  /// not be empty.
  protected abstract ItemStore open(InstantSource clock);

  @BeforeEach
  protected final void openStore() {
    store = open(clock);
  }

  private AddResult add(String counter, long delta, long ceiling) {
    return store.add(key, counter, delta, ceiling, Item.NEVER);
  }

  private long value(String counter) {
    return store.get(key, Read.CONSISTENT).map(item -> item.counter(counter)).orElse(0L);
  }

  @Test
  void add_toAbsentItem_makesIt() {
    assertThat(add("n", 3, 10)).isEqualTo(new AddResult.Added(3));
    Item item = store.get(key, Read.CONSISTENT).orElseThrow();
    assertThat(item.counters()).isEqualTo(Map.of("n", 3L));
    assertThat(item.indexes()).isEmpty();
    assertThat(item.expires()).isEqualTo(Item.NEVER);
  }

  @Test
  void add_again_sums() {
    add("n", 3, 10);
    assertThat(add("n", 4, 10)).isEqualTo(new AddResult.Added(7));
    assertThat(value("n")).isEqualTo(7);
  }

  @Test
  void add_upToTheCeiling_isAddedAndNoFurther() {
    assertThat(add("n", 3, 3)).isEqualTo(new AddResult.Added(3));
    assertThat(add("n", 1, 3)).isEqualTo(new AddResult.AboveCeiling());
    assertThat(value("n")).isEqualTo(3);
    assertThat(add("n", 1, 4)).isEqualTo(new AddResult.Added(4));
  }

  @Test
  void add_pastTheCeilingAtOnce_makesNothing() {
    assertThat(add("n", 4, 3)).isEqualTo(new AddResult.AboveCeiling());
    assertThat(store.get(key, Read.CONSISTENT)).isEmpty();
  }

  @Test
  void add_aboveCeiling_leavesTheExpiry() {
    Instant expires = clock.instant().plusSeconds(60);
    store.add(key, "n", 1, 1, expires);
    assertThat(store.add(key, "n", 1, 1, expires.plusSeconds(600)))
        .isEqualTo(new AddResult.AboveCeiling());
    assertThat(store.get(key, Read.CONSISTENT).orElseThrow().expires()).isEqualTo(expires);
  }

  @Test
  void add_twoCountersOfOneItem_areApart() {
    add("a", 1, 10);
    add("b", 2, 10);
    add("a", 1, 10);
    assertThat(value("a")).isEqualTo(2);
    assertThat(value("b")).isEqualTo(2);
    assertThat(value("c")).isZero();
  }

  @Test
  void add_largeNumbers_areExact() {
    long large = (1L << 53) + 1;
    assertThat(add("n", large, Long.MAX_VALUE)).isEqualTo(new AddResult.Added(large));
    assertThat(add("n", 1, Long.MAX_VALUE)).isEqualTo(new AddResult.Added(large + 1));
    assertThat(value("n")).isEqualTo(large + 1);
  }

  @Test
  void add_expiry_becomesTheNewOne() {
    Instant expires = clock.instant().plusSeconds(60);
    store.add(key, "n", 1, 10, expires);
    store.add(key, "n", 1, 10, expires.plusSeconds(600));
    clock.set(expires.plusSeconds(1));
    assertThat(value("n")).isEqualTo(2);
  }

  @Test
  void add_toExpiredItem_startsAnew() {
    Instant expires = clock.instant().plusSeconds(60);
    store.add(key, "n", 3, 3, expires);
    store.add(key, "other", 1, 3, expires);
    clock.set(expires.plusSeconds(1));
    assertThat(store.get(key, Read.CONSISTENT)).isEmpty();
    assertThat(store.add(key, "n", 1, 3, expires.plusSeconds(600)))
        .isEqualTo(new AddResult.Added(1));
    assertThat(value("other")).isZero();
  }

  @Test
  void add_item_isPresentForConditions() {
    add("n", 1, 10);
    assertThat(store.write(List.of(new Write.Check(key, Condition.PRESENT))))
        .isEqualTo(new WriteResult.Written());
    assertThat(store.write(List.of(Write.create(Item.of(key, 1, "{}")))))
        .isEqualTo(new WriteResult.Conflict(List.of(key)));
  }

  @Test
  void put_overCounters_removesThem() {
    add("n", 5, 10);
    Item counted = store.get(key, Read.CONSISTENT).orElseThrow();
    Item put = new Item(key, 1, "{}", Map.of(), counted.counters(), Item.NEVER);
    assertThat(store.write(List.of(new Write.Put(put, Condition.PRESENT))))
        .isEqualTo(new WriteResult.Written());
    assertThat(store.get(key, Read.CONSISTENT)).contains(Item.of(key, 1, "{}"));
  }

  @Test
  void delete_ofCounters_startsAnew() {
    add("n", 5, 10);
    store.write(List.of(new Write.Delete(key, Condition.PRESENT)));
    assertThat(add("n", 1, 10)).isEqualTo(new AddResult.Added(1));
  }

  @Test
  void add_fromManyThreads_losesNothing() {
    List<AddResult> results = Fresh.inParallel(32, n -> add("n", 1, 1_000));
    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 32).<AddResult>mapToObj(AddResult.Added::new).toList());
    assertThat(value("n")).isEqualTo(32);
  }

  @Test
  void add_fromManyThreads_neverPassesTheCeiling() {
    List<AddResult> results = Fresh.inParallel(32, n -> add("n", 1, 20));
    assertThat(results).filteredOn(AddResult.Added.class::isInstance).hasSize(20);
    assertThat(results).filteredOn(AddResult.AboveCeiling.class::isInstance).hasSize(12);
    assertThat(value("n")).isEqualTo(20);
  }
}
