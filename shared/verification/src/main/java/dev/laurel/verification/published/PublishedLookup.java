package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the rows of this package, always consistently: a revocation or the end of a share link
/// counts from the moment it was answered. Throws [dev.laurel.storage.StoreUnavailable] like the
/// reader under it.
public final class PublishedLookup {
  /// More rows than a credential's partition has, so that one page is enough in practice.
  private static final int ROWS = 50;

  private final ItemReader items;

  public PublishedLookup(ItemReader items) {
    this.items = items;
  }

  /// Everything about a credential but its recipient, in one query; empty where the id is unknown.
  public Optional<PublishedRecord> credential(CredentialId id) {
    Map<String, Item> rows = new HashMap<>();
    Cursor after = Cursor.START;
    do {
      Page<Item> page =
          items.query(
              Table.ITEMS,
              CredentialRow.partition(id),
              SortRange.ALL,
              ItemReader.Order.ASCENDING,
              ROWS,
              after,
              Read.CONSISTENT);
      page.entries().forEach(item -> rows.put(item.key().sort(), item));
      after = page.next();
    } while (!after.equals(Cursor.START));
    rows.remove(CredentialRow.RECIPIENT);
    return Optional.ofNullable(rows.get(CredentialRow.OWNER))
        .map(owner -> new PublishedRecord(CredentialOwner.from(owner), rows));
  }

  /// To whom the credential is mailed; empty before publication and after erasure.
  public Optional<Recipient> recipient(CredentialId id) {
    return get(Recipient.key(id)).map(Recipient::from);
  }

  /// The DID document of an issuer of this deployment.
  public Optional<PublishedDid> did(IssuerId issuer) {
    return get(PublishedDid.key(issuer)).map(PublishedDid::from);
  }

  /// What is said in the log about one key of an issuer; empty for an issuer from before the log.
  public Optional<PublishedKey> key(IssuerId issuer, String fragment) {
    return get(PublishedKey.key(issuer, fragment)).map(PublishedKey::from);
  }

  /// The newest signed form of a status list of this deployment; empty for any text that names
  /// none.
  public Optional<PublishedStatusList> statusList(String id) {
    return id.matches("[0-9a-f]{32}")
        ? get(PublishedStatusList.key(id)).map(PublishedStatusList::from)
        : Optional.empty();
  }

  /// What the token of a mail opens; empty where it is unknown or over.
  public Optional<HolderToken> holderToken(CapabilityToken token) {
    return get(HolderToken.key(token.hash())).map(HolderToken::from);
  }

  /// The session of a cookie's token; empty where it is unknown or over.
  public Optional<Session> session(CapabilityToken token) {
    return get(Session.key(token.hash())).map(Session::from);
  }

  /// An issuer's credentials, newest first. May miss the last seconds, and a page may be short.
  public Page<PublishedRecord> ofIssuer(IssuerId issuer, int limit, Cursor after) {
    Page<ItemKey> page =
        items.queryIndex(
            Table.ITEMS,
            Index.LIST,
            CredentialOwner.listPartition(issuer),
            SortRange.ALL,
            ItemReader.Order.DESCENDING,
            limit,
            after);
    List<PublishedRecord> records = new ArrayList<>();
    for (ItemKey key : page.entries()) {
      credential(CredentialRow.id(key))
          .filter(found -> found.owner().issuer().equals(issuer))
          .ifPresent(records::add);
    }
    return new Page<>(records, page.next());
  }

  private Optional<Item> get(ItemKey key) {
    return items.get(key, Read.CONSISTENT);
  }
}
