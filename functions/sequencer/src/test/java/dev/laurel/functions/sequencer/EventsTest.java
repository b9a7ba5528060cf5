package dev.laurel.functions.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.json.Json;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.sequencing.EntryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Replays every file of `events/sequencer` through the function over a [Seeded] log. Beside
/// `event` and `expect` a file may have `given`: `unavailable` (the store does not answer) or
/// `rolled-back` (the bucket lost what the table knows). `expect` says how large the log is
/// afterwards, how many records fail or that the invocation does, and which line is in the
/// function's log.
final class EventsTest {
  private static final Path ROOT = Path.of(System.getenv().getOrDefault("LAUREL_ROOT", "../.."));

  @TestFactory
  Stream<DynamicTest> replay_everyCase_answersAsExpected() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events/sequencer"))) {
      List<Path> cases = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(cases).isNotEmpty();
      return cases.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }
  }

  private static void replay(Path file) throws IOException {
    JsonNode sample = Json.parse(Files.readAllBytes(file));
    Seeded seeded = new Seeded();
    switch (sample.path("given").asString("")) {
      case "" -> {}
      case "unavailable" -> seeded.faults.reset().dieBefore(1);
      case "rolled-back" -> seeded.loseObjects();
      default -> throw new AssertionError("unknown: " + sample.path("given"));
    }
    byte[] event = Json.bytes(sample.path("event"));
    JsonNode expect = sample.path("expect");
    if (expect.path("fails").asBoolean(false)) {
      assertThatThrownBy(() -> seeded.handle(event)).isInstanceOf(StoreUnavailable.class);
    } else {
      JsonNode answer = seeded.handle(event);
      if (sample.path("event").has("Records")) {
        assertThat(answer.path("batchItemFailures").size())
            .isEqualTo(expect.path("batchItemFailures").asInt());
      } else {
        assertThat(answer.path("ok").asBoolean(false)).isTrue();
      }
    }
    if (expect.has("size")) {
      assertThat(seeded.publishedSize()).isEqualTo(expect.path("size").asLong());
      long logged =
          IntStream.range(0, 6).filter(i -> seeded.row(i).state() == EntryRow.State.LOGGED).count();
      assertThat(logged).isEqualTo(expect.path("size").asLong());
    }
    if (expect.has("line")) {
      assertThat(seeded.logged(expect.path("line").asString()))
          .as(seeded.lines.toString())
          .isTrue();
    }
  }
}
