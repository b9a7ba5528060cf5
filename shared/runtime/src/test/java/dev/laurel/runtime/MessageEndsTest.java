package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.Message;
import dev.laurel.storage.Message.Topic;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Messages that are under way elsewhere, and messages that the runner gives up.
final class MessageEndsTest {
  private final World world = new World();
  private final List<String> consumed = new ArrayList<>();

  private MessageRunner runner(MessageConsumer consumer, int attempts) {
    return new MessageRunner(
        world.items, world.clock, Topic.ISSUANCE, consumer, attempts, world.log);
  }

  private Message sent(String id) {
    Message message = Message.of(Topic.ISSUANCE, id, "award", "{}");
    world.items.write(List.of(message.send(world.clock.instant().plusSeconds(60))));
    return message;
  }

  private Optional<Item> row(Message message) {
    return world.items.get(message.key(), Read.CONSISTENT);
  }

  @Test
  void deliver_underway_writesNothingAndComesAgainAfterTheLease() {
    Message message = sent("m1");
    MessageRunner runner =
        runner(
            m -> {
              consumed.add("try " + m.attempts());
              return new Consumed.Underway();
            },
            3);
    runner.deliver(message.key());
    Item claimed = row(message).orElseThrow();
    assertThat(claimed.version()).isEqualTo(2);
    assertThat(claimed.indexes()).containsKey(Index.DUE);
    runner.run();
    assertThat(consumed).containsExactly("try 1");
    world.clock.advance(MessageRunner.LEASE);
    runner.run();
    assertThat(consumed).containsExactly("try 1", "try 2");
  }

  @Test
  void lease_ofALaterAttempt_isAsLongAsItsWait() {
    assertThat(MessageRunner.lease(1)).isEqualTo(MessageRunner.LEASE);
    assertThat(MessageRunner.lease(4)).isEqualTo(Duration.ofMinutes(30));
  }

  /// A consumer that hears of every message given up; `dies` says whether the first word is lost.
  private MessageConsumer hearing(MessageConsumer consumer, boolean dies) {
    return new MessageConsumer() {
      private boolean died = !dies;

      @Override
      public Consumed consume(Message message) {
        return consumer.consume(message);
      }

      @Override
      public void parked(Message message, String why) {
        consumed.add(message.id() + " parked: " + why);
        if (!died) {
          died = true;
          throw new StoreUnavailable("died");
        }
      }
    };
  }

  @Test
  void deliver_lastAttemptFails_tellsTheConsumerWhy() {
    Message asking = sent("m1");
    Message failing = sent("m2");
    Message saying = sent("m3");
    MessageConsumer consumer =
        hearing(
            m ->
                switch (m.id()) {
                  case "m1" -> new Consumed.Retry("busy");
                  case "m2" -> throw new IllegalStateException("broken");
                  default -> new Consumed.Park("never");
                },
            false);
    MessageRunner once = runner(consumer, 1);
    for (Message message : List.of(asking, failing, saying)) {
      once.deliver(message.key());
      assertThat(row(message).orElseThrow().indexes()).isEmpty();
    }
    assertThat(consumed).containsExactly("m1 parked: busy", "m2 parked: IllegalStateException");
  }

  @Test
  void run_diedWhileGivingUp_givesUpAgain() {
    Message message = sent("m1");
    MessageConsumer consumer = hearing(m -> new Consumed.Retry("busy"), true);
    MessageRunner once = runner(consumer, 1);
    assertThatThrownBy(() -> once.deliver(message.key())).isInstanceOf(StoreUnavailable.class);
    assertThat(row(message).orElseThrow().indexes()).containsKey(Index.DUE);
    world.clock.advance(MessageRunner.LEASE);
    once.run();
    assertThat(row(message).orElseThrow().indexes()).isEmpty();
    assertThat(consumed).containsExactly("m1 parked: busy", "m1 parked: no attempt came back");
  }
}
