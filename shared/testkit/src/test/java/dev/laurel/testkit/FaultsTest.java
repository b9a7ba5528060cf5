package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final ItemKey KEY = ItemKey.of("P", "S");
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");
  private final MemoryItemStore memory = new MemoryItemStore(clock);
  private final Faults faults = new Faults();
  private final FaultyItemStore store = new FaultyItemStore(memory, faults);

  private void create() {
    store.write(List.of(Write.create(Item.of(KEY, 1, "{}"))));
  }

  @Test
  void before_call_hasNoEffectAndLaterOnesWork() {
    faults.before(2);
    assertThat(store.get(KEY, Read.CONSISTENT)).isEmpty();
    assertThatThrownBy(this::create).isInstanceOf(StoreUnavailable.class);
    assertThat(memory.all()).isEmpty();
    create();
    assertThat(store.calls()).isEqualTo(3);
    assertThat(faults.calls("write")).isEqualTo(2);
  }

  @Test
  void after_call_hasItsEffectAndTheAnswerIsLost() {
    faults.after(1);
    assertThatThrownBy(this::create).isInstanceOf(StoreUnavailable.class);
    assertThat(store.get(KEY, Read.CONSISTENT)).isPresent();
  }

  @Test
  void dieAfter_call_nothingHappensAnyMore() {
    MemoryObjectStore objects = new MemoryObjectStore(clock);
    FaultyObjectStore faulty = new FaultyObjectStore(objects, faults);
    faults.dieAfter(1);
    assertThatThrownBy(this::create).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> faulty.putIfAbsent(new ObjectName("a"), new byte[1], "text/plain"))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(memory.all()).hasSize(1);
    assertThat(objects.names()).isEmpty();
    faults.reset();
    assertThat(store.get(KEY, Read.CONSISTENT)).isPresent();
    assertThat(faults.names()).containsExactly("get");
  }

  @Test
  void before_severalTimes_recovers() {
    faults.before(1, 3);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(this::create).isInstanceOf(StoreUnavailable.class);
    }
    create();
    assertThat(memory.all()).hasSize(1);
  }

  @Test
  void countingRandom_sameSeed_isTheSameAndNeverRepeats() {
    CountingRandom one = new CountingRandom(5);
    CountingRandom two = new CountingRandom(5);
    List<Long> drawn = one.longs(1_000).boxed().toList();
    assertThat(two.longs(1_000).boxed().toList()).isEqualTo(drawn).doesNotHaveDuplicates();
    assertThat(one.drawn()).isEqualTo(1_000);
  }
}
