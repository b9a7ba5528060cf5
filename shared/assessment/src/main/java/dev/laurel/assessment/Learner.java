package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;

/// The person who submits. `email` is an address in the normal form of
/// [dev.laurel.credentials.EmailAddress].
///
/// Row `SUB#<id>` / `LEARNER`, written once: the only row of a submission that holds person data of
/// its own accord.
public record Learner(String name, String email) {
  /// Longest name; the longest in the Guinness book have more, the longest in passports 39.
  public static final int MAX_NAME = 200;

  /// The key of the row.
  public static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.LEARNER);
  }

  /// Whether both addresses reach the same person. Upper and lower case count as one also in the
  /// local part, because that is how mail systems treat it.
  public boolean hasAddress(String other) {
    return email.equalsIgnoreCase(other);
  }

  Write create(SubmissionId id) {
    return Write.create(Item.of(key(id), 1, Json.write(this)));
  }

  static Learner from(Item item) {
    return Json.read(item.body(), Learner.class);
  }

  /// Without name and address, so that no log line can show them.
  @Override
  public String toString() {
    return "Learner";
  }
}
