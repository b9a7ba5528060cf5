package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.Sha256;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/// The way from the `id` inside a document to the credential that it is, for documents whose id is
/// not an address of this deployment: issued on request, under an id of the client's own, or under
/// another DID than the issuer's did:web.
///
/// Row `DOC#<SHA-256 of issuer DID, line feed, document id>` / `CREDENTIAL#<instant>#<id>`, written
/// in the transaction that publishes. An issuer may use an id again, for a later form of the same
/// award (OB 3.0, Equality and comparison): then there are several rows, in the order of time.
public record PublishedDocument(
    String issuerDid, String documentId, CredentialId credential, Instant published) {
  private static final String SORT = "CREDENTIAL#";

  /// The partition of the rows of an issuer's document id.
  public static String partition(String issuerDid, String documentId) {
    byte[] name = (issuerDid + "\n" + documentId).getBytes(StandardCharsets.UTF_8);
    return "DOC#" + HexFormat.of().formatHex(Sha256.of(name));
  }

  /// The write that makes the row.
  public Write create() {
    // Digits of milliseconds: enough until the year 33658, so that the order of the text is that of
    // time.
    String time = "%015d".formatted(published.toEpochMilli());
    String sort = SORT + time + "#" + credential.text();
    ItemKey key = ItemKey.of(partition(issuerDid, documentId), sort);
    return Write.create(Item.of(key, 1, "{}"));
  }

  /// The credential that a row names.
  static CredentialId credential(Item item) {
    String sort = item.key().sort();
    return new CredentialId(sort.substring(sort.lastIndexOf('#') + 1));
  }
}
