package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.SignedCheckpoint.Opened;
import dev.laurel.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Brings a committed head to its end: `heads/`, tiles, signature, checkpoint, LOGGED rows. It is
/// the same for a head that was committed a moment ago and for one whose sequencer died.
///
/// Everything may be done twice, by two at once, and again after any crash. Which head follows a
/// size is put down before the first tile, so that tiles of two different heads never meet.
final class Settlement {
  /// How often a checkpoint is published against others who publish at the same time: each of them
  /// leaves the same one or a larger one.
  private static final int TRIES = 10;

  private final ItemStore items;
  private final LogObjects objects;
  private final LockRow lock;
  private final Trees trees;
  private final LogSigner signer;
  private final Cosignatures cosignatures;
  private final Function<byte[], Opened> reader;
  private final LoggedRows rows;
  private final Lanes lanes;

  /// @param reader reads a published checkpoint; [SignedCheckpoint#open] with the log's keys
  Settlement(
      ItemStore items,
      LogObjects objects,
      LockRow lock,
      Trees trees,
      LogSigner signer,
      Cosignatures cosignatures,
      Function<byte[], Opened> reader,
      Lanes lanes) {
    this.items = items;
    this.objects = objects;
    this.lock = lock;
    this.trees = trees;
    this.signer = signer;
    this.cosignatures = cosignatures;
    this.reader = reader;
    this.rows = new LoggedRows(items, lanes);
    this.lanes = lanes;
  }

  /// A checkpoint in the bucket that is believed, and the object that it lies in; nothing for the
  /// empty log.
  private record Current(List<LogObjects.Published> object, List<SignedCheckpoint> checkpoint) {
    long size() {
      return checkpoint.isEmpty() ? 0 : checkpoint.getFirst().size();
    }

    Hash root() {
      return checkpoint.isEmpty() ? Hash.EMPTY_ROOT : checkpoint.getFirst().root();
    }

    boolean covers(Head head) {
      return size() == head.size() && root().equals(head.root());
    }
  }

  /// Settles the head that the lock row holds.
  ///
  /// @param fresh what the caller committed a moment ago; used where it makes this head
  /// @throws MovedOn where the lock row holds another by now: whoever moved it settled this one
  void settle(CommittedHead committed, Optional<Batch> fresh) {
    Head head = committed.head();
    Current current = current(head);
    lock.demand(
        current.size() < head.size() || current.covers(head),
        head,
        "the published checkpoint of size " + current.size() + " is not of this log's past");
    if (head.size() == 0) {
      return;
    }
    if (!current.covers(head)) {
      Batch batch = batch(head, fresh);
      // Nothing is committed on a head that is not settled, so the last checkpoint is its
      // predecessor's, and the tree was grown from that one's edge.
      lock.demand(
          current.size() == batch.previousSize() && current.root().equals(batch.previous()),
          head,
          "it does not extend the published checkpoint of size " + current.size());
      apply(head, batch);
      SignedCheckpoint published = publish(committed, signed(committed, batch), current);
      rows.write(batch, published, CheckpointRow.read(items, head.size()));
      return;
    }
    Optional<CheckpointRow> row = CheckpointRow.read(items, head.size());
    lock.demand(
        row.isEmpty() || row.get().root().equals(head.root()),
        head,
        "a checkpoint of this size with another root was published before");
    if (row.isEmpty() || !row.get().done()) {
      rows.write(batch(head, fresh), current.checkpoint().getFirst(), row);
    }
  }

  /// The row of the published checkpoint where it is of this head, which then needs no signature.
  Optional<CheckpointRow> published(Head head) {
    return objects
        .checkpoint()
        .map(object -> reader.apply(object.note()))
        .filter(Opened.Valid.class::isInstance)
        .map(opened -> ((Opened.Valid) opened).checkpoint())
        .filter(there -> there.size() == head.size() && there.root().equals(head.root()))
        .map(CheckpointRow::of);
  }

  private Batch batch(Head head, Optional<Batch> fresh) {
    return fresh.filter(batch -> batch.makes(head)).orElseGet(() -> trees.staged(head));
  }

  private Current current(Head head) {
    Optional<LogObjects.Published> object = objects.checkpoint();
    if (object.isEmpty()) {
      return new Current(List.of(), List.of());
    }
    return switch (reader.apply(object.get().note())) {
      case Opened.Valid(SignedCheckpoint checkpoint) ->
          new Current(List.of(object.get()), List.of(checkpoint));
      case Opened.Refused(String why) -> {
        lock.demand(false, head, "the published checkpoint is refused: " + why);
        throw new MovedOn();
      }
    };
  }

  private void apply(Head head, Batch batch) {
    lock.demand(
        objects.putHead(head),
        head,
        "heads/" + head.previousSize() + " names another head: the lock row was rolled back");
    lanes.map(
        batch.tree().tiles().entrySet(),
        tile -> {
          lock.demand(
              objects.putTile(tile.getKey(), tile.getValue()),
              head,
              tile.getKey() + " holds other bytes");
          return true;
        });
  }

  /// The checkpoint with the log's own signatures, which are verified before anybody sees them, and
  /// those of witnesses.
  private SignedCheckpoint signed(CommittedHead head, Batch batch) {
    List<NoteSignature> lines = new ArrayList<>();
    for (VerifierKey key : signer.keys()) {
      lines.add(key.signature(head.time().getEpochSecond(), signer.sign(key, head)));
    }
    Note note = new Note(head.checkpoint().text(), lines);
    believed(note);
    return believed(cosignatures.added(note, head, batch.previousSize(), trees.hashes(batch)));
  }

  private SignedCheckpoint believed(Note note) {
    return switch (reader.apply(note.bytes())) {
      case Opened.Valid(SignedCheckpoint checkpoint) -> checkpoint;
      case Opened.Refused(String why) ->
          throw new StoreUnavailable("the log's key answered what does not verify: " + why);
    };
  }

  /// Publishes the checkpoint unless as large a one is there; answers the one that then is.
  private SignedCheckpoint publish(CommittedHead head, SignedCheckpoint own, Current before) {
    Current current = before;
    for (int i = 0; i < TRIES; i++) {
      boolean stored =
          current.object().isEmpty()
              ? objects.publishFirst(own.note().bytes())
              : objects.publishOver(current.object().getFirst(), own.note().bytes());
      if (stored) {
        return own;
      }
      current = current(head.head());
      if (current.covers(head.head())) {
        return current.checkpoint().getFirst();
      }
      lock.demand(
          current.size() < head.size(),
          head.head(),
          "a checkpoint of size " + current.size() + " was published over it");
    }
    throw new StoreUnavailable("the checkpoint is replaced by others all the time");
  }
}
