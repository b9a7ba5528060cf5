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

  StatusListPlaces(ItemStore items, InstantSource clock, RandomGenerator random, int maxUses) {
    this.items = items;
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
        String list = Json.read(pointer.get().body(), Current.class).list();
        ItemKey count = ItemKey.of("LIST#" + list, "COUNT");
        if (items.add(count, "uses", 1, maxUses, Item.NEVER) instanceof AddResult.Added) {
          return Optional.of(new StatusPlace(list, random.nextInt(Bitstring.MINIMUM_SIZE)));
        }
      }
      begin(issuer, pointer.map(Item::version).orElse(0L));
    }
    return Optional.empty();
  }

  /// Another place of the same list, for when the index was taken.
  StatusPlace another(StatusPlace place) {
    return new StatusPlace(place.list(), random.nextInt(Bitstring.MINIMUM_SIZE));
  }

  /// A conflict means that another call began a list at the same moment; the next look finds it.
  private void begin(IssuerId issuer, long before) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String list = HexFormat.of().formatHex(bytes);
    Item pointer = Item.of(pointerKey(issuer), before + 1, Json.write(new Current(list)));
    WriteResult ignored =
        items.write(
            List.of(
                before == 0 ? Write.create(pointer) : Write.update(pointer),
                StatusListHead.empty(list, issuer, clock.instant()).write()));
  }

  static ItemKey pointerKey(IssuerId issuer) {
    return ItemKey.of("ISSUER#" + issuer.text(), "STATUS-LIST#revocation");
  }

  record Current(String list) {}
}
