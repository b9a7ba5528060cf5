package dev.laurel.issuers;

import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.json.Json;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader.Order;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endorsements that issuers have taken. The document lies on the row of what it is about, the
/// issuer's or the achievement version's, which drafting reads anyway; row `ISSUER#<id>` /
/// `ENDORSEMENT#<endorsement>` lists and finds it.
///
/// Every change is one transaction over both rows, on the condition that neither has changed.
public final class EndorsementStore {
  private static final String SORT = "ENDORSEMENT#";

  private final ItemStore items;

  public EndorsementStore(ItemStore items) {
    this.items = items;
  }

  /// What became of a change.
  public enum Result {
    DONE,
    /// No such subject of this issuer, or no such endorsement.
    UNKNOWN,
    /// An endorsement of this id is there.
    EXISTS,
    /// The subject has [Endorsement#MAX_PER_SUBJECT].
    FULL,
    /// Something else was in the way; nothing was written.
    CONTENDED
  }

  /// An endorsement as lists show it, without its document.
  public record Listed(
      String id,
      String credential,
      String subject,
      String issuer,
      String name,
      @Nullable Instant validUntil) {}

  /// Adds an endorsement of the issuer, or of one version of an achievement, which must be the
  /// issuer's and have its image.
  public Result add(
      IssuerId issuer,
      Optional<AchievementRef> achievement,
      Endorsement endorsement,
      Companion<Endorsement> companion) {
    Optional<Item> subject =
        items
            .get(subjectKey(issuer, achievement), Read.CONSISTENT)
            .filter(item -> achievement.isEmpty() || isReady(AchievementStore.from(item), issuer));
    if (subject.isEmpty()) {
      return Result.UNKNOWN;
    }
    List<Endorsement> all = new ArrayList<>(endorsements(subject.get(), achievement));
    ItemKey own = key(issuer, endorsement.id());
    if (items.get(own, Read.CONSISTENT).isPresent()) {
      return Result.EXISTS;
    }
    if (all.size() >= Endorsement.MAX_PER_SUBJECT) {
      return Result.FULL;
    }
    all.add(endorsement);
    List<Write> writes = new ArrayList<>(companion.writes(endorsement));
    writes.add(Write.create(Item.of(own, 1, Json.write(Row.of(achievement, endorsement)))));
    writes.add(Write.update(with(subject.get(), achievement, all)));
    return result(items.write(writes));
  }

  /// Takes an endorsement away: badges drafted from then on do not carry it. The companion's writes
  /// go with it.
  public Result remove(IssuerId issuer, String id, List<Write> companion) {
    Optional<Item> own = items.get(key(issuer, id), Read.CONSISTENT);
    if (own.isEmpty()) {
      return Result.UNKNOWN;
    }
    Optional<AchievementRef> achievement =
        Json.read(own.get().body(), Row.class).endorsedAchievement();
    List<Write> writes = new ArrayList<>(companion);
    writes.add(new Write.Delete(own.get().key(), Condition.versionIs(own.get().version())));
    items
        .get(subjectKey(issuer, achievement), Read.CONSISTENT)
        .ifPresent(subject -> {
          List<Endorsement> left = new ArrayList<>(endorsements(subject, achievement));
          left.removeIf(each -> each.id().equals(id));
          writes.add(Write.update(with(subject, achievement, left)));
        });
    return result(items.write(writes));
  }

  /// The issuer's endorsements in the order of their ids.
  public Page<Listed> list(IssuerId issuer, int limit, Cursor after) {
    Page<Item> page =
        items.query(
            Table.ITEMS,
            "ISSUER#" + issuer.text(),
            SortRange.prefix(SORT),
            Order.ASCENDING,
            limit,
            after,
            Read.CONSISTENT);
    return new Page<>(page.entries().stream().map(EndorsementStore::listed).toList(), page.next());
  }

  private static boolean isReady(Achievement achievement, IssuerId issuer) {
    return achievement.issuer().equals(issuer) && achievement.image() != ImageState.AWAITED;
  }

  private static Result result(WriteResult result) {
    return result instanceof WriteResult.Written ? Result.DONE : Result.CONTENDED;
  }

  private static ItemKey key(IssuerId issuer, String id) {
    return ItemKey.of("ISSUER#" + issuer.text(), SORT + id);
  }

  private static ItemKey subjectKey(IssuerId issuer, Optional<AchievementRef> achievement) {
    return achievement.map(AchievementStore::key).orElseGet(() -> IssuerStore.key(issuer));
  }

  private static List<Endorsement> endorsements(Item subject, Optional<AchievementRef> of) {
    return of.isPresent()
        ? AchievementStore.from(subject).endorsements()
        : IssuerStore.from(subject).endorsements();
  }

  private static Item with(Item subject, Optional<AchievementRef> of, List<Endorsement> all) {
    return of.isPresent()
        ? AchievementStore.item(
            AchievementStore.from(subject).endorsedBy(all), subject.version() + 1)
        : IssuerStore.item(IssuerStore.from(subject).endorsedBy(all), subject.version() + 1);
  }

  private static Listed listed(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Listed(
        item.key().sort().substring(SORT.length()),
        row.credential,
        row.subject,
        row.issuer,
        row.name,
        row.validUntil);
  }

  /// `achievement` is "" and `version` 0 where the issuer itself is endorsed.
  record Row(
      String credential,
      String subject,
      String issuer,
      String name,
      @Nullable Instant validUntil,
      String achievement,
      int version) {
    static Row of(Optional<AchievementRef> achievement, Endorsement endorsement) {
      return new Row(
          endorsement.credential(),
          endorsement.subject(),
          endorsement.issuer(),
          endorsement.name(),
          endorsement.validUntil(),
          achievement.map(ref -> ref.id().text()).orElse(""),
          achievement.map(AchievementRef::version).orElse(0));
    }

    Optional<AchievementRef> endorsedAchievement() {
      return AchievementId.parse(achievement).map(id -> new AchievementRef(id, version));
    }
  }
}
