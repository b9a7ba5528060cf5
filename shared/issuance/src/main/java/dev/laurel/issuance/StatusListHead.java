package dev.laurel.issuance;

import dev.laurel.credentials.status.Bitstring;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The bits of a status list as they are decided, and how far their signed form is behind.
///
/// Row `LIST#<id>` / `HEAD`; `version` is the item's. `bitsVersion` moves with every change of the
/// bits and with every renewal, and `versionAt` with it: the signed document of a version is a pure
/// function of this row, so one version has one content. There is no dirty flag: the list must be
/// signed while `signedVersion` is below `bitsVersion`, and is due again at half its life.
record StatusListHead(
    String id,
    IssuerId issuer,
    String bits,
    long bitsVersion,
    Instant versionAt,
    long signedVersion,
    long version) {
  /// How long a signed list holds: a reader with an old copy learns of a revocation within a week
  /// at the latest, and the deployment may stand still for half of it.
  static final Duration LIFE = Duration.ofDays(7);

  private static final Duration HALF_LIFE = LIFE.dividedBy(2);

  static ItemKey key(String id) {
    return ItemKey.of("LIST#" + id, "HEAD");
  }

  /// The partition of [Index#DUE] in which lists of a shard stand.
  static String duePartition(int shard) {
    return "status-list#" + shard;
  }

  /// The sort key of [Index#DUE]; whole seconds, so that all have one length.
  static String dueSort(Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String id(ItemKey key) {
    return key.partition().substring("LIST#".length());
  }

  /// A new list without a bit set.
  static StatusListHead empty(String id, IssuerId issuer, Instant now) {
    return new StatusListHead(id, issuer, Bitstring.empty().encode(), 1, now, 0, 1);
  }

  /// The next version, with a bit set.
  StatusListHead with(int index, Instant now) {
    Bitstring changed = bitstring().with(index, true);
    return new StatusListHead(
        id, issuer, changed.encode(), bitsVersion + 1, now, signedVersion, version + 1);
  }

  /// The next version, with the same bits and a new life.
  StatusListHead renewed(Instant now) {
    return new StatusListHead(id, issuer, bits, bitsVersion + 1, now, signedVersion, version + 1);
  }

  /// The next version: this much of the bits is signed and public.
  StatusListHead signed(long signedBitsVersion) {
    return new StatusListHead(
        id, issuer, bits, bitsVersion, versionAt, signedBitsVersion, version + 1);
  }

  boolean isSigned() {
    return signedVersion >= bitsVersion;
  }

  boolean isOld(Instant now) {
    return !now.isBefore(versionAt.plus(HALF_LIFE));
  }

  Bitstring bitstring() {
    return switch (Bitstring.decode(bits, Bitstring.MINIMUM_SIZE)) {
      case Bitstring.Decoding.Decoded(Bitstring decoded) -> decoded;
      case Bitstring.Decoding.Refused refused ->
          throw new IllegalStateException("stored status list is damaged: " + id);
    };
  }

  /// The write that stores this version over the one before it.
  Write write() {
    Row row = new Row(issuer.text(), bits, bitsVersion, versionAt, signedVersion);
    Instant due = isSigned() ? versionAt.plus(HALF_LIFE) : versionAt;
    Item item =
        Item.of(key(id), version, Json.write(row))
            .indexed(
                Index.DUE,
                duePartition(Math.floorMod(id.hashCode(), Message.SHARDS)),
                dueSort(due));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  static StatusListHead from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new StatusListHead(
        id(item.key()),
        new IssuerId(row.issuer),
        row.bits,
        row.bitsVersion,
        row.versionAt,
        row.signedVersion,
        item.version());
  }

  record Row(String issuer, String bits, long bitsVersion, Instant versionAt, long signedVersion) {}
}
