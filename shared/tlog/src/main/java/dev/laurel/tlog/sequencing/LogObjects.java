package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.PutResult;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The log's objects: `checkpoint` and `tile/...`, which are public, `staging/...` and `heads/...`,
/// which are not. What is read here proves nothing by being there.
final class LogObjects {
  private static final ObjectName CHECKPOINT = new ObjectName("checkpoint");
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";

  /// Largest object that is read: a staged batch is the largest, [SequencerSettings#MAX_BATCH]
  /// entries of 1 KiB and their hashes, with room for three times as much.
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private final ObjectStore store;

  LogObjects(ObjectStore store) {
    this.store = store;
  }

  /// The published checkpoint's bytes and the tag that names them.
  @SuppressWarnings("ArrayRecordComponent") // stays in this package
  record Published(byte[] note, String tag) {}

  Optional<Published> checkpoint() {
    return store.open(CHECKPOINT).map(content -> new Published(bytes(content), content.tag()));
  }

  /// Publishes a checkpoint where none is; false where one is.
  boolean publishFirst(byte[] note) {
    return store.putIfAbsent(CHECKPOINT, note, TEXT) instanceof PutResult.Stored;
  }

  /// Publishes a checkpoint over the one that was read; false where it is another by now.
  boolean publishOver(Published before, byte[] note) {
    return store.replace(CHECKPOINT, note, TEXT, before.tag()) instanceof PutResult.Stored;
  }

  Optional<byte[]> tile(TilePath path) {
    return read(new ObjectName(path.text()));
  }

  /// Puts a tile that nobody can have put otherwise; false where other bytes are there.
  boolean putTile(TilePath path, byte[] bytes) {
    return putSame(new ObjectName(path.text()), bytes);
  }

  Optional<byte[]> staged(Head head) {
    return read(staging(head));
  }

  /// Puts what a head is made of; false where other bytes are there.
  boolean stage(Head head, byte[] bytes) {
    return putSame(staging(head), bytes);
  }

  /// The head that follows a size, as the first who settled it left it.
  Optional<byte[]> headAfter(long size) {
    return read(follower(size));
  }

  /// Says for good which head follows its predecessor; false where another one does.
  boolean putHead(Head head) {
    return putSame(follower(head.previousSize()), head.bytes());
  }

  /// The predecessor's size is part of the name: the same tree grown from another size is staged
  /// with other tiles.
  private static ObjectName staging(Head head) {
    Hash root = head.root();
    return new ObjectName("staging/" + head.size() + "-" + root.hex() + "-" + head.previousSize());
  }

  private static ObjectName follower(long size) {
    return new ObjectName("heads/" + size);
  }

  private boolean putSame(ObjectName name, byte[] bytes) {
    return store.putIfAbsent(name, bytes, BYTES) instanceof PutResult.Stored
        || read(name).filter(there -> Arrays.equals(there, bytes)).isPresent();
  }

  private Optional<byte[]> read(ObjectName name) {
    return store.open(name).map(LogObjects::bytes);
  }

  private static byte[] bytes(ObjectContent content) {
    try (content) {
      byte[] bytes = content.bytes().readNBytes(MAX_BYTES);
      if (bytes.length != content.length()) {
        throw new StoreUnavailable("an object of the log came cut off");
      }
      return bytes;
    } catch (IOException e) {
      throw new StoreUnavailable("an object of the log could not be read", e);
    }
  }
}
