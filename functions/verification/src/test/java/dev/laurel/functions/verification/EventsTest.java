package dev.laurel.functions.verification;

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

/// Replays every file of `events/verification` through the function over [Seeded] stores. Beside
/// `event` and `expect` a file may have `given`: `unavailable` (the store does not answer),
/// `damaged` (a row is not what it should be), `complete` (the body is the private credential),
/// `open-credential` (the body holds the open one as VC-API has it) or `large-body` (one byte over
/// the limit).
final class EventsTest {
  private static final Path ROOT = Path.of(System.getenv().getOrDefault("LAUREL_ROOT", "../.."));

  @TestFactory
  Stream<DynamicTest> replay_everyCase_answersAsExpected() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events/verification"))) {
      List<Path> cases = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(cases).isNotEmpty();
      return cases.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }
  }

  private static void replay(Path file) throws IOException {
    JsonNode sample = Json.parse(Files.readAllBytes(file));
    Seeded seeded = new Seeded();
    JsonNode event = sample.path("event");
    for (JsonNode given : sample.path("given")) {
      switch (given.asString()) {
        case "unavailable" -> seeded.faults.reset().dieBefore(1);
        case "damaged" -> seeded.damage();
        case "complete" ->
            ((ObjectNode) event)
                .put("body", new String(seeded.document(Seeded.PRIVATE), StandardCharsets.UTF_8));
        case "open-credential" -> {
          ObjectNode wrapper = Json.object();
          wrapper.set("verifiableCredential", Json.parse(seeded.document(Seeded.OPEN)));
          ((ObjectNode) event).put("body", Json.write(wrapper));
        }
        case "large-body" -> {
          byte[] body = new byte[Edge.MAX_BODY_BYTES + 1];
          Arrays.fill(body, (byte) ' ');
          ((ObjectNode) event).put("body", new String(body, StandardCharsets.US_ASCII));
        }
        default -> throw new AssertionError("unknown: " + given);
      }
    }
    Response response = Edge.decoded(seeded.edge.handle(Json.bytes(event), "test"));
    JsonNode expect = sample.path("expect");
    assertThat(response.status()).as(response.text()).isEqualTo(expect.path("status").asInt());
    String type =
        response.headers().getOrDefault("content-type", "").startsWith("application/problem+json")
            ? Json.parse(response.body()).path("type").asString()
            : "";
    assertThat(type.substring(type.lastIndexOf('/') + 1)).isEqualTo(expect.path("type").asString());
  }
}
