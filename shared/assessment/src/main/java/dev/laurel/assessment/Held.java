package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// Why the credential of a passed submission does not come by itself, in words that hold no value
/// of the document: names of rules, and places.
///
/// Row `SUB#<id>` / `HELD`. Its shape is owned here; issuance alone writes it. It is told, never
/// obeyed: `intent` is the number of the intent that stands, 0 before the first, and once the award
/// is further than that the row says nothing any more. Listed under `<issuer>#parked` where there
/// is no intent that could be. `version` is the item's.
public record Held(
    SubmissionId submission, IssuerId issuer, int intent, String reason, long version) {

  /// The index partition that lists what an issuer's people have to look at.
  public static String parkedPartition(IssuerId issuer) {
    return issuer.text() + "#parked";
  }

  /// The key of the row.
  public static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.HELD);
  }

  /// The write that stores this version over the one before it.
  public Write write() {
    Item item = Item.of(key(submission), version, Json.write(new Row(intent, reason)));
    if (intent == 0) {
      item = item.indexed(Index.LIST, parkedPartition(issuer), submission.text());
    }
    return version == 1 ? Write.create(item) : Write.update(item);
  }

  /// The write that removes it: the issue goes on.
  public Write remove() {
    return new Write.Delete(key(submission), Condition.versionIs(version));
  }

  /// The row in an item.
  public static Held from(Item item, IssuerId issuer) {
    Row row = Json.read(item.body(), Row.class);
    return new Held(SubmissionRow.id(item.key()), issuer, row.intent, row.reason, item.version());
  }

  record Row(int intent, String reason) {}
}
