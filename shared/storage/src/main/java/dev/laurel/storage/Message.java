package dev.laurel.storage;

import java.time.Instant;
import java.util.Optional;

/// A message to another function, as it lies in [Table#OUTBOX]: it is there until its work is done.
///
/// - Key: partition `<topic>#<id>`, sort key `<type>`. The id is chosen from the cause, so that the
///   same cause cannot send twice.
/// - `body` is JSON without personal data.
/// - Attempts are the item's version minus 1; a message that stands in [Index#DUE] (partition
///   `<topic>#<shard>`) is waiting for its next attempt, one that does not is parked.
public record Message(Topic topic, String id, String type, String body, int attempts) {
  /// Shards of the due index, so that one hot partition cannot hold up the sweep.
  public static final int SHARDS = 4;

  /// Who consumes.
  public enum Topic {
    ISSUANCE("issuance"),
    NOTIFICATION("notification");

    private final String text;

    Topic(String text) {
      this.text = text;
    }

    /// The name in keys and in the template's stream filters.
    public String text() {
      return text;
    }
  }

  /// A message that was never tried.
  public static Message of(Topic topic, String id, String type, String body) {
    return new Message(topic, id, type, body, 0);
  }

  /// The message in an item of the outbox; empty where the item is none.
  public static Optional<Message> from(Item item) {
    String partition = item.key().partition();
    for (Topic topic : Topic.values()) {
      if (partition.startsWith(topic.text() + "#")) {
        String id = partition.substring(topic.text().length() + 1);
        int attempts = (int) Math.max(0, item.version() - 1);
        return Optional.of(new Message(topic, id, item.key().sort(), item.body(), attempts));
      }
    }
    return Optional.empty();
  }

  public ItemKey key() {
    return ItemKey.outbox(topic.text() + "#" + id, type);
  }

  /// The write that sends it, part of the transaction of its cause. Until `due` the stream may
  /// deliver it; from then on the sweep does.
  public Write send(Instant due) {
    return Write.create(waiting(due));
  }

  /// The item of this message, waiting for an attempt at the given time.
  public Item waiting(Instant due) {
    return parked().indexed(Index.DUE, duePartition(topic, id), due.toString());
  }

  /// The item of this message, parked: no attempt follows by itself.
  public Item parked() {
    return Item.of(key(), attempts + 1L, body);
  }

  /// This message after one more attempt.
  public Message tried() {
    return new Message(topic, id, type, body, attempts + 1);
  }

  /// The partition of [Index#DUE] that holds messages of this topic whose id falls into the shard.
  public static String duePartition(Topic topic, String id) {
    return topic.text() + "#" + Math.floorMod(id.hashCode(), SHARDS);
  }
}
