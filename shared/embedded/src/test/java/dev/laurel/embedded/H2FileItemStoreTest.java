package dev.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.ItemStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One database for all tests of the class: opening a file takes longer than most of them. The
/// contract's keys are fresh in every test.
final class H2FileItemStoreTest extends ItemStoreContract {
  private static final AtomicReference<InstantSource> NOW =
      new AtomicReference<>(InstantSource.system());

  @TempDir private static Path folder;
  private static H2ItemStore file;

  @BeforeAll
  static void openFile() {
    InstantSource now = () -> NOW.get().instant();
    file = H2ItemStore.file(folder.resolve("items"), Layouts.ALL, now, Durability.PROCESS);
  }

  @AfterAll
  static void closeFile() {
    file.close();
  }

  @Override
  protected ItemStore open(InstantSource source) {
    NOW.set(source);
    return file;
  }

  private H2ItemStore open(String name) {
    return H2ItemStore.file(folder.resolve(name), Layouts.ALL, clock, Durability.POWER);
  }

  private static Item item(String partition) {
    return Item.of(ItemKey.of(partition, "S"), 1, "{}");
  }

  @Test
  void file_closedAndOpenedAgain_holdsWhatWasAnswered() {
    Item kept = item("KEPT").indexed(Index.DUE, "d", "1");
    ItemKey counter = ItemKey.of("KEPT", "COUNT");
    try (H2ItemStore first = open("reopened")) {
      first.write(List.of(Write.create(kept)));
      first.add(counter, "n", 5, 9, Item.NEVER);
    }
    try (H2ItemStore second = open("reopened")) {
      assertThat(second.get(kept.key(), Read.CONSISTENT)).contains(kept);
      assertThat(second.get(counter, Read.CONSISTENT).orElseThrow().counter("n")).isEqualTo(5);
    }
  }

  @Test
  void call_afterClose_isUnavailable() {
    H2ItemStore closed = open("closed");
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.get(item("A").key(), Read.CONSISTENT))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void write_onAnInterruptedThread_leavesTheStoreUsable() {
    try (H2ItemStore store = open("interrupted")) {
      store.write(List.of(Write.create(item("A"))));
      Thread.currentThread().interrupt();
      try {
        store.write(List.of(Write.create(item("B"))));
      } catch (StoreUnavailable allowed) {
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }
      assertThat(store.write(List.of(Write.create(item("C")))))
          .isEqualTo(new WriteResult.Written());
      assertThat(store.get(item("A").key(), Read.CONSISTENT)).isPresent();
    }
  }

  @Test
  void onChange_insertsAndChanges_areToldAfterTheyAreWritten() {
    try (H2ItemStore store = open("changes")) {
      List<String> told = new ArrayList<>();
      store.onChange((table, inserted, key) -> {
        assertThat(store.get(key, Read.CONSISTENT)).isPresent();
        told.add(table + (inserted ? " new " : " changed ") + key.partition());
      });
      Message message = Message.of(Message.Topic.ISSUANCE, "1", "award", "{}");
      Item entry = Item.of(ItemKey.log("entry#1", "ENTRY"), 1, "{}");
      store.write(List.of(message.send(clock.instant()), Write.create(entry)));
      assertThat(told).containsExactly("OUTBOX new issuance#1", "LOG new entry#1");
      store.write(List.of(Write.create(item("A")), message.send(clock.instant())));
      assertThat(told).as("a conflict changes nothing").hasSize(2);
      store.write(List.of(Write.update(Item.of(entry.key(), 2, "{}"))));
      store.write(List.of(new Write.Delete(message.key(), Condition.PRESENT)));
      assertThat(told).hasSize(3).last().isEqualTo("LOG changed entry#1");
    }
  }

  @Test
  void purge_expiredItems_areRemovedAndOthersStay() {
    try (H2ItemStore store = open("purged")) {
      for (int batch = 0; batch < 12; batch++) {
        long lives = batch < 11 ? 10 : 10_000;
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          Item item = Item.of(ItemKey.of("P", "S" + (batch * 100 + i)), 1, "{}");
          writes.add(Write.create(item.expiring(clock.instant().plusSeconds(lives))));
        }
        store.write(writes);
      }
      assertThat(store.purge()).isZero();
      clock.advance(Duration.ofSeconds(11));
      assertThat(store.purge()).isEqualTo(1_100);
      assertThat(store.purge()).isZero();
      assertThat(store.get(ItemKey.of("P", "S1100"), Read.CONSISTENT)).isPresent();
    }
  }

  @Test
  void write_indexOrTableThatTheLayoutLacks_isRefused() {
    Write listedMessage =
        Write.create(Item.of(ItemKey.outbox("P", "S"), 1, "{}").indexed(Index.LIST, "l", "1"));
    assertThatThrownBy(() -> file.write(List.of(listedMessage)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LIST");
    List<TableLayout> itemsOnly = List.of(new TableLayout(Table.ITEMS, Set.of()));
    try (H2ItemStore store = H2ItemStore.memory(itemsOnly, clock)) {
      assertThatThrownBy(() -> store.get(ItemKey.outbox("P", "S"), Read.CONSISTENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("OUTBOX");
    }
  }

  @Test
  void file_pathWithSemicolon_isRefused() {
    assertThatThrownBy(() -> open("items;INIT=DROP"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("semicolon");
  }

  /// A file that kept every page ever written would fill a laptop's disk.
  @Test
  void write_sameItemsOverAndOver_takesTheSpaceBack() throws IOException {
    Path path = folder.resolve("rewritten.mv.db");
    String body = Json.write(Map.of("text", "x".repeat(2_000)));
    try (H2ItemStore store =
        H2ItemStore.file(
            folder.resolve("rewritten"), Layouts.ALL, InstantSource.system(), Durability.PROCESS)) {
      Set<ItemKey> known = new HashSet<>();
      for (int round = 1; round <= 4_000; round++) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          Item item = Item.of(ItemKey.of("P" + (round * 7 + i * 13) % 200, "S"), round, body);
          boolean fresh = known.add(item.key());
          writes.add(new Write.Put(item, fresh ? Condition.ABSENT : Condition.PRESENT));
        }
        store.write(writes);
      }
      assertThat(Files.size(path)).isLessThan(60_000_000L);
    }
  }

  /// What a kill leaves is the file as it is at that moment: each answered write is in a copy taken
  /// right after the answer, also while others go on.
  @Test
  void file_copiedInTheMiddleOfWriting_holdsWhatWasAnswered() throws IOException {
    try (H2ItemStore store =
        H2ItemStore.file(
            folder.resolve("living"), Layouts.ALL, InstantSource.system(), Durability.PROCESS)) {
      for (int i = 0; i < 60; i++) {
        store.write(List.of(Write.create(item("A" + i))));
        if (i % 20 == 19) {
          Path copy = folder.resolve("copy" + i + ".mv.db");
          Files.copy(folder.resolve("living.mv.db"), copy);
          try (H2ItemStore after = open("copy" + i)) {
            for (int k = 0; k <= i; k++) {
              assertThat(after.get(item("A" + k).key(), Read.CONSISTENT)).isPresent();
            }
          }
        }
      }
    }
  }
}
