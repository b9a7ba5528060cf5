package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemReader;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.VerifierKey;
import java.time.Instant;

/// A head that a consistent read of the lock row showed: the only thing that a [LogSigner] signs.
/// Only this package makes one, and only by reading.
public final class CommittedHead {
  private final String origin;
  private final Head head;

  private CommittedHead(String origin, Head head) {
    this.origin = origin;
    this.head = head;
  }

  /// The head that the lock row holds now.
  static CommittedHead read(ItemReader items, String origin) {
    return new CommittedHead(origin, Head.read(items));
  }

  Head head() {
    return head;
  }

  public String origin() {
    return origin;
  }

  public long size() {
    return head.size();
  }

  public Hash root() {
    return head.root();
  }

  /// When it was committed, which is the timestamp of its cosignature; to the millisecond.
  public Instant time() {
    return Instant.ofEpochMilli(head.time());
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(origin, size(), root());
  }

  /// The bytes that a key of the log signs: the note's text (0x01), or the message of an ML-DSA-44
  /// cosignature with the time of this head in whole seconds (0x06).
  public byte[] message(VerifierKey key) {
    return key.message(checkpoint(), time().getEpochSecond());
  }

  @Override
  public String toString() {
    return "CommittedHead[" + origin + " " + size() + "]";
  }
}
