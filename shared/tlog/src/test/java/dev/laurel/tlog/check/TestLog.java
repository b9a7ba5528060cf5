package dev.laurel.tlog.check;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.TestKeys;
import dev.laurel.tlog.TilePath;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A log in memory that publishes as the real one does, and that tests damage.
final class TestLog implements LogFiles {
  static final String ORIGIN = "example.com/log";

  final Map<String, byte[]> files = new TreeMap<>();
  final List<byte[]> entries = new ArrayList<>();
  final List<TestKeys> signers;
  TreeExtension last = TreeExtension.of(0, _ -> new byte[0], List.of());
  private boolean listed = true;

  TestLog(TestKeys... signers) {
    this.signers = List.of(signers);
  }

  static TestLog ed25519() {
    return new TestLog(TestKeys.ed25519(ORIGIN));
  }

  List<VerifierKey> keys() {
    return signers.stream().map(TestKeys::verifier).toList();
  }

  LogCheck check() {
    return LogCheck.of(ORIGIN, keys());
  }

  TestLog append(LogEntry... batch) {
    return append(List.of(batch).stream().map(LogEntry::bytes).toList());
  }

  TestLog append(List<byte[]> batch) {
    last = TreeExtension.of(entries.size(), this::tile, batch);
    entries.addAll(batch);
    last.tiles().forEach((path, bytes) -> files.put(path.text(), bytes));
    return publish(new Checkpoint(ORIGIN, last.size(), last.root()));
  }

  TestLog publish(Checkpoint checkpoint) {
    Note note = new Note(checkpoint.text(), List.of());
    for (TestKeys signer : signers) {
      note = note.with(signer.sign(checkpoint, 1_700_000_000));
    }
    files.put("checkpoint", note.bytes());
    return this;
  }

  byte[] checkpoint() {
    return Objects.requireNonNull(files.get("checkpoint")).clone();
  }

  private byte[] tile(TilePath path) {
    return Objects.requireNonNull(files.get(path.text()), path.text());
  }

  TestLog unlisted() {
    listed = false;
    return this;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public List<String> list() {
    return listed ? List.copyOf(files.keySet()) : List.of();
  }
}
