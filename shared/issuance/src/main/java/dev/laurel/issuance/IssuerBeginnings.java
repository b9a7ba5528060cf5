package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Message;
import dev.laurel.tlog.sequencing.Restoring;
import dev.laurel.verification.published.PublishedKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that an issuer needs before its first credential: a public DID document, keys in the log,
/// and a signed status list for each of its DIDs.
final class IssuerBeginnings {
  private final ItemReader items;
  private final PublicCopies copies;
  private final KeyEntries keys;
  private final IssuerKeys issuerKeys;
  private final StatusListPlaces places;
  private final StatusListSigning lists;

  IssuerBeginnings(
      ItemReader items,
      PublicCopies copies,
      KeyEntries keys,
      IssuerKeys issuerKeys,
      StatusListPlaces places,
      StatusListSigning lists) {
    this.items = items;
    this.copies = copies;
    this.keys = keys;
    this.issuerKeys = issuerKeys;
    this.places = places;
    this.lists = lists;
  }

  /// Goes as far as the log allows, and nowhere while the tables are being restored; answers
  /// whether the keys are in the log and the lists at least on their way into it: whoever hears of
  /// a list's entry goes on with that list. Throws like [KeyEntries#bringUp] and
  /// [StatusListSigning#bringUp].
  boolean bringUp(IssuerId issuer) {
    if (Restoring.of(items).isPresent()) {
      return false;
    }
    copies.did(issuer);
    List<PublishedKey> leaving = keys.leaving(issuer);
    boolean done;
    try {
      done = keys.bringUp(issuer);
    } finally {
      // Readers no longer believe what these keys signed last, however long the log takes, and
      // whatever stands in the way of another key.
      lists.leave(issuer, leaving);
      keys.left(leaving);
    }
    for (Did did : issuerKeys.dids(issuer)) {
      Optional<String> list = places.current(issuer, did.text());
      list.ifPresent(lists::bringUp);
      done &= list.isPresent();
    }
    return done;
  }

  /// The message that registration sends, and whoever changes keys.
  static Message message(IssuerId issuer) {
    return Message.of(
        Message.Topic.ISSUANCE, issuer.text(), "did", Json.write(Map.of("issuer", issuer.text())));
  }
}
