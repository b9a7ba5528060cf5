package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The names under which the texts of a submission are being stored before any row of it exists, so
/// that a death in between leaves nothing that nobody knows of.
///
/// Row `SUB#<id>` / `PENDING`, written before the first text and deleted in the transaction that
/// makes the submission, on the condition that it is as it was written. Whoever removes the texts
/// changes it first: from then on that transaction cannot happen any more. `version` is the item's.
record PendingTexts(SubmissionId submission, List<ObjectName> objects, Instant due, long version) {
  /// Longer than any invocation lives (Lambda ends them after at most 15 minutes), so that no text
  /// is stored after its removal.
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final int WRITTEN = 1;

  PendingTexts {
    objects = List.copyOf(objects);
  }

  static ItemKey key(SubmissionId id) {
    return SubmissionRow.key(id, SubmissionRow.PENDING);
  }

  static PendingTexts of(SubmissionId id, List<ObjectName> objects, Instant now) {
    return new PendingTexts(id, objects, now.plus(LIFE), WRITTEN);
  }

  Write create() {
    return Write.create(item());
  }

  /// The next version: given up, so that no submission can come of it.
  PendingTexts givenUp() {
    return new PendingTexts(submission, objects, due, version + 1);
  }

  boolean isGivenUp() {
    return version > WRITTEN;
  }

  Write update() {
    return Write.update(item());
  }

  /// Removes the row as it is here.
  Write remove() {
    return new Write.Delete(key(submission), Condition.versionIs(version));
  }

  private Item item() {
    Row row = new Row(objects.stream().map(ObjectName::text).toList(), due);
    return Item.of(key(submission), version, Json.write(row))
        .indexed(Index.DUE, Submission.duePartition(submission), Submission.dueSort(due));
  }

  static PendingTexts from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new PendingTexts(
        SubmissionRow.id(item.key()),
        row.objects.stream().map(ObjectName::new).toList(),
        row.due,
        item.version());
  }

  record Row(List<String> objects, Instant due) {}
}
