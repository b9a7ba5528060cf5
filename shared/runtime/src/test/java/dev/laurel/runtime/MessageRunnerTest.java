package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Message.Topic;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Table;
import dev.laurel.testkit.FaultyItemStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MessageRunnerTest {
  private final World world = new World();
  private final List<String> consumed = new ArrayList<>();

  private MessageRunner runner(ItemStore items, MessageConsumer consumer) {
    return new MessageRunner(items, world.clock, Topic.ISSUANCE, consumer, 3, world.log);
  }

  private MessageRunner runner(MessageConsumer consumer) {
    return runner(world.items, consumer);
  }

  private synchronized Consumed done(Message message) {
    consumed.add(message.id());
    return new Consumed.Done();
  }

  private Message sent(String id) {
    Message message = Message.of(Topic.ISSUANCE, id, "award", "{}");
    world.items.write(List.of(message.send(world.clock.instant().plusSeconds(60))));
    return message;
  }

  private Optional<Item> row(Message message) {
    return world.items.get(message.key(), Read.CONSISTENT);
  }

  private boolean logged(String event) {
    return world.lines.stream().anyMatch(line -> line.contains("\"event\":\"" + event + "\""));
  }

  @Test
  void deliver_done_removesTheMessage() {
    Message message = sent("m1");
    runner(this::done).deliver(message.key());
    assertThat(consumed).containsExactly("m1");
    assertThat(row(message)).isEmpty();
  }

  @Tag("check-89")
  @Test
  void deliver_eightAtOnce_consumesOnce() throws Exception {
    Message message = sent("m1");
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    MessageRunner runner =
        runner(m -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          Consumed result = done(m);
          atOnce.decrementAndGet();
          return result;
        });
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> {
        runner.deliver(message.key());
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    }
    assertThat(consumed).containsExactly("m1");
    assertThat(most).hasValue(1);
  }

  @Test
  void deliver_whileAnotherWorks_doesNothing() {
    Message message = sent("m1");
    MessageRunner[] self = new MessageRunner[1];
    self[0] =
        runner(m -> {
          self[0].deliver(m.key());
          self[0].run();
          return done(m);
        });
    self[0].deliver(message.key());
    assertThat(consumed).containsExactly("m1");
  }

  @Tag("check-102")
  @Test
  void run_processDied_deliversAfterTheLease() {
    Message message = sent("m1");
    MessageRunner dying =
        runner(m -> {
          throw new StoreUnavailable("died", new RuntimeException());
        });
    assertThatThrownBy(() -> dying.deliver(message.key())).isInstanceOf(StoreUnavailable.class);
    MessageRunner next = runner(this::done);
    next.run();
    assertThat(consumed).isEmpty();
    world.clock.advance(MessageRunner.LEASE);
    next.run();
    assertThat(consumed).containsExactly("m1");
    assertThat(row(message)).isEmpty();
  }

  @Test
  void run_messageThatTheStreamLost_isDeliveredWhenDue() {
    Message message = sent("m1");
    MessageRunner runner = runner(this::done);
    runner.run();
    assertThat(consumed).isEmpty();
    world.clock.advance(Duration.ofSeconds(61));
    runner.run();
    assertThat(consumed).containsExactly("m1");
    assertThat(row(message)).isEmpty();
  }

  @Tag("check-101")
  @Test
  void deliver_retry_waitsLongerEachTimeThenParks() {
    Message message = sent("m1");
    MessageRunner runner =
        runner(m -> {
          consumed.add("try " + m.attempts());
          return new Consumed.Retry("busy");
        });
    runner.deliver(message.key());
    runner.deliver(message.key());
    assertThat(consumed).containsExactly("try 1");
    world.clock.advance(Duration.ofSeconds(10));
    runner.run();
    world.clock.advance(Duration.ofSeconds(59));
    runner.run();
    assertThat(consumed).containsExactly("try 1", "try 2");
    world.clock.advance(Duration.ofSeconds(1));
    runner.run();
    assertThat(consumed).containsExactly("try 1", "try 2", "try 3");
    assertThat(row(message).orElseThrow().indexes()).doesNotContainKey(Index.DUE);
    assertThat(logged("parked")).isTrue();
    world.clock.advance(Duration.ofDays(1));
    runner.run();
    runner.deliver(message.key());
    assertThat(consumed).hasSize(3);
  }

  @Test
  void deliver_park_keepsTheMessageVisible() {
    Message message = sent("m1");
    runner(m -> new Consumed.Park("never")).deliver(message.key());
    assertThat(row(message)).isPresent();
    assertThat(world.lines).anyMatch(l -> l.contains("parked") && l.contains("never"));
  }

  @Tag("check-101")
  @Test
  void deliver_consumerThrows_isARetryAndItsMessageIsNotLogged() {
    Message message = sent("m1");
    runner(
            m -> {
              throw new IllegalStateException("jane@example.org");
            })
        .deliver(message.key());
    assertThat(row(message).orElseThrow().indexes()).containsKey(Index.DUE);
    assertThat(world.lines).noneMatch(l -> l.contains("jane"));
  }

  @Test
  void run_everyAttemptKilledTheProcess_isParked() {
    Message message = sent("m1");
    MessageRunner dying =
        runner(m -> {
          throw new StoreUnavailable("died", new RuntimeException());
        });
    for (int i = 1; i <= 3; i++) {
      assertThatThrownBy(() -> dying.deliver(message.key())).isInstanceOf(StoreUnavailable.class);
      world.clock.advance(MessageRunner.lease(i));
    }
    runner(this::done).run();
    assertThat(consumed).isEmpty();
    assertThat(row(message).orElseThrow().indexes()).doesNotContainKey(Index.DUE);
  }

  @Test
  void deliver_overtakenAfterTheLease_changesNothing() {
    Message message = sent("m1");
    runner(
            m -> {
              world.clock.advance(MessageRunner.LEASE);
              runner(other -> new Consumed.Park("theirs")).deliver(m.key());
              return new Consumed.Done();
            })
        .deliver(message.key());
    assertThat(row(message)).isPresent();
    assertThat(logged("message-overtaken")).isTrue();
  }

  @Test
  void deliver_otherTopic_isLeftAlone() {
    Message mail = Message.of(Topic.NOTIFICATION, "m1", "published", "{}");
    world.items.write(List.of(mail.send(world.clock.instant())));
    runner(this::done).deliver(mail.key());
    assertThat(consumed).isEmpty();
  }

  private Edge edge(ItemStore items, MessageConsumer consumer) {
    return world.edge(Router.builder().build()).messages(runner(items, consumer)).build();
  }

  @Tag("check-101")
  @Test
  void handle_onePoisonAmongTen_isNoFailureOfTheBatch() {
    List<dev.laurel.storage.ItemKey> keys = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      keys.add(sent("m" + i).key());
    }
    Edge edge =
        edge(
            world.items,
            m -> {
              if (m.id().equals("m4")) {
                throw new IllegalStateException("poison");
              }
              return done(m);
            });
    String answer = new String(edge.handle(OutboxEvent.inserted(keys), "r"));
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(consumed).hasSize(9);
    assertThat(world.items.all(Table.OUTBOX))
        .singleElement()
        .satisfies(item -> assertThat(item.version()).isEqualTo(2))
        .satisfies(item -> assertThat(item.indexes()).containsKey(Index.DUE));
  }

  @Tag("check-101")
  @Test
  void handle_storeUnavailable_failsThatRecordAndAllAfterIt() {
    List<dev.laurel.storage.ItemKey> keys =
        List.of(sent("m1").key(), sent("m2").key(), sent("m3").key());
    FaultyItemStore faulty = new FaultyItemStore(world.items);
    // Three calls a message: get, claim, delete.
    faulty.faults().before(4);
    Edge edge = edge(faulty, this::done);
    assertThat(new String(edge.handle(OutboxEvent.inserted(keys), "r")))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}");
    edge.handle(OutboxEvent.inserted(keys.subList(1, 3)), "r");
    assertThat(consumed).containsExactly("m1", "m2", "m3");
  }

  @Test
  void handle_recordsThatAreNoMessages_arePassedOver() {
    Edge edge = edge(world.items, this::done);
    String event =
        "{\"Records\":[{\"eventName\":\"MODIFY\"},{\"eventName\":\"INSERT\"},{},5,"
            + "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"é\"}}}}]}";
    assertThat(
            new String(edge.handle(event.getBytes(java.nio.charset.StandardCharsets.UTF_8), "r")))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void handle_schedule_runsMessagesAndAllSweeps() {
    sent("m1");
    world.clock.advance(Duration.ofMinutes(2));
    List<String> swept = new ArrayList<>();
    Edge edge =
        world
            .edge(Router.builder().build())
            .messages(runner(this::done))
            .sweep(() -> {
              throw new IllegalStateException("broken");
            })
            .sweep(() -> swept.add("second"))
            .build();
    edge.handle(OutboxEvent.sweep(), "r");
    edge.handle(
        "{\"source\":\"aws.scheduler\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "r");
    assertThat(consumed).containsExactly("m1");
    assertThat(swept).hasSize(2);
    assertThat(logged("sweep-failed")).isTrue();
  }

  @Test
  void handle_scheduleWithoutStore_fails() {
    FaultyItemStore faulty = new FaultyItemStore(world.items);
    faulty.faults().before(1);
    Edge edge = edge(faulty, this::done);
    assertThatThrownBy(() -> edge.handle(OutboxEvent.sweep(), "r"))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void backoff_grows() {
    assertThat(MessageRunner.backoff(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(MessageRunner.backoff(99)).isEqualTo(Duration.ofHours(4));
    assertThat(Json.write(MessageRunner.BACKOFF.size())).isEqualTo("6");
  }
}
