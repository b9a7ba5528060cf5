package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.local.gateway.EventFunction;
import dev.laurel.local.template.StreamSpec;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Changes of tables come to the functions as the template's filters say.
final class TriggersTest {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore handled = new Semaphore(0);

  private EventFunction named(String name) {
    return (event, requestId) -> {
      JsonNode records =
          Json.read(new String(event, StandardCharsets.UTF_8), JsonNode.class).path("Records");
      String first = records.path(0).path("eventName").asString();
      heard.add(name + " " + first + " " + records.size());
      handled.release();
      return new byte[0];
    };
  }

  private Triggers triggers(Map<String, EventFunction> functions) throws Exception {
    return new Triggers(LocalMain.template(), functions, log::add);
  }

  private static ItemKey entry(int i) {
    return ItemKey.log("entry#" + i, "ENTRY");
  }

  @Test
  void changed_goesToWhoeverTheFilterNames() throws Exception {
    try (Triggers triggers =
        triggers(
            Map.of(
                "issuance", named("issuance"),
                "notification", named("notification"),
                "sequencer", named("sequencer")))) {
      triggers.changed(Table.OUTBOX, true, ItemKey.outbox("issuance#1", "award"));
      handled.acquire();
      triggers.changed(Table.OUTBOX, true, ItemKey.outbox("notification#1", "published"));
      handled.acquire();
      triggers.changed(Table.LOG, true, entry(1));
      handled.acquire();
      triggers.changed(Table.LOG, false, entry(1));
      handled.acquire();
      triggers.changed(Table.OUTBOX, false, ItemKey.outbox("issuance#1", "award"));
      triggers.changed(Table.LOG, false, ItemKey.log("log", "HEAD"));
      triggers.changed(Table.ITEMS, true, ItemKey.of("issuance#1", "award"));
    }
    assertThat(heard)
        .containsExactly(
            "issuance INSERT 1",
            "notification INSERT 1",
            "sequencer INSERT 1",
            "issuance MODIFY 1");
    assertThat(log).isEmpty();
  }

  @Test
  void changed_whileTheSequencerWorks_comesAsOneBatch() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EventFunction slow =
        (event, requestId) -> {
          working.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return named("sequencer").handle(event, requestId);
        };
    try (Triggers triggers = triggers(Map.of("sequencer", slow))) {
      triggers.changed(Table.LOG, true, entry(0));
      working.await();
      for (int i = 1; i <= 250; i++) {
        triggers.changed(Table.LOG, true, entry(i));
      }
      goOn.countDown();
      handled.acquire(2);
    }
    assertThat(heard).containsExactly("sequencer INSERT 1", "sequencer INSERT 250");
  }

  @Test
  void changed_moreThanMayWait_isLeftToTheSweep() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EventFunction slow =
        (event, requestId) -> {
          working.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new byte[0];
        };
    try (Triggers triggers = triggers(Map.of("sequencer", slow))) {
      triggers.changed(Table.LOG, true, entry(0));
      working.await();
      for (int i = 0; i <= Triggers.MAX_WAITING; i++) {
        triggers.changed(Table.LOG, true, entry(i));
      }
      goOn.countDown();
    }
    assertThat(log).filteredOn(line -> line.contains("stream-full")).hasSize(1);
  }

  @Test
  void streams_ofTheTemplate_areReadFromItsFilters() throws Exception {
    assertThat(LocalMain.template().functions())
        .filteredOn(f -> f.name().equals("sequencer"))
        .singleElement()
        .satisfies(f ->
            assertThat(f.streams())
                .containsExactly(new StreamSpec(Table.LOG, true, "entry#", 1_000)));
  }
}
