package dev.laurel.assessment;

import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectReader;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Looks at what was uploaded for a submission and records, one transaction each, what arrived: the
/// step that completion, renewal and the sweep share. Any number may run at once and die anywhere;
/// what one recorded the others find.
final class Arrivals {
  /// Conflicts after which a caller gives up. Each means that another call changed the submission,
  /// and arrivals and renewals together are fewer.
  static final int MAX_CONFLICTS = 64;

  private final ItemStore items;
  private final ObjectReader objects;
  private final InstantSource clock;

  Arrivals(ItemStore items, ObjectReader objects, InstantSource clock) {
    this.items = items;
    this.objects = objects;
    this.clock = clock;
  }

  /// How far it came.
  sealed interface Recorded {
    /// The submission as it is now, what lies under the names of the invitations that are still
    /// open, and whether the companions were written.
    record Settled(
        SubmissionRecord now, Map<Integer, Examination.Finding> open, boolean companionsWritten)
        implements Recorded {
      public Settled {
        open = Map.copyOf(open);
      }
    }

    /// There is no such submission.
    record Unknown() implements Recorded {}

    /// Others were in the way too often, or a companion's condition does not hold.
    record Contended() implements Recorded {}
  }

  /// Records everything that arrived. The companions go with the transaction that makes the
  /// submission SUBMITTED, if it is this call's.
  Recorded record(
      Supplier<Optional<SubmissionRecord>> find, Function<Submission, List<Write>> companions) {
    Map<ObjectName, Examination.Finding> seen = new HashMap<>();
    Optional<SubmissionRecord> read = find.get();
    boolean companionsWritten = false;
    int conflicts = 0;
    while (read.isPresent()) {
      SubmissionRecord record = read.get();
      Optional<SubmissionRecord.Change> arrival = next(record, seen);
      if (arrival.isEmpty()) {
        return new Recorded.Settled(record, open(record, seen), companionsWritten);
      }
      SubmissionRecord after = arrival.get().after();
      boolean last = after.submission().state() == Submission.State.SUBMITTED;
      List<Write> writes = new ArrayList<>(arrival.get().writes());
      if (last) {
        writes.addAll(companions.apply(after.submission()));
      }
      switch (items.write(writes)) {
        case WriteResult.Written written -> {
          companionsWritten |= last;
          read = Optional.of(after);
        }
        case WriteResult.Conflict(List<ItemKey> keys) -> {
          conflicts++;
          if (conflicts > MAX_CONFLICTS || !SubmissionRecord.isOf(record.submission().id(), keys)) {
            return new Recorded.Contended();
          }
          read = find.get();
        }
      }
    }
    return new Recorded.Unknown();
  }

  private Optional<SubmissionRecord.Change> next(
      SubmissionRecord record, Map<ObjectName, Examination.Finding> seen) {
    for (Invitation invitation : record.invitations()) {
      if (invitation.isOpen()
          && seen.computeIfAbsent(
                  invitation.object(),
                  name -> Examination.of(objects, name, record.file(invitation)))
              instanceof Examination.Finding.Right(String version)) {
        return Optional.of(record.arrived(invitation, version, clock.instant()));
      }
    }
    return Optional.empty();
  }

  private static Map<Integer, Examination.Finding> open(
      SubmissionRecord record, Map<ObjectName, Examination.Finding> seen) {
    Map<Integer, Examination.Finding> open = new HashMap<>();
    for (Invitation invitation : record.invitations()) {
      Examination.Finding finding = seen.get(invitation.object());
      if (invitation.isOpen() && finding != null) {
        open.put(invitation.number(), finding);
      }
    }
    return open;
  }
}
