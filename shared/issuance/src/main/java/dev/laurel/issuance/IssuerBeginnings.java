package dev.laurel.issuance;

import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Message;
import dev.laurel.tlog.sequencing.Restoring;
import java.util.Optional;

/// All that a new issuer needs before its first credential: a public DID document, keys in the log,
/// and a signed status list.
final class IssuerBeginnings {
  private final ItemReader items;
  private final PublicCopies copies;
  private final KeyEntries keys;
  private final StatusListPlaces places;
  private final StatusListSigning lists;

  IssuerBeginnings(
      ItemReader items,
      PublicCopies copies,
      KeyEntries keys,
      StatusListPlaces places,
      StatusListSigning lists) {
    this.items = items;
    this.copies = copies;
    this.keys = keys;
    this.places = places;
    this.lists = lists;
  }

  /// Goes as far as the log allows, and nowhere while the tables are being restored; answers
  /// whether nothing is left to do. Throws like [KeyEntries#bringUp] and
  /// [StatusListSigning#bringUp].
  boolean bringUp(IssuerId issuer) {
    if (Restoring.of(items).isPresent()) {
      return false;
    }
    copies.did(issuer);
    // Before the end of a compromised key is done, nothing that it signed last may be left.
    lists.leave(issuer, keys.leaving(issuer));
    boolean logged = keys.bringUp(issuer);
    Optional<String> list = places.current(issuer);
    boolean signed = list.isPresent() && lists.bringUp(list.get());
    return logged && signed;
  }

  /// The message that registration sends.
  static Message message(IssuerId issuer) {
    return Message.of(Message.Topic.ISSUANCE, issuer.text(), "did", "{}");
  }
}
