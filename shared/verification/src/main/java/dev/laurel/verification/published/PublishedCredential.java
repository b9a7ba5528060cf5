package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A credential as it was signed, byte for byte. Written once, never changed: what happens to it
/// afterwards stands in rows of its own.
///
/// Row `CRED#<id>` / `PUBLISHED`.
public record PublishedCredential(
    CredentialId id, IssuerId issuer, Instant published, String document) {

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.PUBLISHED);
  }

  /// The row as a new item.
  public Item item() {
    return Item.of(key(id), 1, Json.write(new Row(issuer.text(), published, document)));
  }

  /// The write that makes the row.
  public Write create() {
    return Write.create(item());
  }

  /// The row in an item.
  public static PublishedCredential from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedCredential(
        CredentialRow.id(item), new IssuerId(row.issuer), row.published, row.document);
  }

  /// The signed bytes.
  public byte[] bytes() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  record Row(String issuer, Instant published, String document) {}
}
