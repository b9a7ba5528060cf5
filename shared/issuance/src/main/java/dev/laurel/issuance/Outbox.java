package dev.laurel.issuance;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Messages of this room to itself, which are removed by whoever ends their work and may be sent
/// again.
final class Outbox {
  /// Tries against others who send, claim or end the same message.
  private static final int MAX_TRIES = 16;

  private final ItemStore items;

  Outbox(ItemStore items) {
    this.items = items;
  }

  /// The write that makes the message wait for its first attempt, whether it was parked, is under
  /// way, or is gone.
  Write send(Message message, Instant due) {
    Optional<Item> stored = items.get(message.key(), Read.CONSISTENT);
    return new Write.Put(
        message.waiting(due),
        stored.map(item -> Condition.versionIs(item.version())).orElse(Condition.ABSENT));
  }

  /// The write that makes the message wait where it does not: it is gone, or parked. Nothing where
  /// it waits already, or is under way.
  Optional<Write> rearm(Message message, Instant due) {
    boolean waits =
        items
            .get(message.key(), Read.CONSISTENT)
            .filter(item -> item.indexes().containsKey(Index.DUE))
            .isPresent();
    return waits ? Optional.empty() : Optional.of(send(message, due));
  }

  /// Sees to it that the message waits, or is under way.
  void ensure(Message message, Instant due) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Write> write = rearm(message, due);
      if (write.isEmpty() || items.write(List.of(write.get())) instanceof WriteResult.Written) {
        return;
      }
    }
    throw new StoreUnavailable("others kept changing a message", new IllegalStateException());
  }

  /// Takes a message in hand and answers its version, 0 where none waits: whoever sends it anew
  /// resets that, so that the newer word is told from this one. It stays due as it was.
  long claim(Message message) {
    Optional<Item> stored = items.get(message.key(), Read.CONSISTENT);
    if (stored.isEmpty()) {
      return 0;
    }
    Item item = stored.get();
    long next = item.version() + 1;
    Item claimed =
        new Item(item.key(), next, item.body(), item.indexes(), item.counters(), item.expires());
    // A conflict means that others changed it; then it is not removed as this version.
    items.write(List.of(Write.update(claimed)));
    return next;
  }

  /// Removes a claimed message, of which the work is done; answers whether nothing newer is there.
  boolean remove(Message message, long claimed) {
    return claimed == 0
        || items.write(List.of(new Write.Delete(message.key(), Condition.versionIs(claimed))))
            instanceof WriteResult.Written;
  }

  /// Removes a message whose work is done. A conflict means that it is gone already.
  void remove(Message message) {
    items.write(List.of(new Write.Delete(message.key(), Condition.PRESENT)));
  }
}
