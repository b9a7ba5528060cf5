package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;

/// The link in a badge mail that opens its holder's page. Only the hash of its token is known.
///
/// Row `MY#<hash>` / `TOKEN`, gone after `expires`.
public record HolderToken(String hash, CredentialId credential, Instant expires) {

  /// The key of the row for a token's hash.
  public static ItemKey key(String hash) {
    return ItemKey.of("MY#" + hash, "TOKEN");
  }

  /// For a new token.
  public static HolderToken of(CapabilityToken token, CredentialId credential, Instant expires) {
    return new HolderToken(token.hash(), credential, expires);
  }

  /// The write that makes the row.
  public Write create() {
    Item item = Item.of(key(hash), 1, Json.write(new Row(credential.text())));
    return Write.create(item.expiring(expires));
  }

  /// The row in an item.
  public static HolderToken from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new HolderToken(
        item.key().partition().substring("MY#".length()),
        new CredentialId(row.credential),
        item.expires());
  }

  record Row(String credential) {}
}
