package dev.laurel.tlog.sequencing;

import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings the log's table, restored from a backup, back up to the log's files: rows of logged
/// entries become LOGGED again, issue entries that were ended or that no row stands for any more
/// are given up, and the lock row becomes the last head along `heads/`.
///
/// Nothing else may run meanwhile; [Restoring] keeps sequencers off all the same. Each call does so
/// much and keeps how far it is, so it is called until nothing is left, and again after a failure.
/// The lock row comes last: as long as a row says PENDING of an entry that is in the log, no head
/// may be committed on top of it.
public final class Recovery {
  /// Most entries of one call: as many as of the largest batch, which a function writes in its
  /// time.
  private static final int MOST_ENTRIES = SequencerSettings.MAX_BATCH;

  /// Most heads that one call follows, one read after the other: 20 seconds at 20 ms each.
  private static final int MOST_HEADS = 1_000;

  private final Sequencer sequencer;
  private final int mostEntries;
  private final int mostHeads;

  /// @param sequencer the one that goes on afterwards
  public Recovery(Sequencer sequencer) {
    this(sequencer, MOST_ENTRIES, MOST_HEADS);
  }

  Recovery(Sequencer sequencer, int mostEntries, int mostHeads) {
    this.sequencer = sequencer;
    this.mostEntries = mostEntries;
    this.mostHeads = mostHeads;
  }

  /// Goes on where the last call stopped; from the beginning where that one had come to the end.
  ///
  /// @throws StoreUnavailable where it must be run again
  /// @throws LogStopped where the files contradict each other
  public Restored run() {
    Restoring marker = mark();
    begin();
    Walk walk = follow(marker);
    if (!walk.ended()) {
      return new Restored(walk.head().size(), walk.heads(), 0, 0, 0, walk.head().size(), true);
    }
    if (walk.head().size() == 0) {
      put(walk.marker().ofLists());
      return new Restored(0, 0, 0, 0, 0, 0, false);
    }
    prove(walk.head());
    return rows(walk);
  }

  /// The marker, which says that the log is being restored when this returns.
  private Restoring mark() {
    Optional<Restoring> there = Restoring.of(sequencer.items);
    if (there.isEmpty()) {
      return put(Restoring.since(sequencer.clock.instant()));
    }
    return there.get().isOfLog() ? there.get() : put(there.get().again(sequencer.clock.instant()));
  }

  private Restoring put(Restoring marker) {
    write(marker.write(), "another restore runs");
    return marker;
  }

  private void write(Write write, String otherwise) {
    if (!(sequencer.items.write(List.of(write)) instanceof WriteResult.Written)) {
      throw new StoreUnavailable(otherwise);
    }
  }

  /// When the log began is known from its first head, should the row be gone.
  private void begin() {
    boolean known = sequencer.items.get(Began.KEY, Read.CONSISTENT).isPresent();
    Optional<Head> first = known ? Optional.empty() : follower(0);
    if (first.isPresent()) {
      Instant at = Instant.ofEpochMilli(first.get().time());
      Began began = new Began(sequencer.settings.origin(), at, sequencer.signer.keys());
      sequencer.items.write(List.of(began.create()));
    }
  }

  /// How far `heads/` was followed.
  private record Walk(Restoring marker, Head head, int heads, boolean ended) {}

  /// Follows `heads/` from where the last call stopped, or from the lock row. Heads that the marker
  /// does not know are later than the backup that it came back with, and so all entries are looked
  /// at again.
  private Walk follow(Restoring marker) {
    Head row = Head.read(sequencer.items);
    Optional<Head> kept =
        marker
            .head()
            .filter(head -> head.previousSize() >= row.previousSize())
            .filter(head -> follower(head.previousSize()).filter(head::isSameAs).isPresent());
    Head head = kept.orElse(row);
    int heads = kept.isPresent() ? marker.heads() : 0;
    if (kept.isEmpty() && row.size() > 0) {
      Optional<Head> other = follower(row.previousSize()).filter(there -> !there.isSameAs(row));
      if (other.isPresent()) {
        // Committed after a rollback, and then stopped: it was never signed.
        head = other.get();
        heads++;
      }
    }
    Optional<Head> next = follower(head.size());
    int followed = 0;
    while (next.isPresent() && followed < mostHeads) {
      head = next.get();
      followed++;
      next = follower(head.size());
    }
    heads += followed;
    boolean known = kept.isPresent() && followed == 0;
    Restoring now = known || head.size() == 0 ? marker : put(marker.followed(head, heads));
    return new Walk(now, head, heads, next.isEmpty());
  }

  private Optional<Head> follower(long size) {
    Optional<byte[]> bytes = sequencer.objects.headAfter(size);
    Optional<Head> head = bytes.flatMap(Head::parse);
    if (bytes.isPresent() && head.filter(h -> h.previousSize() == size).isEmpty()) {
      throw new LogStopped("heads/" + size + " is damaged");
    }
    return head;
  }

  /// Makes sure that the head's checkpoint is published and has its row. A head whose sequencer
  /// died is signed now; only for that the lock row comes first.
  private void prove(Head head) {
    Optional<CheckpointRow> published = sequencer.settlement.published(head);
    if (published.isEmpty()) {
      settle(head);
    } else if (CheckpointRow.read(sequencer.items, head.size()).isEmpty()) {
      write(published.get().write(), "another sequencer runs");
    }
  }

  private Restored rows(Walk walk) {
    EntryRecovery rows = new EntryRecovery(sequencer, walk.head());
    Restoring marker = walk.marker();
    for (long done = 0; marker.left() > 0; ) {
      if (done >= mostEntries) {
        return rows.done(walk.heads(), marker.left(), true);
      }
      long left = rows.restore(marker.left());
      done += marker.left() - left;
      marker = put(marker.reached(left));
    }
    // All its rows were looked at, so settling it needs no staged files, which may be gone.
    CheckpointRow.read(sequencer.items, walk.head().size())
        .filter(row -> !row.done())
        .ifPresent(row -> write(row.finished().write(), "another sequencer runs"));
    settle(walk.head());
    put(marker.ofLists());
    return rows.done(walk.heads(), 0, false);
  }

  /// Makes this head the lock row's, and settles it.
  private void settle(Head head) {
    Head row = Head.read(sequencer.items);
    if (!row.isSameAs(head)) {
      Write swap = head.replacing(row, sequencer.random).over(row);
      write(swap, "another sequencer runs");
    }
    try {
      sequencer.settlement.settle(sequencer.lock.read(), Optional.empty());
    } catch (MovedOn e) {
      throw new StoreUnavailable("another sequencer runs");
    }
  }
}
