package dev.laurel.verification.published;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be said in the log about one key of an issuer: the statement, who signed it so far,
/// and the entry that it became. An issuer that was registered before the log began has no such
/// rows.
///
/// Row `DID#<issuer>` / `KEY#<fragment>`; `version` is the item's and starts at 1. `statement` is
/// the entry's JSON without its signatures; `entry` is the id of the log entry, or "" until it has
/// all signatures that it needs and is queued; `addedAt` is the index of that entry in the log, -1
/// until it was seen there, and in rows from before own keys. The fragment is the key's name among
/// the issuer's: `key-1` and `key-2` are the deployment's, `own-1`, `own-2` and so on its own. It
/// is the method's fragment too, unless the method is of a did:key.
public record PublishedKey(
    IssuerId issuer,
    String fragment,
    long version,
    String method,
    String publicKeyMultibase,
    List<String> suites,
    String statement,
    List<Signature> auth,
    String entry,
    long addedAt,
    KeyEnd end) {
  private static final String PREFIX = "KEY#";

  public PublishedKey {
    suites = List.copyOf(suites);
    auth = List.copyOf(auth);
  }

  /// An active key whose entry was not seen in the log yet.
  public PublishedKey(
      IssuerId issuer,
      String fragment,
      long version,
      String method,
      String publicKeyMultibase,
      List<String> suites,
      String statement,
      List<Signature> auth,
      String entry) {
    this(
        issuer,
        fragment,
        version,
        method,
        publicKeyMultibase,
        suites,
        statement,
        auth,
        entry,
        -1,
        KeyEnd.NONE);
  }

  /// One signature of the statement: whose, and its bytes in base64url.
  public record Signature(String method, String signature) {}

  /// The key of the row.
  public static ItemKey key(IssuerId issuer, String fragment) {
    return ItemKey.of("DID#" + issuer.text(), PREFIX + fragment);
  }

  /// The sort key under which the rows of all keys of an issuer begin, for one query.
  public static String prefix() {
    return PREFIX;
  }

  /// The next version with one more signature.
  public PublishedKey signed(Signature signature) {
    List<Signature> all = new java.util.ArrayList<>(auth);
    all.add(signature);
    return next(statement, all, entry, addedAt, end);
  }

  /// The next version with the entry that it became.
  public PublishedKey queued(String entryId) {
    return next(statement, auth, entryId, addedAt, end);
  }

  /// The next version with the entry that it became, which says this and is signed so.
  public PublishedKey queued(String said, List<Signature> by, String entryId) {
    return next(said, by, entryId, addedAt, end);
  }

  /// The next version: its entry was seen in the log.
  public PublishedKey logged(long index) {
    return next(statement, auth, entry, index, end);
  }

  /// The next version, with all that the log holds of it.
  public PublishedKey logged(
      String said, List<Signature> by, String entryId, long index, KeyEnd newEnd) {
    return next(said, by, entryId, index, newEnd);
  }

  /// The next version: it ends, or its end is one step further.
  public PublishedKey ending(KeyEnd newEnd) {
    return next(statement, auth, entry, addedAt, newEnd);
  }

  private PublishedKey next(
      String newStatement, List<Signature> newAuth, String newEntry, long index, KeyEnd newEnd) {
    return new PublishedKey(
        issuer,
        fragment,
        version + 1,
        method,
        publicKeyMultibase,
        suites,
        newStatement,
        newAuth,
        newEntry,
        index,
        newEnd);
  }

  /// The DID that the key is one of.
  public String did() {
    return method.substring(0, method.indexOf('#'));
  }

  public KeyEnd.State state() {
    return end.state();
  }

  /// From which index of the log on a compromised key is not trusted; -1 for any other.
  public long below() {
    return end.below();
  }

  /// The index of the entry that retired it; -1 for none.
  public long retiredAt() {
    return end.retiredAt();
  }

  public boolean isActive() {
    return end.state() == KeyEnd.State.ACTIVE;
  }

  /// Whether its entry is queued or further.
  public boolean isQueued() {
    return !entry.isEmpty();
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Row row =
        new Row(
            method,
            publicKeyMultibase,
            suites,
            statement,
            auth,
            entry,
            KeyEnd.Row.stored(addedAt),
            KeyEnd.Row.of(end));
    Item item = Item.of(key(issuer, fragment), version, Json.write(row));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static PublishedKey from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedKey(
        new IssuerId(item.key().partition().substring("DID#".length())),
        item.key().sort().substring(PREFIX.length()),
        item.version(),
        row.method,
        row.publicKeyMultibase,
        row.suites,
        row.statement,
        row.auth,
        row.entry,
        KeyEnd.Row.index(row.addedAt),
        row.end == null ? KeyEnd.NONE : row.end.end());
  }

  record Row(
      String method,
      String publicKeyMultibase,
      List<String> suites,
      String statement,
      List<Signature> auth,
      String entry,
      @Nullable Long addedAt,
      KeyEnd.@Nullable Row end) {}
}
