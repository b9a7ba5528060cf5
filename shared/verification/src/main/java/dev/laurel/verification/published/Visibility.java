package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Who may see the whole of a credential: nobody but its holder, whoever has the share link, or
/// everyone (`open`). Absent means nobody.
///
/// Row `CRED#<id>` / `VISIBILITY`. `shareHash` is the SHA-256 of the share link's token in
/// hexadecimal, or empty where nothing is shared; `version` is the item's, 0 for the absent row.
public record Visibility(CredentialId id, boolean open, String shareHash, long version) {

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.VISIBILITY);
  }

  /// What holds while there is no row.
  public static Visibility hidden(CredentialId id) {
    return new Visibility(id, false, "", 0);
  }

  /// The next version, shared by this link. An earlier link ends.
  public Visibility sharedBy(CapabilityToken token) {
    return new Visibility(id, open, token.hash(), version + 1);
  }

  /// The next version, without a share link.
  public Visibility withoutShare() {
    return new Visibility(id, open, "", version + 1);
  }

  /// The next version, open to everyone or not.
  public Visibility opened(boolean open) {
    return new Visibility(id, open, shareHash, version + 1);
  }

  /// Whether this text is the token of the share link that holds now. Takes the same time whichever
  /// byte differs.
  public boolean isSharedBy(String token) {
    return !shareHash.isEmpty()
        && MessageDigest.isEqual(
            CapabilityToken.hash(token).getBytes(StandardCharsets.US_ASCII),
            shareHash.getBytes(StandardCharsets.US_ASCII));
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(id), version, Json.write(new Row(open, shareHash)));
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The row in an item.
  public static Visibility from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Visibility(CredentialRow.id(item), row.open, row.shareHash, item.version());
  }

  record Row(boolean open, String shareHash) {}
}
