package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a credential is revoked, when and why. A row of its own, which publishing never writes, so
/// that a revocation counts from the moment it is written: before the credential is published, and
/// before the status list is signed again. Revoked is final.
///
/// Row `CRED#<id>` / `REVOCATION`. `reason` is the issuer's and is shown to everyone. `replacedBy`
/// is the id of the credential of the same issuer that stands in its place, "" for none.
public record Revocation(CredentialId id, Instant at, String reason, String replacedBy) {
  /// A revocation without a successor.
  public Revocation(CredentialId id, Instant at, String reason) {
    this(id, at, reason, "");
  }

  /// The credential that stands in its place.
  public Optional<CredentialId> replacement() {
    return replacedBy.isEmpty() ? Optional.empty() : Optional.of(new CredentialId(replacedBy));
  }

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.REVOCATION);
  }

  /// The write that makes the row.
  public Write create() {
    return Write.create(
        Item.of(
            key(id), 1, Json.write(new Row(at, reason, replacedBy.isEmpty() ? null : replacedBy))));
  }

  /// The row in an item.
  public static Revocation from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Revocation(
        CredentialRow.id(item), row.at, row.reason, row.replacedBy == null ? "" : row.replacedBy);
  }

  record Row(Instant at, String reason, @Nullable String replacedBy) {}
}
