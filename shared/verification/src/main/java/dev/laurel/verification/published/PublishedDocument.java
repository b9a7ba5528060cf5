package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The way from a document to the credential that it is, for documents whose id is not an address
/// of this deployment: issued on request, under an id of the client's own, or under another DID
/// than the issuer's did:web.
///
/// Row `DOC#<SHA-256 of issuer DID, line feed, document id>` / `FORM#<hash>#<id>`, of a JWS
/// `FORM#<hash>#<signature>#<id>`, written in the transaction that publishes. An issuer may use an
/// id again any number of times; the hash of what was signed leads to the one that is meant, and
/// `statusList` and `statusIndex` are the place that the credential has. Rows from before there was
/// a hash have the sort key `CREDENTIAL#<milliseconds>#<id>`, the list "" and the index -1.
public record PublishedDocument(String statusList, int statusIndex, CredentialId credential) {
  /// Rows from before there was a hash, in the order of time.
  static final String OLDER = "CREDENTIAL#";

  /// The partition of the rows of an issuer's document id.
  static String partition(String issuerDid, String documentId) {
    byte[] name = (issuerDid + "\n" + documentId).getBytes(StandardCharsets.UTF_8);
    return "DOC#" + HexFormat.of().formatHex(Sha256.of(name));
  }

  /// What the sort keys begin with of all that have this hash.
  static String prefix(String hash) {
    return "FORM#" + hash + "#";
  }

  /// The same, and of a JWS this signature.
  static String prefix(DocumentName name) {
    String signature = name.signature();
    return prefix(name.hash()) + signature + (signature.isEmpty() ? "" : "#");
  }

  static ItemKey key(DocumentName name, CredentialId id) {
    return ItemKey.of(partition(name.issuer(), name.id()), prefix(name) + id.text());
  }

  /// The write that makes the row of a document of this name.
  public Write create(DocumentName name) {
    Row row = new Row(statusList, statusIndex);
    return Write.create(Item.of(key(name, credential), 1, Json.write(row)));
  }

  static PublishedDocument from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    String sort = item.key().sort();
    CredentialId credential = new CredentialId(sort.substring(sort.lastIndexOf('#') + 1));
    return row.list == null
        ? new PublishedDocument("", -1, credential)
        : new PublishedDocument(row.list, row.index, credential);
  }

  record Row(@Nullable String list, int index) {}
}
