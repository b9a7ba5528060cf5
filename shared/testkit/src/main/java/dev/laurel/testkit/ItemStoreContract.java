package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [ItemStore] must do. Keys are fresh in every test, so that a store may keep what it
/// holds from run to run.
public abstract class ItemStoreContract extends ItemQueryContract {
  private Optional<Item> get(ItemKey key) {
    return store.get(key, Read.CONSISTENT);
  }

  private void refused(List<ItemKey> keys, Write... transaction) {
    WriteResult result = store.write(List.of(transaction));
    assertThat(result).isInstanceOf(WriteResult.Conflict.class);
    assertThat(((WriteResult.Conflict) result).keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void get_absent_isEmpty() {
    assertThat(get(key("A"))).isEmpty();
    assertThat(store.get(key("A"), Read.EVENTUAL)).isEmpty();
  }

  @Test
  void get_written_isEqual() {
    Item item =
        Item.of(key("A"), 7, "{\"a\":1}")
            .indexed(Index.LIST, partition + "#list", "1")
            .indexed(Index.DUE, partition + "#due", "2")
            .expiring(clock.instant().plusSeconds(60));
    written(Write.create(item));
    assertThat(get(key("A"))).contains(item);
  }

  @Test
  void get_writtenWithoutExpiry_staysForEver() {
    written(Write.create(Item.of(key("A"), 1, "{}")));
    clock.advance(Duration.ofDays(36_500));
    assertThat(get(key("A"))).contains(Item.of(key("A"), 1, "{}"));
  }

  @Test
  void get_eventual_seesTheWriteInTheEnd() {
    Item item = Item.of(key("A"), 1, "{}");
    written(Write.create(item));
    Fresh.inTheEnd(() -> store.get(key("A"), Read.EVENTUAL).equals(Optional.of(item)));
  }

  @Test
  void get_sameKeyOfTheOtherTable_isAnotherItem() {
    written(Write.create(Item.of(key("A"), 1, "items")));
    ItemKey outbox = ItemKey.outbox(partition, "A");
    assertThat(get(outbox)).isEmpty();
    written(Write.create(Item.of(outbox, 1, "outbox")));
    assertThat(get(key("A")).map(Item::body)).contains("items");
    assertThat(get(outbox).map(Item::body)).contains("outbox");
  }

  @Test
  void write_bodyOfAllKindsOfText_isKeptByteForByte() {
    String body =
        "{\"n\":\"Zażółć ® \u0645\u0631\u062d\u0628\u0627 \uD83C\uDF93 e\u0301 \u00e9 "
            + "\\\" \\u0000 ' <script> \u2028 \uFEFF \u0001\t\r\n\"}";
    written(Write.create(Item.of(key("A"), 1, body)));
    assertThat(get(key("A")).orElseThrow().body().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void write_emptyBody_isKept() {
    written(Write.create(Item.of(key("A"), 1, "")));
    assertThat(get(key("A")).map(Item::body)).contains("");
  }

  @Test
  void write_largestBody_isKept() {
    String ascii = "x".repeat(Item.MAX_BODY_BYTES);
    String twoBytes = "é".repeat(Item.MAX_BODY_BYTES / 2);
    written(Write.create(Item.of(key("A"), 1, ascii)));
    written(Write.create(Item.of(key("B"), 1, twoBytes)));
    assertThat(get(key("A")).orElseThrow().body().equals(ascii)).isTrue();
    assertThat(get(key("B")).orElseThrow().body().equals(twoBytes)).isTrue();
  }

  @Test
  void write_longestKeysOfEveryCharacter_areKept() {
    StringBuilder every = new StringBuilder();
    for (char c = '!'; c <= '}'; c++) {
      every.append(c);
    }
    String sort = every + "z".repeat(ItemKey.MAX_LENGTH - every.length());
    String longest = partition + "p".repeat(ItemKey.MAX_LENGTH - partition.length());
    Item item = Item.of(ItemKey.of(longest, sort), 1, "{}").indexed(Index.LIST, longest, sort);
    written(Write.create(item));
    assertThat(get(item.key())).contains(item);
  }

  @Test
  void write_keysThatDifferInCaseOnly_areTwoItems() {
    written(
        Write.create(Item.of(key("a"), 1, "lower")), Write.create(Item.of(key("A"), 1, "upper")));
    assertThat(get(key("a")).map(Item::body)).contains("lower");
    assertThat(get(key("A")).map(Item::body)).contains("upper");
  }

  @Test
  void write_absentCondition_holdsOnlyWhereNothingIs() {
    written(Write.create(Item.of(key("A"), 1, "first")));
    refused(List.of(key("A")), Write.create(Item.of(key("A"), 1, "second")));
    assertThat(get(key("A")).map(Item::body)).contains("first");
  }

  @Test
  void write_presentCondition_holdsOnlyWhereSomethingIs() {
    Write put = new Write.Put(Item.of(key("A"), 5, "new"), Condition.PRESENT);
    refused(List.of(key("A")), put);
    assertThat(get(key("A"))).isEmpty();
    written(Write.create(Item.of(key("A"), 1, "old")));
    written(put);
    assertThat(get(key("A"))).contains(Item.of(key("A"), 5, "new"));
  }

  @Test
  void write_versionCondition_holdsForExactlyThisVersion() {
    refused(List.of(key("A")), Write.update(Item.of(key("A"), 1, "never")));
    written(Write.create(Item.of(key("A"), 1, "one")));
    written(Write.update(Item.of(key("A"), 2, "two")));
    refused(List.of(key("A")), Write.update(Item.of(key("A"), 2, "two again")));
    refused(List.of(key("A")), Write.update(Item.of(key("A"), 4, "four")));
    assertThat(get(key("A"))).contains(Item.of(key("A"), 2, "two"));
  }

  @Test
  void write_largeVersions_areKeptExactly() {
    long version = (1L << 53) + 1;
    written(Write.create(Item.of(key("A"), version, "{}")));
    refused(List.of(key("A")), Write.update(Item.of(key("A"), version, "{}")));
    written(Write.update(Item.of(key("A"), version + 1, "{}")));
    assertThat(get(key("A")).map(Item::version)).contains(version + 1);
  }

  @Test
  void write_put_replacesTheWholeItem() {
    written(
        Write.create(
            Item.of(key("A"), 1, "old")
                .indexed(Index.LIST, partition + "#list", "1")
                .expiring(clock.instant().plusSeconds(60))));
    written(Write.update(Item.of(key("A"), 2, "new")));
    assertThat(get(key("A"))).contains(Item.of(key("A"), 2, "new"));
    clock.advance(Duration.ofDays(1));
    assertThat(get(key("A"))).contains(Item.of(key("A"), 2, "new"));
  }

  @Test
  void delete_present_isGone() {
    written(Write.create(Item.of(key("A"), 1, "{}")));
    written(new Write.Delete(key("A"), Condition.versionIs(1)));
    assertThat(get(key("A"))).isEmpty();
    written(Write.create(Item.of(key("A"), 1, "again")));
  }

  @Test
  void delete_conditionNotMet_staysOrConflicts() {
    refused(List.of(key("A")), new Write.Delete(key("A"), Condition.PRESENT));
    written(Write.create(Item.of(key("A"), 2, "{}")));
    refused(List.of(key("A")), new Write.Delete(key("A"), Condition.versionIs(1)));
    refused(List.of(key("A")), new Write.Delete(key("A"), Condition.ABSENT));
    assertThat(get(key("A"))).isPresent();
  }

  @Test
  void delete_absentWhereNothingIs_isWritten() {
    written(new Write.Delete(key("A"), Condition.ABSENT));
    assertThat(get(key("A"))).isEmpty();
  }

  @Test
  void check_only_changesNothing() {
    written(new Write.Check(key("A"), Condition.ABSENT));
    assertThat(get(key("A"))).isEmpty();
    refused(List.of(key("A")), new Write.Check(key("A"), Condition.PRESENT));
    Item item = Item.of(key("A"), 3, "{}").indexed(Index.LIST, partition + "#list", "1");
    written(Write.create(item));
    written(new Write.Check(key("A"), Condition.PRESENT));
    written(new Write.Check(key("A"), Condition.versionIs(3)));
    refused(List.of(key("A")), new Write.Check(key("A"), Condition.versionIs(2)));
    refused(List.of(key("A")), new Write.Check(key("A"), Condition.ABSENT));
    assertThat(get(key("A"))).contains(item);
  }

  @Test
  void write_oneConditionFails_nothingIsWritten() {
    written(Write.create(Item.of(key("B"), 1, "old")), Write.create(Item.of(key("C"), 1, "old")));
    refused(
        List.of(key("D")),
        Write.create(Item.of(key("A"), 1, "new")),
        Write.update(Item.of(key("B"), 2, "new")),
        new Write.Delete(key("C"), Condition.PRESENT),
        new Write.Check(key("D"), Condition.PRESENT),
        Write.create(Item.of(ItemKey.outbox(partition, "E"), 1, "new")));
    assertThat(get(key("A"))).isEmpty();
    assertThat(get(key("B"))).contains(Item.of(key("B"), 1, "old"));
    assertThat(get(key("C"))).contains(Item.of(key("C"), 1, "old"));
    assertThat(get(ItemKey.outbox(partition, "E"))).isEmpty();
  }

  @Test
  void write_severalConditionsFail_namesExactlyThose() {
    written(Write.create(Item.of(key("B"), 1, "old")));
    refused(
        List.of(key("B"), key("C"), ItemKey.outbox(partition, "D")),
        Write.create(Item.of(key("A"), 1, "new")),
        Write.create(Item.of(key("B"), 1, "new")),
        Write.update(Item.of(key("C"), 2, "new")),
        new Write.Delete(ItemKey.outbox(partition, "D"), Condition.PRESENT));
  }

  @Test
  void write_acrossTablesAndPartitions_isOneTransaction() {
    ItemKey other = ItemKey.of(partition + "#other", "A");
    ItemKey outbox = ItemKey.outbox(partition, "A");
    ItemKey log = ItemKey.log(partition, "A");
    written(
        Write.create(Item.of(key("A"), 1, "1")),
        Write.create(Item.of(other, 1, "2")),
        Write.create(Item.of(outbox, 1, "3")),
        Write.create(Item.of(log, 1, "4")));
    assertThat(List.of(get(key("A")), get(other), get(outbox), get(log)))
        .allMatch(Optional::isPresent);
    assertThat(get(log).map(Item::body)).contains("4");
  }

  @Test
  void write_hundred_areWrittenAllOrNone() {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < ItemStore.MAX_WRITES; i++) {
      writes.add(Write.create(Item.of(key(String.format("N%03d", i)), 1, "{}")));
    }
    written(writes.toArray(Write[]::new));
    assertThat(get(key("N000"))).isPresent();
    assertThat(get(key("N099"))).isPresent();
    List<Write> again = new ArrayList<>();
    for (int i = 0; i < ItemStore.MAX_WRITES - 1; i++) {
      again.add(Write.update(Item.of(key(String.format("N%03d", i)), 2, "{}")));
    }
    again.add(Write.create(Item.of(key("N099"), 1, "{}")));
    refused(List.of(key("N099")), again.toArray(Write[]::new));
    assertThat(get(key("N042")).map(Item::version)).contains(1L);
  }

  @Test
  void write_noneOrTooManyWrites_isRefused() {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i <= ItemStore.MAX_WRITES; i++) {
      writes.add(Write.create(Item.of(key("N" + i), 1, "{}")));
    }
    assertThatThrownBy(() -> store.write(writes)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.write(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(get(key("N0"))).isEmpty();
  }

  @Test
  void write_sameKeyTwice_isRefused() {
    List<Write> writes =
        List.of(
            Write.create(Item.of(key("A"), 1, "{}")), new Write.Check(key("A"), Condition.ABSENT));
    assertThatThrownBy(() -> store.write(writes)).isInstanceOf(IllegalArgumentException.class);
    assertThat(get(key("A"))).isEmpty();
  }

  @Test
  void write_sameKeyInTwoTables_isNoDuplicate() {
    written(
        Write.create(Item.of(key("A"), 1, "{}")),
        Write.create(Item.of(ItemKey.outbox(partition, "A"), 1, "{}")));
  }

  @Test
  void expired_item_isAbsentForReads() {
    Instant expires = clock.instant().plusSeconds(60);
    written(Write.create(Item.of(key("A"), 1, "{}").expiring(expires)));
    clock.set(expires.minusSeconds(1));
    assertThat(get(key("A"))).isPresent();
    clock.set(expires.plusSeconds(1));
    assertThat(get(key("A"))).isEmpty();
    assertThat(store.get(key("A"), Read.EVENTUAL)).isEmpty();
  }

  @Test
  void expired_item_isAbsentForConditions() {
    Instant expires = clock.instant().plusSeconds(60);
    written(Write.create(Item.of(key("A"), 1, "old").expiring(expires)));
    clock.set(expires.plusSeconds(1));
    refused(List.of(key("A")), new Write.Check(key("A"), Condition.PRESENT));
    refused(List.of(key("A")), new Write.Check(key("A"), Condition.versionIs(1)));
    refused(List.of(key("A")), Write.update(Item.of(key("A"), 2, "never")));
    refused(List.of(key("A")), new Write.Delete(key("A"), Condition.PRESENT));
    written(new Write.Check(key("A"), Condition.ABSENT));
    written(Write.create(Item.of(key("A"), 1, "new")));
    assertThat(get(key("A"))).contains(Item.of(key("A"), 1, "new"));
  }

  @Test
  void write_sameNewItemFromManyThreads_hasOneWinner() {
    List<WriteResult> results =
        Fresh.inParallel(
            16,
            n ->
                persist(
                    Write.create(Item.of(key("SHARED"), 1, "by " + n)),
                    Write.create(Item.of(key("OWN#" + n), 1, "{}"))));
    assertThat(results).filteredOn(WriteResult.Written.class::isInstance).hasSize(1);
    int winner = results.indexOf(new WriteResult.Written());
    assertThat(get(key("SHARED")).map(Item::body)).contains("by " + winner);
    for (int n = 0; n < 16; n++) {
      assertThat(get(key("OWN#" + n)).isPresent()).isEqualTo(n == winner);
    }
  }

  @Test
  void write_crossedTransactionsFromManyThreads_loseNoUpdate() {
    written(Write.create(Item.of(key("A"), 1, "0")), Write.create(Item.of(key("B"), 1, "0")));
    int threads = 8;
    int each = 5;
    Fresh.inParallel(
        threads,
        n -> {
          for (int i = 0; i < each; i++) {
            boolean forwards = n % 2 == 0;
            increment(key(forwards ? "A" : "B"), key(forwards ? "B" : "A"));
          }
          return n;
        });
    String total = Integer.toString(threads * each);
    assertThat(get(key("A"))).contains(Item.of(key("A"), 1 + threads * each, total));
    assertThat(get(key("B"))).contains(Item.of(key("B"), 1 + threads * each, total));
  }

  @Test
  void get_duringTransactions_seesAllWritesThatWereAnswered() {
    written(Write.create(Item.of(key("A"), 1, "0")));
    for (int i = 2; i < 30; i++) {
      written(Write.update(Item.of(key("A"), i, "x")));
      assertThat(get(key("A")).map(Item::version)).contains((long) i);
    }
  }

  /// Adds one to the numbers in both bodies in one transaction, however often it takes.
  private void increment(ItemKey first, ItemKey second) {
    WriteResult result = new WriteResult.Conflict(List.of());
    while (result instanceof WriteResult.Conflict) {
      result =
          store.write(List.of(Write.update(next(get(first))), Write.update(next(get(second)))));
    }
  }

  private static Item next(Optional<Item> item) {
    Item now = item.orElseThrow();
    String more = Integer.toString(Integer.parseInt(now.body()) + 1);
    return new Item(now.key(), now.version() + 1, more, Map.of(), Map.of(), Item.NEVER);
  }

  /// Writes until the answer is no mere collision.
  private WriteResult persist(Write... transaction) {
    WriteResult result = store.write(List.of(transaction));
    while (result instanceof WriteResult.Conflict conflict && conflict.keys().isEmpty()) {
      result = store.write(List.of(transaction));
    }
    return result;
  }
}
