package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;

/// A holder's open session, named by the cookie in a browser. Only the hash of its token is known.
///
/// Row `SESSION#<hash>` / `SESSION`, gone after `expires`.
public record Session(String hash, CredentialId credential, Instant expires) {

  /// The key of the row for a token's hash.
  public static ItemKey key(String hash) {
    return ItemKey.of("SESSION#" + hash, "SESSION");
  }

  /// For a new token.
  public static Session of(CapabilityToken token, CredentialId credential, Instant expires) {
    return new Session(token.hash(), credential, expires);
  }

  /// The write that makes the row.
  public Write create() {
    Item item = Item.of(key(hash), 1, Json.write(new Row(credential.text())));
    return Write.create(item.expiring(expires));
  }

  /// The row in an item.
  public static Session from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Session(
        item.key().partition().substring("SESSION#".length()),
        new CredentialId(row.credential),
        item.expires());
  }

  record Row(String credential) {}
}
