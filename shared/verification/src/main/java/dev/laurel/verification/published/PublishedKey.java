package dev.laurel.verification.published;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.util.List;

/// What is to be said in the log about one key of an issuer: the statement, who signed it so far,
/// and the entry that it became. An issuer that was registered before the log began has no such
/// rows.
///
/// Row `DID#<issuer>` / `KEY#<fragment>`; `version` is the item's and starts at 1. `statement` is
/// the entry's JSON without its signatures; `entry` is the id of the log entry, or "" until it has
/// all signatures that it needs and is queued.
public record PublishedKey(
    IssuerId issuer,
    String fragment,
    long version,
    String method,
    String publicKeyMultibase,
    List<String> suites,
    String statement,
    List<Signature> auth,
    String entry) {
  private static final String PREFIX = "KEY#";

  public PublishedKey {
    suites = List.copyOf(suites);
    auth = List.copyOf(auth);
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
    return new PublishedKey(
        issuer, fragment, version + 1, method, publicKeyMultibase, suites, statement, all, entry);
  }

  /// The next version with the entry that it became.
  public PublishedKey queued(String entryId) {
    return new PublishedKey(
        issuer,
        fragment,
        version + 1,
        method,
        publicKeyMultibase,
        suites,
        statement,
        auth,
        entryId);
  }

  /// Whether its entry is queued or further.
  public boolean isQueued() {
    return !entry.isEmpty();
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Row row = new Row(method, publicKeyMultibase, suites, statement, auth, entry);
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
        row.entry);
  }

  record Row(
      String method,
      String publicKeyMultibase,
      List<String> suites,
      String statement,
      List<Signature> auth,
      String entry) {}
}
