package dev.laurel.tlog.sequencing;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The log's files with a witness: whenever a checkpoint is published, it is larger than the one
/// before or the same, and all its tiles are there. What is otherwise is kept.
///
/// It greases each checkpoint: two signatures that nobody can verify are put among its lines, so
/// that whoever chokes on such signatures is found early.
final class WatchedObjectStore implements ObjectStore {
  private final MemoryObjectStore files;
  private final List<Checkpoint> published = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  WatchedObjectStore(MemoryObjectStore files) {
    this.files = files;
  }

  WatchedObjectStore copy(MemoryObjectStore itsFiles) {
    WatchedObjectStore copy = new WatchedObjectStore(itsFiles);
    copy.published.addAll(published);
    return copy;
  }

  /// All checkpoints that were ever published, in order.
  List<Checkpoint> published() {
    return published;
  }

  List<String> broken() {
    return broken;
  }

  @Override
  public PutResult putIfAbsent(ObjectName name, byte[] content, String mediaType) {
    return watched(
        name, content, mediaType, files.putIfAbsent(name, greased(name, content), mediaType));
  }

  @Override
  public PutResult replace(ObjectName name, byte[] content, String mediaType, String expectedTag) {
    return watched(
        name,
        content,
        mediaType,
        files.replace(name, greased(name, content), mediaType, expectedTag));
  }

  private static byte[] greased(ObjectName name, byte[] content) {
    if (!name.text().equals("checkpoint")) {
      return content;
    }
    Note note = Note.parse(content).orElseThrow();
    Random random = new Random(Arrays.hashCode(content));
    List<NoteSignature> lines = new ArrayList<>(note.signatures());
    lines.add(new NoteSignature("grease.example", random.nextInt(), new byte[] {7}));
    byte[] noise = new byte[3_000];
    random.nextBytes(noise);
    lines.add(new NoteSignature(FakeLogKey.ORIGIN, random.nextInt(), noise));
    Collections.shuffle(lines, random);
    return new Note(note.text(), lines).bytes();
  }

  private PutResult watched(ObjectName name, byte[] content, String type, PutResult result) {
    if (result instanceof PutResult.Stored && name.text().equals("checkpoint")) {
      Checkpoint checkpoint =
          Checkpoint.parse(Note.parse(content).orElseThrow().text()).orElseThrow();
      if (!published.isEmpty() && published.getLast().size() >= checkpoint.size()) {
        broken.add("published " + checkpoint + " over " + published.getLast());
      }
      if (!isThere(checkpoint)) {
        broken.add("published without its tiles: " + checkpoint);
      }
      published.add(checkpoint);
    }
    String wanted =
        name.text().equals("checkpoint") ? "text/plain; charset=utf-8" : "application/octet-stream";
    if (!type.equals(wanted)) {
      broken.add(name + " as " + type);
    }
    return result;
  }

  /// Whether every file of a log of this checkpoint is there, as it must be.
  boolean isThere(Checkpoint checkpoint) {
    Optional<List<byte[]>> entries = NaiveLog.entries(files, checkpoint.size());
    return entries.isPresent()
        && Arrays.equals(NaiveLog.root(entries.get()), checkpoint.root().bytes())
        && NaiveLog.files(entries.get()).entrySet().stream()
            .allMatch(file ->
                files
                    .bytes(new ObjectName(file.getKey()))
                    .filter(bytes -> Arrays.equals(bytes, file.getValue()))
                    .isPresent());
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name) {
    return files.open(name);
  }

  @Override
  public Optional<ObjectContent> open(ObjectName name, String version) {
    return files.open(name, version);
  }

  @Override
  public URI download(ObjectName name, String version, String fileName, Instant expires) {
    return files.download(name, version, fileName, expires);
  }

  @Override
  public void delete(ObjectName name) {
    files.delete(name);
  }

  @Override
  public Page<ObjectName> list(String prefix, Cursor after) {
    return files.list(prefix, after);
  }

  @Override
  public UploadInvitation invite(ObjectName name, UploadTerms terms) {
    return files.invite(name, terms);
  }
}
