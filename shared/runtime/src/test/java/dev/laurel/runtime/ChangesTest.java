package dev.laurel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Changed rows of the log's table, and operators' events.
final class ChangesTest {
  private static final ItemKey ONE = ItemKey.log("entry#1", "ENTRY");
  private static final ItemKey TWO = ItemKey.log("entry#2", "ENTRY");
  private static final ItemKey HEAD = ItemKey.log("log", "HEAD");

  private final World world = new World();
  private final List<List<ItemKey>> heard = new ArrayList<>();

  private EdgeBuilder edge() {
    return world.edge(Router.builder().build());
  }

  private static String handle(Edge edge, byte[] event) {
    return new String(edge.handle(event, "r"));
  }

  @Test
  void changes_ofOneBatch_comeTogetherAndOnce() {
    Edge edge = edge().changes("entry#", heard::add).build();
    String answer = handle(edge, OutboxEvent.changes("MODIFY", List.of(ONE, HEAD, TWO, ONE)));
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(heard).containsExactly(List.of(ONE, TWO));
  }

  @Test
  void changes_ofOtherRows_areNotHeard() {
    Edge edge = edge().changes("entry#", heard::add).build();
    handle(edge, OutboxEvent.changes("MODIFY", List.of(HEAD)));
    assertThat(heard).isEmpty();
  }

  @Test
  void changes_storeUnavailable_failsFromTheirFirstRecordOn() {
    Edge edge =
        edge()
            .changes(
                "entry#",
                keys -> {
                  throw new StoreUnavailable("down");
                })
            .build();
    assertThat(handle(edge, OutboxEvent.changes("INSERT", List.of(HEAD, ONE, TWO))))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}");
  }

  @Test
  void changes_listenerBroken_isWrittenDownAndTaken() {
    Edge edge =
        edge()
            .changes(
                "entry#",
                keys -> {
                  throw new IllegalStateException("jane@example.org");
                })
            .build();
    assertThat(handle(edge, OutboxEvent.changes("INSERT", List.of(ONE))))
        .isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(world.lines).anyMatch(line -> line.contains("changes-failed"));
    assertThat(world.lines).noneMatch(line -> line.contains("jane"));
  }

  @Test
  void operation_ofThatName_isRun() {
    List<String> done = new ArrayList<>();
    Edge edge = edge().operation("restore", () -> done.add("restore")).build();
    assertThat(handle(edge, OutboxEvent.operation("restore"))).isEqualTo("{\"ok\":true}");
    handle(edge, OutboxEvent.operation("other"));
    assertThat(done).containsExactly("restore");
  }

  @Test
  void operation_fails_failsTheInvocation() {
    Edge edge =
        edge()
            .operation(
                "restore",
                () -> {
                  throw new IllegalStateException("broken");
                })
            .build();
    assertThatThrownBy(() -> edge.handle(OutboxEvent.operation("restore"), "r"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void operation_nameOfTheSchedule_isTaken() {
    assertThatThrownBy(() -> edge().operation("sweep", () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
