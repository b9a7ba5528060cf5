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

/// Finds a place in the current revocation list of one of an issuer's DIDs, and begins a new list
/// when that one is half full.
///
/// Rows: `ISSUER#<id>` / `STATUS-LIST#revocation` names the current list of the did:web,
/// `STATUS-LIST#revocation#<did>` there that of a did:key; `LIST#<id>` / `COUNT` counts the places
/// given out.
final class StatusListPlaces {
  /// Places given out of one list: at half of it a random index is free every second time, and the
  /// list still hides each holder among 65,536 others.
  static final int MAX_USES = Bitstring.MINIMUM_SIZE / 2;

  /// Tries to find or begin a list; each failure means that somebody else began one.
  private static final int MAX_TRIES = 4;

  private final ItemStore items;
  private final PublicSite site;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int maxUses;
  private final Consumer<String> begun;

  StatusListPlaces(
      ItemStore items,
      PublicSite site,
      Consumer<String> begun,
      InstantSource clock,
      RandomGenerator random,
      int maxUses) {
    this.items = items;
    this.site = site;
    this.begun = begun;
    this.clock = clock;
    this.random = random;
    this.maxUses = maxUses;
  }

  /// A random place, counted and not yet taken: [StatusPlace#take] belongs into the intent's
  /// transaction and may still find the index taken. Empty when other calls kept changing the list.
  Optional<StatusPlace> find(IssuerId issuer, String did) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Item> pointer = items.get(pointerKey(issuer, didKey(issuer, did)), Read.CONSISTENT);
      if (pointer.isPresent()) {
        String list = list(pointer.get());
        ItemKey count = ItemKey.of("LIST#" + list, "COUNT");
        if (items.add(count, "uses", 1, maxUses, Item.NEVER) instanceof AddResult.Added) {
          return Optional.of(new StatusPlace(list, random.nextInt(Bitstring.MINIMUM_SIZE)));
        }
      }
      begin(issuer, did, pointer.map(Item::version).orElse(0L));
    }
    return Optional.empty();
  }

  /// Begins the twin of a list for suspension where it has none yet, so that a credential may name
  /// both; a conflict means that another call began it.
  void beginSuspension(IssuerId issuer, String did, String list) {
    StatusListHead twin =
        StatusListHead.emptySuspension(list, issuer, didKey(issuer, did), clock.instant());
    if (items.get(StatusListHead.key(twin.id()), Read.CONSISTENT).isEmpty()
        && items.write(List.of(twin.write())) instanceof WriteResult.Written) {
      begun.accept(twin.id());
    }
  }

  /// Another place of the same list, for when the index was taken.
  StatusPlace another(StatusPlace place) {
    return new StatusPlace(place.list(), random.nextInt(Bitstring.MINIMUM_SIZE));
  }

  /// The current list of the issuer's DID, begun where it has none; empty when other calls kept
  /// beginning one.
  Optional<String> current(IssuerId issuer, String did) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Item> pointer = items.get(pointerKey(issuer, didKey(issuer, did)), Read.CONSISTENT);
      if (pointer.isPresent()) {
        return pointer.map(StatusListPlaces::list);
      }
      begin(issuer, did, 0);
    }
    return Optional.empty();
  }

  /// The writes that begin a new list where this one, which a restore has just taken over, is the
  /// current one of its DID; none where it is not.
  List<Write> renewal(StatusListHead head) {
    return items
        .get(pointerKey(head.issuer(), head.didKey()), Read.CONSISTENT)
        .filter(pointer -> list(pointer).equals(head.id()))
        .map(pointer -> beginning(head.successor(id(), clock.instant()), pointer.version()))
        .orElse(List.of());
  }

  /// Begins a list and says so, that its first version may be signed by the time the first of its
  /// credentials is. A conflict means that another call began one at the same moment.
  private void begin(IssuerId issuer, String did, long before) {
    StatusListHead head = StatusListHead.empty(id(), issuer, didKey(issuer, did), clock.instant());
    if (items.write(beginning(head, before)) instanceof WriteResult.Written) {
      begun.accept(head.id());
    }
  }

  private static List<Write> beginning(StatusListHead head, long before) {
    ItemKey key = pointerKey(head.issuer(), head.didKey());
    Item pointer = Item.of(key, before + 1, Json.write(new Current(head.id())));
    return List.of(before == 0 ? Write.create(pointer) : Write.update(pointer), head.write());
  }

  private String didKey(IssuerId issuer, String did) {
    return did.equals(site.did(issuer)) ? "" : did;
  }

  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String list(Item pointer) {
    return Json.read(pointer.body(), Current.class).list();
  }

  /// Of the issuer's did:web where `didKey` is "".
  static ItemKey pointerKey(IssuerId issuer, String didKey) {
    return ItemKey.of(
        "ISSUER#" + issuer.text(),
        "STATUS-LIST#revocation" + (didKey.isEmpty() ? "" : "#" + didKey));
  }

  record Current(String list) {}
}
