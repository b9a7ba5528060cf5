package dev.laurel.issuance;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.credentials.status.StatusListCredential;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bits of a status list as they are decided, and how far their signed form is behind.
///
/// Row `LIST#<id>` / `HEAD`; `version` is the item's. `bitsVersion` moves with every change of the
/// bits and with every renewal, and `versionAt` with it: the signed document of a version is a pure
/// function of this row, so one version has one content. There is no dirty flag: the list must be
/// signed while `signedVersion` is below `bitsVersion`, and is due again at half its life.
/// `pendingVersion` is the version that is on its way through the log, 0 where none is: changes
/// meanwhile only change the bits, and the next version takes all of them. `restored` names the
/// last restore of the tables that has taken the public bits over, "" for none. `purpose` is that
/// of Bitstring Status List: bits of a revocation list are only ever set, those of a suspension
/// list also cleared. `didKey` is the issuer's did:key that the list is of, "" for its did:web: no
/// reader believes a list of another DID than the credential's.
///
/// It also stands in [Index#LIST] under `<issuer>#status-lists`; rows from before that do so from
/// their next version on, which comes at half a life at the latest.
///
/// A revocation list may have a twin for suspension, in which every credential has the index that
/// it has here: one place is taken for both. The twin's id follows from this list's.
record StatusListHead(
    String id,
    IssuerId issuer,
    String didKey,
    String purpose,
    String bits,
    long bitsVersion,
    Instant versionAt,
    long signedVersion,
    long pendingVersion,
    String restored,
    long version) {
  /// How long a signed list holds: a reader with an old copy learns of a revocation within a week
  /// at the latest, and the deployment may stand still for half of it.
  static final Duration LIFE = Duration.ofDays(7);

  static final Duration HALF_LIFE = LIFE.dividedBy(2);

  private static final int ID_BYTES = 16;

  /// The id of a revocation list's twin for suspension: as long as an id, and as little to be
  /// guessed as the list's own.
  static String suspensionOf(String list) {
    byte[] digest = Sha256.of(("suspension of " + list).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  /// The lists that a document with a place in this one names: it alone, or its twin as well. The
  /// document is JSON, or a JWS with or without its signature.
  static List<String> namedIn(byte[] document, String list) {
    String twin = suspensionOf(list);
    String text = new String(document, StandardCharsets.UTF_8);
    String claims =
        text.startsWith("{")
            ? text
            : new String(
                Base64.getUrlDecoder().decode(text.split("[.~]", 3)[1]), StandardCharsets.UTF_8);
    return claims.contains(twin) ? List.of(list, twin) : List.of(list);
  }

  static ItemKey key(String id) {
    return ItemKey.of("LIST#" + id, "HEAD");
  }

  /// The partition of [Index#LIST] in which an issuer's lists stand.
  static String listPartition(IssuerId issuer) {
    return issuer.text() + "#status-lists";
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

  /// A new revocation list without a bit set.
  static StatusListHead empty(String id, IssuerId issuer, String didKey, Instant now) {
    return empty(id, issuer, didKey, StatusListCredential.REVOCATION, now, "");
  }

  /// A new twin for suspension, without a bit set.
  static StatusListHead emptySuspension(String list, IssuerId issuer, String didKey, Instant now) {
    return empty(suspensionOf(list), issuer, didKey, StatusListCredential.SUSPENSION, now, "");
  }

  private static StatusListHead empty(
      String id, IssuerId issuer, String didKey, String purpose, Instant now, String restore) {
    return new StatusListHead(
        id, issuer, didKey, purpose, Bitstring.empty().encode(), 1, now, 0, 0, restore, 1);
  }

  /// A new list that takes the place of this one after a restore.
  StatusListHead successor(String newId, Instant now) {
    return empty(newId, issuer, didKey, StatusListCredential.REVOCATION, now, restored);
  }

  /// The DID whose credentials name the list, and which issues it.
  String did(PublicSite site) {
    return didKey.isEmpty() ? site.did(issuer) : didKey;
  }

  /// The next version, with a bit set.
  StatusListHead with(int index, Instant now) {
    return with(index, true, now);
  }

  /// The next version, with a bit set or cleared.
  StatusListHead with(int index, boolean value, Instant now) {
    if (!value && !purpose.equals(StatusListCredential.SUSPENSION)) {
      throw new IllegalArgumentException("a revocation is final");
    }
    return changed(bitstring().with(index, value), bitsVersion + 1, now, pendingVersion, restored);
  }

  /// The next version, with the same bits and a new life.
  StatusListHead renewed(Instant now) {
    return changed(bitstring(), bitsVersion + 1, now, pendingVersion, restored);
  }

  /// The next version, with the same bits and a new life, where what was on its way will not be
  /// signed.
  StatusListHead anew(Instant now) {
    return changed(bitstring(), bitsVersion + 1, now, 0, restored);
  }

  /// The next version after a restore, with the bits that were public and no memory of what was on
  /// its way. Its number has never been in the log, wherever the log had come to before the
  /// restore: numbers are counted on from the seconds of the clock, and nobody changes a list every
  /// second.
  StatusListHead restored(Bitstring withPublic, Instant now, String restore) {
    long number = Math.max(bitsVersion + 1, now.getEpochSecond());
    return changed(withPublic, number, now, 0, restore);
  }

  /// The next version: the newest bits are on their way through the log.
  StatusListHead pending() {
    return stored(signedVersion, bitsVersion);
  }

  /// The next version: what was on its way is signed and public.
  StatusListHead signed() {
    return stored(pendingVersion, 0);
  }

  private StatusListHead changed(
      Bitstring newBits, long newBitsVersion, Instant now, long newPending, String restore) {
    return new StatusListHead(
        id,
        issuer,
        didKey,
        purpose,
        newBits.encode(),
        newBitsVersion,
        now,
        signedVersion,
        newPending,
        restore,
        version + 1);
  }

  private StatusListHead stored(long newSigned, long newPending) {
    return new StatusListHead(
        id,
        issuer,
        didKey,
        purpose,
        bits,
        bitsVersion,
        versionAt,
        newSigned,
        newPending,
        restored,
        version + 1);
  }

  boolean isPending() {
    return pendingVersion > 0;
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
    Row row =
        new Row(
            issuer.text(),
            didKey.isEmpty() ? null : didKey,
            bits,
            bitsVersion,
            versionAt,
            signedVersion,
            pendingVersion,
            restored,
            purpose.equals(StatusListCredential.REVOCATION) ? null : purpose);
    Instant due = isSigned() ? versionAt.plus(HALF_LIFE) : versionAt;
    Item item =
        due(Item.of(key(id), version, Json.write(row)), due)
            .indexed(Index.LIST, listPartition(issuer), id);
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The write that leaves the row in an item as it is and makes the list due then.
  static Write dueAgain(Item item, Instant when) {
    Item next =
        new Item(
            item.key(),
            item.version() + 1,
            item.body(),
            item.indexes(),
            item.counters(),
            item.expires());
    return Write.update(due(next, when));
  }

  private static Item due(Item item, Instant when) {
    int shard = Math.floorMod(id(item.key()).hashCode(), Message.SHARDS);
    return item.indexed(Index.DUE, duePartition(shard), dueSort(when));
  }

  static StatusListHead from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new StatusListHead(
        id(item.key()),
        new IssuerId(row.issuer),
        row.did == null ? "" : row.did,
        row.purpose == null ? StatusListCredential.REVOCATION : row.purpose,
        row.bits,
        row.bitsVersion,
        row.versionAt,
        row.signedVersion,
        row.pendingVersion,
        row.restored == null ? "" : row.restored,
        item.version());
  }

  /// The stored form. In rows from before the log `pendingVersion` is missing, which reads as 0,
  /// and `restored`; a row without `purpose` is a revocation list's, one without `did` a list of
  /// the issuer's did:web.
  record Row(
      String issuer,
      @Nullable String did,
      String bits,
      long bitsVersion,
      Instant versionAt,
      long signedVersion,
      long pendingVersion,
      @Nullable String restored,
      @Nullable String purpose) {}
}
