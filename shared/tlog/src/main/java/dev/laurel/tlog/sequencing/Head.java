package dev.laurel.tlog.sequencing;

import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An unsigned head of the log, as the lock row holds it: what the log is, decided by one
/// conditional write.
///
/// Row `log` / `HEAD`; none for the empty log. The nonce makes two commits of the same tree
/// different. The row's version is no counter: it jumps by a random number, because after a restore
/// counters repeat themselves, and a swap by somebody who read the row before the restore would
/// succeed.
///
/// @param time milliseconds since 1970, later than the predecessor's
/// @param previousSize the size of the committed head before this one
/// @param version the row's version; 0 where there is no row
record Head(long size, Hash root, long time, long previousSize, String nonce, long version) {
  static final ItemKey KEY = ItemKey.log("log", "HEAD");

  /// The head of the empty log.
  static final Head EMPTY = new Head(0, Hash.EMPTY_ROOT, 0, 0, "", 0);

  /// Largest step of the version: 2^32 swaps fit into a version, and two of them take the same step
  /// once in a thousand million times.
  private static final int VERSION_STEP = 1 << 30;

  private static final int NONCE_BYTES = 16;

  /// The head that follows `before`.
  static Head after(Head before, long size, Hash root, long time, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return new Head(size, root, time, before.size, HexFormat.of().formatHex(nonce), 0)
        .replacing(before, random);
  }

  /// This head in a row that replaces `before`.
  Head replacing(Head before, RandomGenerator random) {
    long step = 1L + random.nextInt(VERSION_STEP);
    return new Head(size, root, time, previousSize, nonce, before.version + step);
  }

  /// The lock row as it is now.
  static Head read(ItemReader items) {
    return items.get(KEY, Read.CONSISTENT).map(Head::from).orElse(EMPTY);
  }

  /// The write that swaps `before` for this head, if the row is still what it was.
  Write over(Head before) {
    return new Write.Put(
        Item.of(KEY, version, new String(bytes(), StandardCharsets.UTF_8)), before.condition());
  }

  /// The write that demands that this is still the lock row.
  Write check() {
    return new Write.Check(KEY, condition());
  }

  private Condition condition() {
    return version == 0 ? Condition.ABSENT : Condition.versionIs(version);
  }

  /// The bytes in `heads/<previous size>`: all but the version.
  byte[] bytes() {
    return Json.bytes(new Row(size, root.hex(), time, previousSize, nonce));
  }

  /// The head in bytes of a bucket, or empty where they are none. Its version is 0.
  static Optional<Head> parse(byte[] bytes) {
    try {
      Json.parse(bytes);
      Head head = of(Json.read(new String(bytes, StandardCharsets.UTF_8), Row.class), 0);
      return head.size > head.previousSize && head.previousSize >= 0
          ? Optional.of(head)
          : Optional.empty();
    } catch (JsonRefused | IllegalStateException | NullPointerException e) {
      return Optional.empty();
    }
  }

  static Head from(Item item) {
    return of(Json.read(item.body(), Row.class), item.version());
  }

  private static Head of(Row row, long version) {
    Hash root =
        Hash.parseHex(row.root).orElseThrow(() -> new IllegalStateException("stored root is none"));
    return new Head(row.size, root, row.time, row.previousSize, row.nonce, version);
  }

  /// Whether both are the same commit, whatever the versions of their rows.
  boolean isSameAs(Head other) {
    return size == other.size
        && root.equals(other.root)
        && time == other.time
        && previousSize == other.previousSize
        && nonce.equals(other.nonce);
  }

  record Row(long size, String root, long time, long previousSize, String nonce) {}
}
