package dev.laurel.issuers;

import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// API keys: row `KEY#<key id>` / `KEY`, listed under `<issuer>#keys`, and beside it `ASSESSOR`
/// with the person of a grading key. Deleting a key leaves the assessor's row: decisions name it.
public final class ApiKeyStore {
  private static final String ID = "[0-9a-f]{32}";

  private final ItemReader items;

  public ApiKeyStore(ItemReader items) {
    this.items = items;
  }

  /// The key, read consistently; empty where the id is unknown, deleted or none.
  public Optional<ApiKey> find(String keyId) {
    return keyId.matches(ID)
        ? items.get(key(keyId), Read.CONSISTENT).map(ApiKeyStore::from)
        : Optional.empty();
  }

  /// The person behind a grading key, also of a deleted one.
  public Optional<Assessor> assessor(String keyId) {
    return keyId.matches(ID)
        ? items
            .get(assessorKey(keyId), Read.CONSISTENT)
            .map(item -> Json.read(item.body(), Assessor.class))
        : Optional.empty();
  }

  /// The key of the key's row.
  public static ItemKey key(String keyId) {
    return ItemKey.of("KEY#" + keyId, "KEY");
  }

  /// The key of the assessor's row.
  public static ItemKey assessorKey(String keyId) {
    return ItemKey.of("KEY#" + keyId, "ASSESSOR");
  }

  /// The write that makes the key's row.
  public static Write create(ApiKey key) {
    List<String> scopes = key.scopes().stream().map(Scope::text).toList();
    Row row = new Row(key.issuer().text(), key.name(), scopes, key.hashHex(), key.created());
    return Write.create(
        Item.of(key(key.id()), 1, Json.write(row))
            .indexed(Index.LIST, key.issuer().text() + "#keys", key.created() + "#" + key.id()));
  }

  /// The write that makes the assessor's row.
  public static Write create(String keyId, Assessor assessor) {
    return Write.create(Item.of(assessorKey(keyId), 1, Json.write(assessor)));
  }

  /// The write that removes the key.
  public static Write delete(String keyId) {
    return new Write.Delete(key(keyId), Condition.PRESENT);
  }

  private static ApiKey from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    // A scope that a newer version wrote means nothing here: it grants nothing.
    row.scopes.forEach(text -> Scope.parse(text).ifPresent(scopes::add));
    return new ApiKey(
        item.key().partition().substring("KEY#".length()),
        new IssuerId(row.issuer),
        row.name,
        scopes,
        row.hash,
        row.created);
  }

  record Row(String issuer, String name, List<String> scopes, String hash, Instant created) {
    Row {
      scopes = List.copyOf(scopes);
    }
  }
}
