package dev.laurel.runtime;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.StoreUnavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Events that are not HTTP: new messages from the outbox's stream, and the schedule.
final class Deliveries {
  private final List<MessageRunner> runners;
  private final List<Sweep> sweeps;
  private final Log log;

  Deliveries(List<MessageRunner> runners, List<Sweep> sweeps, Log log) {
    this.runners = List.copyOf(runners);
    this.sweeps = List.copyOf(sweeps);
    this.log = log;
  }

  static boolean isSchedule(JsonNode event) {
    String source = event.path("source").asString("");
    return source.equals("aws.scheduler")
        || source.equals("aws.events")
        || event.path("laurel").asString("").equals("sweep");
  }

  /// Delivers each inserted message. Answers which records failed: none, or, when the store is
  /// unavailable, that record and all after it, so that the stream repeats them in order.
  Map<String, Object> stream(JsonNode records) {
    List<Map<String, String>> failures = new ArrayList<>();
    boolean failing = false;
    for (JsonNode record : records) {
      if (!failing) {
        try {
          deliver(record);
        } catch (StoreUnavailable e) {
          log.event("stream-stopped", Log.failure(e));
          failing = true;
        }
      }
      if (failing) {
        String sequence = record.path("dynamodb").path("SequenceNumber").asString("");
        failures.add(Map.of("itemIdentifier", sequence));
      }
    }
    return Map.of("batchItemFailures", failures);
  }

  private void deliver(JsonNode record) {
    if (!record.path("eventName").asString("").equals("INSERT")) {
      return;
    }
    JsonNode keys = record.path("dynamodb").path("Keys");
    Optional<ItemKey> key =
        key(keys.path("pk").path("S").asString(""), keys.path("sk").path("S").asString(""));
    if (key.isEmpty()) {
      log.event("record-without-key", Map.of());
      return;
    }
    for (MessageRunner runner : runners) {
      if (key.get().partition().startsWith(runner.topic().text() + "#")) {
        runner.deliver(key.get());
      }
    }
  }

  private static Optional<ItemKey> key(String partition, String sort) {
    try {
      return Optional.of(ItemKey.outbox(partition, sort));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Runs every sweep; one that fails does not keep the others from running. Throws the first
  /// [StoreUnavailable] afterwards, so that the invocation counts as failed.
  void sweep() {
    List<Sweep> all = new ArrayList<>(runners);
    all.addAll(sweeps);
    Optional<StoreUnavailable> unavailable = Optional.empty();
    for (Sweep sweep : all) {
      try {
        sweep.run();
      } catch (StoreUnavailable e) {
        unavailable = unavailable.or(() -> Optional.of(e));
      } catch (RuntimeException | StackOverflowError e) {
        log.event("sweep-failed", new LinkedHashMap<>(Log.failure(e)));
      }
    }
    if (unavailable.isPresent()) {
      throw unavailable.get();
    }
  }
}
