package dev.laurel.runtime;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Events that are not HTTP: new messages from the outbox's stream, changed rows from the log's,
/// the schedule, and an operator's.
final class Deliveries {
  /// The name of the schedule's own event.
  static final String SWEEP = "sweep";

  private final List<MessageRunner> runners;
  private final List<Sweep> sweeps;
  private final List<EdgeBuilder.Changes> changes;
  private final Map<String, Runnable> operations;
  private final Log log;

  Deliveries(EdgeBuilder builder, Log log) {
    this.runners = List.copyOf(builder.runners);
    this.sweeps = List.copyOf(builder.sweeps);
    this.changes = List.copyOf(builder.changes);
    this.operations = Map.copyOf(builder.operations);
    this.log = log;
  }

  static boolean isSchedule(JsonNode event) {
    String source = event.path("source").asString("");
    return source.equals("aws.scheduler")
        || source.equals("aws.events")
        || event.path("laurel").asString("").equals(SWEEP);
  }

  /// The work that an operator's event names.
  Optional<Runnable> operation(JsonNode event) {
    return Optional.ofNullable(operations.get(event.path("laurel").asString("")));
  }

  /// Delivers each inserted message and hands changed rows to their listeners. Answers which
  /// records failed: none, or, when the store is unavailable, that record and all after it, so that
  /// the stream repeats them in order.
  Map<String, Object> stream(JsonNode records) {
    int failing = records.size();
    for (EdgeBuilder.Changes listener : changes) {
      failing = Math.min(failing, announce(listener, records));
    }
    for (int i = 0; i < failing; i++) {
      try {
        deliver(records.get(i));
      } catch (StoreUnavailable e) {
        log.event("stream-stopped", Log.failure(e));
        failing = i;
      }
    }
    List<Map<String, String>> failures = new ArrayList<>();
    for (int i = failing; i < records.size(); i++) {
      String sequence = records.get(i).path("dynamodb").path("SequenceNumber").asString("");
      failures.add(Map.of("itemIdentifier", sequence));
    }
    return Map.of("batchItemFailures", failures);
  }

  /// Hands all keys of the batch that the listener wants over at once; answers from which record on
  /// the batch failed.
  private int announce(EdgeBuilder.Changes listener, JsonNode records) {
    Set<ItemKey> keys = new LinkedHashSet<>();
    int first = records.size();
    for (int i = records.size() - 1; i >= 0; i--) {
      if (partition(records.get(i)).startsWith(listener.partitionPrefix())) {
        first = i;
      }
    }
    for (int i = first; i < records.size(); i++) {
      if (partition(records.get(i)).startsWith(listener.partitionPrefix())) {
        key(Table.LOG, records.get(i)).ifPresent(keys::add);
      }
    }
    if (keys.isEmpty()) {
      return records.size();
    }
    try {
      listener.listener().accept(List.copyOf(keys));
    } catch (StoreUnavailable e) {
      log.event("stream-stopped", Log.failure(e));
      return first;
    } catch (RuntimeException | StackOverflowError e) {
      log.event("changes-failed", Log.failure(e));
    }
    return records.size();
  }

  private void deliver(JsonNode record) {
    if (!record.path("eventName").asString("").equals("INSERT")) {
      return;
    }
    if (changes.stream().anyMatch(c -> partition(record).startsWith(c.partitionPrefix()))) {
      return;
    }
    Optional<ItemKey> key = key(Table.OUTBOX, record);
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

  private static String partition(JsonNode record) {
    return part(record, "pk");
  }

  private static String part(JsonNode record, String name) {
    return record.path("dynamodb").path("Keys").path(name).path("S").asString("");
  }

  private static Optional<ItemKey> key(Table table, JsonNode record) {
    try {
      return Optional.of(new ItemKey(table, partition(record), part(record, "sk")));
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
