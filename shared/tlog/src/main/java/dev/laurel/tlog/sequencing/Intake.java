package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.entry.EntryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Takes the entries of a batch: of the candidates those that a consistent read, made after that of
/// the head, shows PENDING and that may enter the log.
final class Intake {
  private final ItemStore items;
  private final Lanes lanes;
  private final KeyGuard guard;

  Intake(ItemStore items, Lanes lanes, KeyGuard guard) {
    this.items = items;
    this.lanes = lanes;
    this.guard = guard;
  }

  /// What was taken after a head.
  ///
  /// @param rows in the order of the log: by id, which is a hash and tells nothing of when and from
  ///   where an entry came
  /// @param leaves the same entries, read
  /// @param later a further entry of a DID's keys or of a list that waits for the one before it
  record Taken(List<EntryRow> rows, List<Batch.Leaf> leaves, int refused, boolean later) {}

  /// The entries that follow a settled head.
  ///
  /// @throws MovedOn where an entry would be refused as of a head that is old news
  Taken take(Head head, Collection<EntryId> candidates) {
    List<EntryRow> waiting = new ArrayList<>();
    for (Optional<EntryRow> row : lanes.map(candidates, this::read)) {
      row.filter(r -> r.state() == EntryRow.State.PENDING).ifPresent(waiting::add);
    }
    waiting.sort(Comparator.comparing(row -> row.id().hex()));
    Judgement judgement = new Judgement(guard, waiting.size());
    waiting.forEach(judgement::add);
    judgement.refused().forEach(row -> refuse(row, head));
    return new Taken(
        judgement.rows(), judgement.leaves(), judgement.refused().size(), judgement.later());
  }

  private Optional<EntryRow> read(EntryId id) {
    return items.get(EntryRow.key(id), Read.CONSISTENT).map(item -> EntryRow.from(id, item));
  }

  /// Refuses an entry as of this head: whoever saw a later one may have taken it. A row that was
  /// refused by somebody else is done.
  private void refuse(EntryRow row, Head head) {
    if (items.write(List.of(row.update(), head.check())) instanceof WriteResult.Conflict conflict
        && !conflict.keys().equals(List.of(EntryRow.key(row.id())))) {
      throw new MovedOn();
    }
  }
}
