package dev.laurel.runtime;

import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IndexEntry;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Message.Topic;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the messages of one topic to their consumer.
///
/// An attempt is claimed by a conditional write before the work begins: of many deliveries of the
/// same message one works, the others do nothing. The claim counts the attempt and lasts [#LEASE]
/// or longer; a process that dies meanwhile leaves the message to the next sweep. Nothing escapes
/// but [StoreUnavailable], so that one bad message cannot hold up a stream.
public final class MessageRunner implements Sweep {
  /// How long a claim keeps others away: longer than any function of ours may run (60 s), so that
  /// two attempts at one message never overlap.
  public static final Duration LEASE = Duration.ofMinutes(2);

  /// Attempts unless said otherwise: with [#BACKOFF] the last one comes about 11 hours after the
  /// first, past most outages.
  public static final int MAX_ATTEMPTS = 8;

  /// Waits after the first, second, ... failed attempt; the last repeats. Short at first, because
  /// most failures pass, then out of the way.
  static final List<Duration> BACKOFF =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(4));

  /// Messages per shard and sweep: a sweep must end within a function's run time; the next one
  /// takes the rest.
  static final int MAX_PER_SHARD = 250;

  private static final int PAGE = 50;

  private final ItemStore items;
  private final InstantSource clock;
  private final Topic topic;
  private final MessageConsumer consumer;
  private final int maxAttempts;
  private final Log log;

  public MessageRunner(
      ItemStore items,
      InstantSource clock,
      Topic topic,
      MessageConsumer consumer,
      int maxAttempts,
      Log log) {
    this.items = items;
    this.clock = clock;
    this.topic = topic;
    this.consumer = consumer;
    this.maxAttempts = maxAttempts;
    this.log = log;
  }

  public Topic topic() {
    return topic;
  }

  /// One delivery of the message under the key, by stream or sweep. Does nothing where the message
  /// is gone, parked, of another topic, claimed by another or waiting for its next attempt.
  public void deliver(ItemKey key) {
    Optional<Item> item = items.get(key, Read.CONSISTENT);
    if (item.isEmpty() || !item.get().indexes().containsKey(Index.DUE)) {
      return;
    }
    Optional<Message> found = Message.from(item.get()).filter(m -> m.topic() == topic);
    if (found.isEmpty()) {
      return;
    }
    Message message = found.get();
    if (message.attempts() > 0 && clock.instant().isBefore(due(item.get()))) {
      return;
    }
    if (message.attempts() >= maxAttempts) {
      // Every attempt was claimed and none came back: the work kills the process.
      giveUp(message, "no attempt came back");
      return;
    }
    Message tried = message.tried();
    WriteResult claim =
        items.write(
            List.of(Write.update(tried.waiting(clock.instant().plus(lease(tried.attempts()))))));
    if (claim instanceof WriteResult.Written) {
      settle(tried, attempt(tried));
    }
  }

  /// Delivers what is due.
  @Override
  public void run() {
    for (int shard = 0; shard < Message.SHARDS; shard++) {
      sweep(topic.text() + "#" + shard);
    }
  }

  private void sweep(String partition) {
    SortRange range = SortRange.upTo(clock.instant().toString());
    Cursor after = Cursor.START;
    int seen = 0;
    do {
      Page<ItemKey> page =
          items.queryIndex(Table.OUTBOX, Index.DUE, partition, range, Order.ASCENDING, PAGE, after);
      page.entries().forEach(this::deliver);
      seen += page.entries().size();
      after = page.next();
    } while (!after.equals(Cursor.START) && seen < MAX_PER_SHARD);
  }

  private Consumed attempt(Message message) {
    try {
      return consumer.consume(message);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      Map<String, Object> fields = fields(message);
      fields.putAll(Log.failure(e));
      log.event("message-failed", fields);
      return new Consumed.Retry(e.getClass().getSimpleName());
    }
  }

  private void settle(Message message, Consumed consumed) {
    long version = message.attempts() + 1L;
    switch (consumed) {
      case Consumed.Done done -> {
        write(new Write.Delete(message.key(), Condition.versionIs(version)));
        log.event("message-done", fields(message));
      }
      case Consumed.Underway underway -> log.event("message-underway", fields(message));
      case Consumed.Park park -> park(message, version, park.why());
      case Consumed.Retry retry -> {
        if (message.attempts() >= maxAttempts) {
          giveUp(message, retry.why());
        } else {
          Instant next = clock.instant().plus(backoff(message.attempts()));
          write(new Write.Put(message.waiting(next), Condition.versionIs(version)));
          Map<String, Object> fields = fields(message);
          fields.put("reason", retry.why());
          fields.put("next", next.toString());
          log.event("message-retry", fields);
        }
      }
    }
  }

  /// Parks of the runner's own accord. The consumer hears of it first: a process that dies in
  /// between leaves the message to the next sweep, which gives it up again.
  private void giveUp(Message message, String why) {
    try {
      consumer.parked(message, why);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      Map<String, Object> fields = fields(message);
      fields.putAll(Log.failure(e));
      log.event("message-failed", fields);
    }
    park(message, message.attempts() + 1L, why);
  }

  private void park(Message message, long version, String why) {
    write(new Write.Put(message.parked(), Condition.versionIs(version)));
    Map<String, Object> fields = fields(message);
    fields.put("reason", why);
    log.event("parked", fields);
  }

  /// A conflict means that the claim ran out and another took over: its word counts.
  private void write(Write write) {
    switch (items.write(List.of(write))) {
      case WriteResult.Written w -> {}
      case WriteResult.Conflict c -> log.event("message-overtaken", Map.of("topic", topic.text()));
    }
  }

  private static Instant due(Item item) {
    IndexEntry entry = item.indexes().get(Index.DUE);
    return entry == null ? Instant.MIN : Instant.parse(entry.sort());
  }

  /// How long the claim of an attempt lasts: at least [#LEASE], later as long as a failed attempt
  /// would have waited, so that work that is under way elsewhere outlives an outage without a
  /// write.
  static Duration lease(int attempts) {
    Duration wait = backoff(attempts);
    return wait.compareTo(LEASE) > 0 ? wait : LEASE;
  }

  static Duration backoff(int attempts) {
    return BACKOFF.get(Math.min(Math.max(attempts, 1), BACKOFF.size()) - 1);
  }

  private static Map<String, Object> fields(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", message.topic().text());
    fields.put("message", message.id());
    fields.put("type", message.type());
    fields.put("attempts", message.attempts());
    return fields;
  }
}
