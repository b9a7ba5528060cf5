package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Response;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.FaultyItemStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Replays `events/issuers`. A case may name what is `given` (a state of the world that no event
/// can make) and one event that comes `before`.
final class EventsTest {
  static final Path EVENTS = Path.of(System.getenv("LAUREL_ROOT"), "events", "issuers");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.sorted().toList();
    }
  }

  @Tag("check-74")
  @ParameterizedTest
  @MethodSource("cases")
  void handle_case_answersAsExpected(Path file) throws IOException {
    JsonNode sample = Json.parse(Files.readAllBytes(file));
    World world = new World();
    Edge edge = edge(world, sample.path("given").asString(""));
    if (sample.has("before")) {
      assertThat(answer(edge, sample.path("before")).status()).isLessThan(300);
    }
    JsonNode event = sample.path("event");
    if (sample.path("given").asString("").equals("large-body")) {
      event = ((ObjectNode) event).put("body", "x".repeat(Edge.MAX_BODY_BYTES + 1));
    }
    Response response = answer(edge, event);
    assertThat(response.status()).isEqualTo(sample.path("expect").path("status").intValue());
    assertThat(type(response)).isEqualTo(sample.path("expect").path("type").stringValue());
  }

  @Test
  void cases_coverEveryRoute() throws IOException {
    Set<String> routes = new HashSet<>();
    for (Path file : cases()) {
      JsonNode sample = Json.parse(Files.readAllBytes(file));
      if (sample.path("expect").path("type").stringValue().isEmpty()) {
        routes.add(sample.path("event").path("routeKey").stringValue());
      }
    }
    assertThat(routes).isEqualTo(new World().edge().routes());
  }

  private static Response answer(Edge edge, JsonNode event) {
    return Edge.decoded(edge.handle(Json.bytes(event), "r1"));
  }

  private static String type(Response response) {
    if (!response.headers().getOrDefault("content-type", "").contains("problem")) {
      return "";
    }
    String uri =
        Json.parse(response.text().getBytes(StandardCharsets.UTF_8)).path("type").stringValue();
    return uri.substring(ProblemType.BASE.length());
  }

  private static Edge edge(World world, String given) {
    return switch (given) {
      case "", "large-body" -> world.edge();
      case "contended" -> world.edge(new Altered(world.items, false));
      case "broken" -> world.edge(new Altered(world.items, true));
      case "store-unavailable" -> {
        FaultyItemStore faulty = new FaultyItemStore(world.items);
        faulty.faults().dieBefore(1);
        yield world.edge(faulty);
      }
      default -> throw new IllegalArgumentException(given);
    };
  }

  /// A store in which something else is always in the way, or whose queries are broken.
  private record Altered(ItemStore items, boolean broken) implements ItemStore {
    @Override
    public Optional<Item> get(ItemKey key, Read read) {
      return items.get(key, read);
    }

    @Override
    public Page<Item> query(
        Table table,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after,
        Read read) {
      return items.query(table, partition, range, order, limit, after, read);
    }

    @Override
    public Page<ItemKey> queryIndex(
        Table table,
        Index index,
        String partition,
        SortRange range,
        Order order,
        int limit,
        Cursor after) {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      return items.queryIndex(table, index, partition, range, order, limit, after);
    }

    @Override
    public WriteResult write(List<Write> transaction) {
      return new WriteResult.Conflict(List.of());
    }

    @Override
    public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
      return items.add(key, counter, delta, ceiling, expires);
    }
  }
}
