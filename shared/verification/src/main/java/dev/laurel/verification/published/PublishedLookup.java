package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
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
import java.time.Instant;
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

  /// Most credentials that one document may be: of one hash there are several only where the same
  /// was issued twice in a second, without a status.
  public static final int MAX_DOCUMENTS = 16;

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

  /// The credentials that a document may be whose id is not an address of this deployment: those
  /// with its very hash, which say the same, or, from before rows had one, the newest with its id.
  /// At most [#MAX_DOCUMENTS], however often the issuer used the id.
  public List<CredentialId> documents(DocumentName name) {
    String partition = PublishedDocument.partition(name.issuer(), name.id());
    List<CredentialId> found =
        name.hash().isEmpty() ? List.of() : newest(partition, PublishedDocument.prefix(name));
    if (found.isEmpty() && !name.signature().isEmpty()) {
      found = newest(partition, PublishedDocument.prefix(name.hash()));
    }
    return found.isEmpty() ? newest(partition, PublishedDocument.OLDER) : found;
  }

  /// Whether a credential was published as a document of this name and hash.
  public boolean isDocument(DocumentName name, CredentialId id) {
    return get(PublishedDocument.key(name, id)).isPresent();
  }

  /// Whether documents of this very hash were published.
  public boolean isHashed(DocumentName name) {
    String partition = PublishedDocument.partition(name.issuer(), name.id());
    return !name.hash().isEmpty()
        && !newest(partition, PublishedDocument.prefix(name.hash())).isEmpty();
  }

  private List<CredentialId> newest(String partition, String prefix) {
    return items
        .query(
            Table.ITEMS,
            partition,
            SortRange.prefix(prefix),
            ItemReader.Order.DESCENDING,
            MAX_DOCUMENTS,
            Cursor.START,
            Read.CONSISTENT)
        .entries()
        .stream()
        .map(item -> PublishedDocument.from(item).credential())
        .toList();
  }

  /// A page of all documents with this id under a DID of the issuer, in no order that means
  /// anything.
  public Page<PublishedDocument> documents(
      String issuerDid, String documentId, int limit, Cursor after) {
    Page<Item> page =
        items.query(
            Table.ITEMS,
            PublishedDocument.partition(issuerDid, documentId),
            SortRange.ALL,
            ItemReader.Order.ASCENDING,
            limit,
            after,
            Read.CONSISTENT);
    return new Page<>(page.entries().stream().map(PublishedDocument::from).toList(), page.next());
  }

  /// What is said in the log about all keys of an issuer, by their names; none for an issuer from
  /// before the log.
  public List<PublishedKey> keys(IssuerId issuer) {
    List<PublishedKey> keys = new ArrayList<>();
    Cursor after = Cursor.START;
    do {
      Page<Item> page =
          items.query(
              Table.ITEMS,
              PublishedDid.key(issuer).partition(),
              SortRange.prefix(PublishedKey.prefix()),
              ItemReader.Order.ASCENDING,
              ROWS,
              after,
              Read.CONSISTENT);
      page.entries().stream().map(PublishedKey::from).forEach(keys::add);
      after = page.next();
    } while (!after.equals(Cursor.START));
    return keys;
  }

  /// The issuer of this deployment to whom a DID belongs that does not name it by itself (did:key);
  /// empty for any other DID.
  public Optional<IssuerId> hosted(Did did) {
    return get(HostedDid.key(did)).map(HostedDid::issuer);
  }

  /// The newest signed form of a status list of this deployment; empty for any text that names
  /// none.
  public Optional<PublishedStatusList> statusList(String id) {
    return id.matches("[0-9a-f]{32}")
        ? get(PublishedStatusList.key(id)).map(PublishedStatusList::from)
        : Optional.empty();
  }

  /// The signed form of a status list that held at a moment; empty for any text that names none,
  /// and for a moment before all forms that are kept. Lists from before forms were kept have the
  /// newest one only.
  public Optional<PublishedStatusList> statusListAt(String id, Instant when) {
    if (!id.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    Page<Item> kept =
        items.query(
            Table.ITEMS,
            PublishedStatusList.key(id).partition(),
            PublishedStatusList.keptUpTo(when),
            ItemReader.Order.DESCENDING,
            1,
            Cursor.START,
            Read.CONSISTENT);
    return kept.entries().stream()
        .map(PublishedStatusList::from)
        .findFirst()
        .or(() -> statusList(id).filter(newest -> newest.holdsFrom(when)));
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
