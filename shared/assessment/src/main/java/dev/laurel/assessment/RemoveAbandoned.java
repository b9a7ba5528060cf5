package dev.laurel.assessment;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Removes texts that were stored for a submission which did not come about.
///
/// The row that names them is given up first, which makes the submission's transaction impossible;
/// then the objects go, then the row. A death anywhere leaves the row, and so the rest of the work.
final class RemoveAbandoned {
  private final ItemStore items;
  private final ObjectStore evidence;

  RemoveAbandoned(ItemStore items, ObjectStore evidence) {
    this.items = items;
    this.evidence = evidence;
  }

  /// Looks at the submission's pending texts, if there are any and they are due.
  void settle(SubmissionId id, Instant now) {
    Optional<PendingTexts> found =
        items
            .get(PendingTexts.key(id), Read.CONSISTENT)
            .map(PendingTexts::from)
            .filter(pending -> !pending.due().isAfter(now));
    if (found.isPresent()) {
      remove(found.get());
    }
  }

  /// Removes them at once, unless the submission exists or another invocation is at it.
  void remove(PendingTexts pending) {
    PendingTexts givenUp = pending;
    if (!pending.isGivenUp()) {
      givenUp = pending.givenUp();
      if (items.write(List.of(givenUp.update())) instanceof WriteResult.Conflict) {
        return;
      }
    }
    if (items.get(Submission.key(pending.submission()), Read.CONSISTENT).isEmpty()) {
      for (ObjectName name : givenUp.objects()) {
        evidence.delete(name);
      }
    }
    // A conflict means that another sweep was faster.
    items.write(List.of(givenUp.remove()));
  }
}
