package dev.laurel.issuance;

import dev.laurel.credentials.status.Bitstring;
import dev.laurel.json.Json;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Finds a place in the issuer's current revocation list, and begins a new list when that one is
/// half full.
///
/// Rows: `ISSUER#<id>` / `STATUS-LIST#revocation` names the current list, `LIST#<id>` / `COUNT`
/// counts the places given out.
final class StatusListPlaces {
  /// Places given out of one list: at half of it a random index is free every second time, and the
  /// list still hides each holder among 65,536 others.
  static final int MAX_USES = Bitstring.MINIMUM_SIZE / 2;

  /// Tries to find or begin a list; each failure means that somebody else began one.
  private static final int MAX_TRIES = 4;

  private final ItemStore items;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int maxUses;
  private final Consumer<String> begun;

  StatusListPlaces(
      ItemStore items,
      Consumer<String> begun,
      InstantSource clock,
      RandomGenerator random,
      int maxUses) {
    this.items = items;
    this.begun = begun;
    this.clock = clock;
    this.random = random;
    this.maxUses = maxUses;
  }

  /// A random place, counted and not yet taken: [StatusPlace#take] belongs into the intent's
  /// transaction and may still find the index taken. Empty when other calls kept changing the list.
  Optional<StatusPlace> find(IssuerId issuer) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Item> pointer = items.get(pointerKey(issuer), Read.CONSISTENT);
      if (pointer.isPresent()) {
        String list = list(pointer.get());
        ItemKey count = ItemKey.of("LIST#" + list, "COUNT");
        if (items.add(count, "uses", 1, maxUses, Item.NEVER) instanceof AddResult.Added) {
          return Optional.of(new StatusPlace(list, random.nextInt(Bitstring.MINIMUM_SIZE)));
        }
      }
      begin(issuer, pointer.map(Item::version).orElse(0L));
    }
    return Optional.empty();
  }

  /// Begins the twin of a list for suspension where it has none yet, so that a credential may name
  /// both; a conflict means that another call began it.
  void beginSuspension(IssuerId issuer, String list) {
    StatusListHead twin = StatusListHead.emptySuspension(list, issuer, clock.instant());
    if (items.get(StatusListHead.key(twin.id()), Read.CONSISTENT).isEmpty()
        && items.write(List.of(twin.write())) instanceof WriteResult.Written) {
      begun.accept(twin.id());
    }
  }

  /// Another place of the same list, for when the index was taken.
  StatusPlace another(StatusPlace place) {
    return new StatusPlace(place.list(), random.nextInt(Bitstring.MINIMUM_SIZE));
  }

  /// The issuer's current list, begun where it has none; empty when other calls kept beginning one.
  Optional<String> current(IssuerId issuer) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Item> pointer = items.get(pointerKey(issuer), Read.CONSISTENT);
      if (pointer.isPresent()) {
        return pointer.map(StatusListPlaces::list);
      }
      begin(issuer, 0);
    }
    return Optional.empty();
  }

  /// The writes that begin a new list where this one is the issuer's current one; none where it is
  /// not. `restore` names the restore that wants it so.
  List<Write> renewal(IssuerId issuer, String list, String restore) {
    return items
        .get(pointerKey(issuer), Read.CONSISTENT)
        .filter(pointer -> list(pointer).equals(list))
        .map(pointer -> beginning(issuer, id(), pointer.version(), restore))
        .orElse(List.of());
  }

  /// Begins a list and says so, that its first version may be signed by the time the first of its
  /// credentials is. A conflict means that another call began one at the same moment.
  private void begin(IssuerId issuer, long before) {
    String list = id();
    if (items.write(beginning(issuer, list, before, "")) instanceof WriteResult.Written) {
      begun.accept(list);
    }
  }

  private List<Write> beginning(IssuerId issuer, String list, long before, String restore) {
    Item pointer = Item.of(pointerKey(issuer), before + 1, Json.write(new Current(list)));
    return List.of(
        before == 0 ? Write.create(pointer) : Write.update(pointer),
        StatusListHead.empty(list, issuer, clock.instant(), restore).write());
  }

  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String list(Item pointer) {
    return Json.read(pointer.body(), Current.class).list();
  }

  static ItemKey pointerKey(IssuerId issuer) {
    return ItemKey.of("ISSUER#" + issuer.text(), "STATUS-LIST#revocation");
  }

  record Current(String list) {}
}
