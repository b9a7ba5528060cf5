package dev.laurel.functions.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Replays every file of `events/issuance` through the function over [Seeded] stores. Beside
/// `event` and `expect` a file may have `before`, events that come first, and `given`:
/// `unavailable` (the store does not answer), `contended` (others are always in the way), `damaged`
/// (a row is not what it should be), `large-body` (one byte over the limit), `parked` (the award
/// stands), `abandoned` (it was given up, too), `parked-contended`, or `log-silent` (the log does
/// not answer).
final class EventsTest {
  private static final Path ROOT = Path.of(System.getenv().getOrDefault("LAUREL_ROOT", "../.."));

  @TestFactory
  Stream<DynamicTest> replay_everyCase_answersAsExpected() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events/issuance"))) {
      List<Path> cases = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(cases).isNotEmpty();
      return cases.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }
  }

  private static void replay(Path file) throws IOException {
    JsonNode sample = Json.parse(Files.readAllBytes(file));
    Seeded seeded = new Seeded();
    String given = sample.path("given").asString("");
    if (given.startsWith("parked")) {
      seeded.park();
    }
    for (JsonNode before : sample.path("before")) {
      seeded.edge.handle(Json.bytes(before), "before");
    }
    JsonNode event = sample.path("event");
    switch (given) {
      case "" -> {}
      case "unavailable" -> seeded.faults.reset().dieBefore(1);
      case "parked" -> {}
      case "abandoned" -> seeded.abandon();
      case "log-silent" -> seeded.logAnswers = false;
      case "contended", "parked-contended" -> seeded.contended = true;
      case "damaged" -> seeded.damage();
      case "large-body" -> {
        byte[] body = new byte[Edge.MAX_BODY_BYTES + 1];
        Arrays.fill(body, (byte) ' ');
        ((ObjectNode) event).put("body", new String(body, StandardCharsets.US_ASCII));
      }
      default -> throw new AssertionError("unknown: " + sample.path("given"));
    }
    check(event, sample.path("expect"), seeded.edge.handle(Json.bytes(event), "test"));
  }

  private static void check(JsonNode event, JsonNode expect, byte[] answer) {
    if (event.has("Records")) {
      assertThat(Json.parse(answer).path("batchItemFailures").size())
          .isEqualTo(expect.path("batchItemFailures").asInt());
      return;
    }
    if (!event.has("requestContext")) {
      assertThat(Json.parse(answer).path("ok").asBoolean()).isTrue();
      return;
    }
    Response response = Edge.decoded(answer);
    assertThat(response.status()).as(response.text()).isEqualTo(expect.path("status").asInt());
    String type =
        response.headers().getOrDefault("content-type", "").startsWith("application/problem+json")
            ? Json.parse(response.body()).path("type").asString()
            : "";
    assertThat(type.substring(type.lastIndexOf('/') + 1)).isEqualTo(expect.path("type").asString());
  }
}
