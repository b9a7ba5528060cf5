package dev.laurel.issuers;

import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Achievements: row `ACHIEVEMENT#<id>` / `VERSION#<000001>` for each version, and `LATEST`, whose
/// item version is the number of the newest one, listed under `<issuer>#achievements`.
public final class AchievementStore {
  private static final String PARTITION = "ACHIEVEMENT#";

  private final ItemReader items;

  public AchievementStore(ItemReader items) {
    this.items = items;
  }

  /// The key of a version's row.
  public static ItemKey key(AchievementRef ref) {
    return ItemKey.of(
        PARTITION + ref.id().text(), String.format(Locale.ROOT, "VERSION#%06d", ref.version()));
  }

  /// The key of the row that names the newest version.
  public static ItemKey latestKey(AchievementId id) {
    return ItemKey.of(PARTITION + id.text(), "LATEST");
  }

  /// The version; empty where it is unknown. Whose it is, the caller compares.
  public Optional<Achievement> get(AchievementRef ref, Read read) {
    return items.get(key(ref), read).map(AchievementStore::from);
  }

  /// The newest version; empty where the id is unknown.
  public Optional<Achievement> latest(AchievementId id, Read read) {
    return items
        .get(latestKey(id), read)
        .flatMap(item -> get(new AchievementRef(id, Math.toIntExact(item.version())), read));
  }

  /// The writes that store a version: its own row, and LATEST over the version before it.
  public static List<Write> create(Achievement achievement) {
    AchievementRef ref = achievement.ref();
    String issuer = achievement.issuer().text();
    Item latest =
        Item.of(latestKey(ref.id()), ref.version(), Json.write(new Latest(issuer)))
            .indexed(Index.LIST, issuer + "#achievements", ref.id().text());
    return List.of(
        Write.create(item(achievement, 1)),
        ref.version() == 1 ? Write.create(latest) : Write.update(latest));
  }

  /// The write that stores [Achievement#withImageArrived] over the awaited one.
  static Write arrived(Achievement achievement) {
    return Write.update(item(achievement, 2));
  }

  static Item item(Achievement achievement, long version) {
    Row row =
        new Row(
            achievement.issuer().text(),
            achievement.hash(),
            achievement.content(),
            achievement.image(),
            achievement.created(),
            achievement.endorsements());
    return Item.of(key(achievement.ref()), version, Json.write(row));
  }

  static Achievement from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    AchievementId id = new AchievementId(item.key().partition().substring(PARTITION.length()));
    int version = Integer.parseInt(item.key().sort().substring("VERSION#".length()));
    return new Achievement(
        new AchievementRef(id, version),
        new IssuerId(row.issuer),
        row.hash,
        row.content,
        row.image,
        row.created,
        row.endorsements);
  }

  record Row(
      String issuer,
      String hash,
      AchievementContent content,
      ImageState image,
      Instant created,
      List<Endorsement> endorsements) {}

  record Latest(String issuer) {}
}
