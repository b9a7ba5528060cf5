package dev.laurel.testkit.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SchedulesTest {
  private static final ItemKey KEY = ItemKey.of("counter", "value");
  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");

  /// Two tasks of `calls` calls each; the set gathers the orders in which they took effect.
  private static Supplier<Scenario> orders(int calls, Set<String> seen) {
    return () -> {
      StringBuilder order = new StringBuilder();
      return new Scenario(
          List.of(letters("a", calls, order), letters("b", calls, order)),
          () -> seen.add(order.toString()));
    };
  }

  private static Runnable letters(String letter, int calls, StringBuilder order) {
    return () -> {
      for (int i = 0; i < calls; i++) {
        Scheduled.call("step", () -> order.append(letter));
      }
    };
  }

  private static long value(ItemStore store) {
    return store.get(KEY, Read.CONSISTENT).map(Item::version).orElse(0L);
  }

  /// Reads, then writes whatever is there: loses one of two increments in some schedules.
  private static void careless(ItemStore store) {
    long before = value(store);
    Item next = Item.of(KEY, before + 1, "");
    store.write(
        List.of(
            new Write.Put(
                next,
                store.get(KEY, Read.CONSISTENT).isPresent()
                    ? dev.laurel.storage.Condition.PRESENT
                    : dev.laurel.storage.Condition.ABSENT)));
  }

  private static void careful(ItemStore store) {
    boolean done = false;
    while (!done) {
      long before = value(store);
      Item next = Item.of(KEY, before + 1, "");
      WriteResult result =
          store.write(List.of(before == 0 ? Write.create(next) : Write.update(next)));
      done = result instanceof WriteResult.Written;
    }
  }

  private Supplier<Scenario> increments(java.util.function.Consumer<ItemStore> increment) {
    return () -> {
      MemoryItemStore memory = new MemoryItemStore(clock);
      ItemStore store = new ScheduledItemStore(memory);
      return new Scenario(
          List.of(() -> increment.accept(store), () -> increment.accept(store)),
          () -> assertThat(value(memory)).isEqualTo(2));
    };
  }

  @Test
  void exhaustive_unboundedPreemptions_seesEveryInterleavingOnce() {
    Set<String> seen = new TreeSet<>();
    Explored explored = Schedules.exhaustive(100, 0, orders(3, seen));
    assertThat(seen).hasSize(20);
    assertThat(explored.schedules()).isEqualTo(20);
    assertThat(explored.calls()).isEqualTo(120);
    assertThat(explored.longest()).isEqualTo(6);
  }

  @Test
  void exhaustive_noPreemptions_runsTasksOneAfterTheOther() {
    Set<String> seen = new TreeSet<>();
    assertThat(Schedules.exhaustive(0, 0, orders(3, seen)).schedules()).isEqualTo(2);
    assertThat(seen).containsExactly("aaabbb", "bbbaaa");
  }

  @Test
  void exhaustive_onePreemption_splitsOneTask() {
    Set<String> seen = new TreeSet<>();
    Schedules.exhaustive(1, 0, orders(3, seen));
    assertThat(seen).containsExactly("aaabbb", "aabbba", "abbbaa", "baaabb", "bbaaab", "bbbaaa");
  }

  @Test
  void exhaustive_oneFault_loseEachAnswerAndDiesAroundEachCall() {
    Set<String> seen = new HashSet<>();
    Explored explored =
        Schedules.exhaustive(
            0,
            1,
            () -> {
              StringBuilder done = new StringBuilder();
              Runnable task =
                  () -> {
                    for (String call : List.of("x", "y")) {
                      try {
                        Scheduled.call(call, () -> done.append(call));
                      } catch (StoreUnavailable lost) {
                        done.append('?');
                      }
                    }
                    done.append('.');
                  };
              return new Scenario(List.of(task), () -> seen.add(done.toString()));
            });
    assertThat(seen).containsExactlyInAnyOrder("xy.", "x?y.", "xy?.", "", "x", "xy");
    assertThat(explored.schedules()).isEqualTo(7);
  }

  @Test
  void exhaustive_lostUpdate_isFoundAndItsScheduleRepeatsIt() {
    ScheduleFailed failed =
        catchThrowableOfType(
            ScheduleFailed.class,
            () -> Schedules.exhaustive(2, 0, increments(SchedulesTest::careless)));
    assertThat(failed).hasMessageContaining("fails").hasMessageContaining("1 write");
    assertThatThrownBy(
            () -> Schedules.replay(failed.schedule(), increments(SchedulesTest::careless)))
        .isInstanceOf(ScheduleFailed.class)
        .hasMessage(failed.getMessage());
  }

  @Test
  void exhaustive_conditionalWrites_neverFails() {
    assertThat(Schedules.exhaustive(3, 0, increments(SchedulesTest::careful)).schedules())
        .isGreaterThan(4);
  }

  @Test
  void seeded_sameSeed_isTheSameScheduleAndAFailureNamesIt() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (List<String> runs : List.of(first, second)) {
      for (long seed = 0; seed < 50; seed++) {
        Set<String> seen = new HashSet<>();
        Supplier<Scenario> scenario = orders(4, seen);
        Schedules.seeded(seed, Odds.ROUGH, any -> scenario.get());
        runs.addAll(seen);
      }
    }
    assertThat(second).isEqualTo(first);
    assertThat(new HashSet<>(first)).hasSizeGreaterThan(20);
    assertThatThrownBy(
            () -> Schedules.sample(0, 200, Odds.CALM, increments(SchedulesTest::careless)))
        .isInstanceOf(ScheduleFailed.class)
        .hasMessageContaining("schedule seed ");
  }

  @Test
  void seeded_odds_boundTheFaults() {
    List<String> lost = Collections.synchronizedList(new ArrayList<>());
    Schedules.seeded(
        1,
        new Odds(0, 1, 2),
        any ->
            new Scenario(
                List.of(() -> {
                  for (int i = 0; i < 5; i++) {
                    try {
                      Scheduled.call("get", () -> "read");
                    } catch (StoreUnavailable unavailable) {
                      lost.add(unavailable.getMessage());
                    }
                  }
                }),
                () -> {}));
    assertThat(lost.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void call_ofADeadTask_diesAgain() {
    List<String> done = new ArrayList<>();
    Schedules.exhaustive(
        0,
        1,
        () ->
            new Scenario(
                List.of(() -> {
                  try {
                    Scheduled.call("first", () -> done.add("first"));
                  } finally {
                    Scheduled.call("last", () -> done.add("last"));
                  }
                }),
                done::clear));
    assertThat(done).isEmpty();
  }

  @Test
  void run_taskThatThrows_failsTheScheduleAndEndsTheOthers() {
    assertThatThrownBy(() ->
            Schedules.exhaustive(
                1,
                0,
                () ->
                    new Scenario(
                        List.of(
                            () -> Scheduled.call("get", () -> 1),
                            () -> {
                              throw new IllegalArgumentException("broken");
                            }),
                        () -> {})))
        .isInstanceOf(ScheduleFailed.class)
        .hasRootCauseMessage("broken");
  }

  @Test
  void choose_outsideASchedule_isTheUsualWay() {
    assertThat(Scheduled.choose("anything", 3)).isZero();
    assertThat(Scheduled.call("get", () -> "works")).isEqualTo("works");
  }

  @Test
  void scheduledItemStore_staleReads_areAWayOfTheSchedule() {
    Set<Long> seen = new TreeSet<>();
    Schedules.exhaustive(
        0,
        1,
        () -> {
          MemoryItemStore memory = new MemoryItemStore(clock);
          memory.write(List.of(Write.create(Item.of(KEY, 1, ""))));
          ItemStore store = new ScheduledItemStore(memory, new MemoryItemStore(clock));
          return new Scenario(
              List.of(() -> {
                seen.add(store.get(KEY, Read.EVENTUAL).map(Item::version).orElse(0L));
                seen.add(100 + store.get(KEY, Read.CONSISTENT).map(Item::version).orElse(0L));
              }),
              () -> {});
        });
    assertThat(seen).containsExactly(0L, 1L, 101L);
  }
}
