package dev.laurel.functions.sequencer;

import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Log;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FaultyObjectStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.SignedCheckpoint.Opened;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A log of its own over stores in memory: three entries are in it, three more wait.
final class Seeded {
  static final String ORIGIN = "laurel.example/log";

  final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  final Faults faults = new Faults();
  final MemoryItemStore items = new MemoryItemStore(clock);
  final MemoryObjectStore objects = new MemoryObjectStore(clock);
  final TestLogKeys keys = new TestLogKeys(ORIGIN);
  final List<String> lines = new ArrayList<>();
  final Edge edge = edge();

  Seeded() {
    for (int i = 0; i < 3; i++) {
      queue(i);
    }
    edge.handle(OutboxEvent.sweep(), "seed");
    clock.advance(java.time.Duration.ofSeconds(1));
    for (int i = 3; i < 6; i++) {
      queue(i);
    }
    lines.clear();
  }

  /// Another process over the same stores.
  Edge edge() {
    Wiring.Ports ports =
        new Wiring.Ports(
            new FaultyItemStore(items, faults),
            new FaultyObjectStore(objects, faults),
            keys,
            () -> "",
            List.of(),
            clock,
            new CountingRandom(),
            1);
    return Wiring.edge(ports, ORIGIN, new Log("test", lines::add));
  }

  /// The entry of that number; the recorded events name their ids.
  static Issue entry(int number) {
    byte[] commit = new byte[32];
    commit[0] = (byte) number;
    return new Issue(
        List.of("did:web:laurel.example:issuers:1#key-1"),
        commit,
        java.time.Instant.parse("2026-11-21T10:00:00Z"));
  }

  private void queue(int number) {
    EntryRow row = EntryRow.pending(entry(number), "award:" + number + ":1", clock.instant());
    items.write(List.of(row.create()));
  }

  EntryRow row(int number) {
    return new LogLookup(items).entry(entry(number).id()).orElseThrow();
  }

  Optional<EntryRow> row(EntryId id) {
    return new LogLookup(items).entry(id);
  }

  /// The size of the published checkpoint, which must be signed by the log.
  long publishedSize() throws IOException {
    try (ObjectContent content = objects.open(new ObjectName("checkpoint")).orElseThrow()) {
      Opened opened = SignedCheckpoint.open(content.bytes().readAllBytes(), ORIGIN, keys.keys());
      return ((Opened.Valid) opened).checkpoint().size();
    }
  }

  /// Puts the object store back to what it was when the log was empty.
  void loseObjects() {
    for (ObjectName name : objects.list("", dev.laurel.storage.Cursor.START).entries()) {
      objects.delete(name);
    }
  }

  boolean logged(String event) {
    return lines.stream().anyMatch(line -> line.contains("\"event\":\"" + event + "\""));
  }

  JsonNode handle(byte[] event) {
    return Json.parse(edge.handle(event, "test"));
  }
}
