package dev.laurel.assessment;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sweep over submissions that wait: it records files that arrived although nobody said so,
/// ends invitations whose time is over, and removes objects that no invitation names any more; and
/// texts of submissions that did not come about.
///
/// It decides from the rows only and may run any number of times at once. An invitation goes to
/// EXPIRED by a condition before its object is removed, so that a file that arrives at that moment
/// is either kept or invited anew, never lost behind a row that says ARRIVED.
public final class ExpireInvitations {
  /// Submissions looked at in one run; the next run goes on. Each costs about ten calls.
  private static final int MAX_PER_RUN = 500;

  private static final int PAGE = 100;

  private final ItemStore items;
  private final ObjectStore evidence;
  private final Arrivals arrivals;
  private final RemoveAbandoned abandoned;
  private final SubmissionStore submissions;
  private final InstantSource clock;

  public ExpireInvitations(ItemStore items, ObjectStore evidence, InstantSource clock) {
    this.items = items;
    this.evidence = evidence;
    this.arrivals = new Arrivals(items, evidence, clock);
    this.abandoned = new RemoveAbandoned(items, evidence);
    this.submissions = new SubmissionStore(items);
    this.clock = clock;
  }

  /// Looks at everything that is due. How many it looked at.
  public int sweep() {
    int seen = 0;
    for (int shard = 0; shard < Submission.SHARDS; shard++) {
      Cursor after = Cursor.START;
      do {
        Page<ItemKey> page = submissions.due(shard, clock.instant(), PAGE, after);
        for (ItemKey due : page.entries()) {
          if (seen++ >= MAX_PER_RUN) {
            return MAX_PER_RUN;
          }
          settle(due);
        }
        after = page.next();
      } while (!after.equals(Cursor.START));
    }
    return seen;
  }

  private void settle(ItemKey due) {
    SubmissionId id = SubmissionRow.id(due);
    if (due.equals(PendingTexts.key(id))) {
      abandoned.settle(id, clock.instant());
    } else {
      settle(id);
    }
  }

  private void settle(SubmissionId id) {
    for (int i = 0; i < Arrivals.MAX_CONFLICTS; i++) {
      Arrivals.Recorded recorded =
          arrivals.record(() -> submissions.whole(id, Read.CONSISTENT), submission -> List.of());
      if (!(recorded instanceof Arrivals.Recorded.Settled settled)) {
        return;
      }
      Instant now = clock.instant();
      Optional<SubmissionRecord> expired = expire(settled.now(), now);
      if (expired.isPresent() && remove(expired.get(), now)) {
        return;
      }
    }
  }

  /// The submission without open invitations whose time is over; empty after a conflict.
  private Optional<SubmissionRecord> expire(SubmissionRecord record, Instant now) {
    List<Invitation> expired =
        record.invitations().stream()
            .filter(each -> each.isOpen() && !now.isBefore(each.expires()))
            .map(Invitation::expired)
            .toList();
    return expired.isEmpty() ? Optional.of(record) : written(record.with(expired, now));
  }

  /// Removes what lies under discarded names, and forgets the names at which nothing can land any
  /// more. Whether no conflict was in the way.
  private boolean remove(SubmissionRecord record, Instant now) {
    List<Invitation> settled = new ArrayList<>();
    for (Invitation each : record.invitations()) {
      each.discarded().forEach(name -> evidence.delete(name.object()));
      if (each.discarded().stream().anyMatch(name -> !now.isBefore(name.until()))) {
        settled.add(each.settledAt(now));
      }
    }
    boolean stillDue = !record.submission().due().isAfter(now);
    return (settled.isEmpty() && !stillDue) || written(record.with(settled, now)).isPresent();
  }

  private Optional<SubmissionRecord> written(SubmissionRecord.Change change) {
    return switch (items.write(change.writes())) {
      case WriteResult.Written() -> Optional.of(change.after());
      case WriteResult.Conflict(List<ItemKey> keys) -> Optional.empty();
    };
  }
}
