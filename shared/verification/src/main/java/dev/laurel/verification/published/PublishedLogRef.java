package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.util.Arrays;
import java.util.Base64;

/// Where a published credential stands in the log: the id of its entry, and the salt without which
/// nobody can tell that the entry is about it. Written once, with the published document; without
/// this row a credential was published before the log began.
///
/// Row `CRED#<id>` / `LOG`. `entry` is the entry's id, 64 lower-case hexadecimal digits; `salt` is
/// 32 bytes, in base64url in the row. The salt is the holder's secret as long as the credential is
/// private: it is shown only to whoever may see all of the credential.
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
public record PublishedLogRef(CredentialId id, String entry, byte[] salt) {
  /// As many bytes as the commitment's hash has.
  public static final int SALT_BYTES = 32;

  public PublishedLogRef {
    if (!entry.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("an entry's id has 64 hexadecimal digits");
    }
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
    }
    salt = salt.clone();
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.LOG);
  }

  /// The write that makes the row.
  public Write create() {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
    return Write.create(Item.of(key(id), 1, Json.write(new Row(entry, text))));
  }

  /// The row in an item.
  public static PublishedLogRef from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PublishedLogRef(
        CredentialRow.id(item), row.entry, Base64.getUrlDecoder().decode(row.salt));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublishedLogRef that
        && id.equals(that.id)
        && entry.equals(that.entry)
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /// Without the salt.
  @Override
  public String toString() {
    return "PublishedLogRef[" + id + ", " + entry + "]";
  }

  record Row(String entry, String salt) {}
}
