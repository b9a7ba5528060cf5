package dev.laurel.issuers;

import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Issuers' profiles: row `ISSUER#<id>` / `PROFILE`.
public final class IssuerStore {
  private final ItemReader items;

  public IssuerStore(ItemReader items) {
    this.items = items;
  }

  /// The key of the row.
  public static ItemKey key(IssuerId id) {
    return ItemKey.of("ISSUER#" + id.text(), "PROFILE");
  }

  /// The issuer; empty where the id is unknown.
  public Optional<Issuer> get(IssuerId id, Read read) {
    return items.get(key(id), read).map(IssuerStore::from);
  }

  /// The write that makes the row.
  public static Write create(Issuer issuer) {
    return Write.create(item(issuer, 1));
  }

  static Item item(Issuer issuer, long version) {
    Row row =
        new Row(
            issuer.name(),
            issuer.url(),
            issuer.email(),
            issuer.description(),
            issuer.created(),
            issuer.endorsements());
    return Item.of(key(issuer.id()), version, Json.write(row));
  }

  static Issuer from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    IssuerId id = new IssuerId(item.key().partition().substring("ISSUER#".length()));
    return new Issuer(
        id, row.name, row.url, row.email, row.description, row.created, row.endorsements);
  }

  record Row(
      String name,
      String url,
      String email,
      String description,
      Instant created,
      List<Endorsement> endorsements) {}
}
