package dev.laurel.runtime;

import dev.laurel.json.Json;
import dev.laurel.storage.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The events that drive a function besides HTTP, as AWS would send them; for the local runner and
/// tests.
public final class OutboxEvent {
  private OutboxEvent() {}

  /// A batch of the outbox's stream that announces these new messages.
  public static byte[] inserted(List<ItemKey> messages) {
    return changes("INSERT", messages);
  }

  /// A batch of a table's stream: these rows were inserted (`INSERT`) or changed (`MODIFY`).
  public static byte[] changes(String eventName, List<ItemKey> rows) {
    List<Object> records = new ArrayList<>();
    for (ItemKey key : rows) {
      Map<String, Object> keys =
          Map.of("pk", Map.of("S", key.partition()), "sk", Map.of("S", key.sort()));
      records.add(
          Map.of(
              "eventName",
              eventName,
              "eventSource",
              "aws:dynamodb",
              "dynamodb",
              Map.of("Keys", keys, "SequenceNumber", Integer.toString(records.size() + 1))));
    }
    return Json.bytes(Map.of("Records", records));
  }

  /// The schedule's event.
  public static byte[] sweep() {
    return operation(Deliveries.SWEEP);
  }

  /// An operator's event.
  public static byte[] operation(String name) {
    return Json.bytes(Map.of("laurel", name));
  }
}
