package dev.laurel.tlog.sequencing;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TreeExtension;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes LOGGED on the rows of a batch whose checkpoint is published, whatever became of what they
/// stand for; and the checkpoint's own row. Everything here may be repeated.
final class LoggedRows {
  /// Most writes of a transaction beside the checkpoint's.
  private static final int MOST = ItemStore.MAX_WRITES - 1;

  /// How often a transaction that another one was in the way of is tried: two sequencers that
  /// settle one head meet once a row.
  private static final int TRIES = 10;

  private final ItemStore items;
  private final Lanes lanes;

  LoggedRows(ItemStore items, Lanes lanes) {
    this.items = items;
    this.lanes = lanes;
  }

  /// Leaves every row of the batch LOGGED under the checkpoint, and the checkpoint's row done.
  void write(Batch batch, SignedCheckpoint published, Optional<CheckpointRow> there) {
    CheckpointRow checkpoint = there.orElseGet(() -> CheckpointRow.of(published));
    List<Step> steps = steps(batch);
    List<List<Step>> transactions = transactions(steps);
    if (there.isEmpty()) {
      List<Step> first = transactions.isEmpty() ? List.of() : transactions.getFirst();
      checkpoint = begin(checkpoint, first, transactions.size() < 2);
    } else if (!transactions.isEmpty()) {
      all(transactions.getFirst());
    }
    if (transactions.size() > 1) {
      List<List<Step>> rest = transactions.subList(1, transactions.size());
      // Whoever sees a credential's entry must see what its batch says of keys.
      lanes.map(rest.stream().filter(LoggedRows::hasUrgent).toList(), this::all);
      lanes.map(rest.stream().filter(each -> !hasUrgent(each)).toList(), this::all);
    }
    if (!checkpoint.done()) {
      finish(checkpoint);
    }
  }

  /// Who waits for a status list or a key waits for a revocation to be seen or an issuer to begin;
  /// they go first.
  private List<Step> steps(Batch batch) {
    List<Step> urgent = new ArrayList<>();
    List<Step> others = new ArrayList<>();
    List<Optional<EntryRow>> rows = rows(batch);
    for (int i = 0; i < rows.size(); i++) {
      LogEntry entry = batch.leaves().get(i).entry();
      List<Step> steps = isUrgent(entry) ? urgent : others;
      long index = batch.previousSize() + i;
      rows.get(i)
          .filter(row -> !isFinal(row))
          .ifPresent(row -> steps.add(new Step(batch.tree(), index, entry, row)));
    }
    urgent.addAll(others);
    return urgent;
  }

  /// Whether nothing is to be written: what a restore gave up stays given up.
  private static boolean isFinal(EntryRow row) {
    return row.state() == EntryRow.State.LOGGED || row.isEnded();
  }

  private static boolean hasUrgent(List<Step> steps) {
    return isUrgent(steps.getFirst().entry());
  }

  private static boolean isUrgent(LogEntry entry) {
    return switch (entry) {
      case KeyAdd _, KeyRetire _, StatusList _ -> true;
      case Issue _, Abandon _ -> false;
    };
  }

  /// The rows as they were confirmed; of a batch that somebody may have begun to write, as they
  /// are.
  private List<Optional<EntryRow>> rows(Batch batch) {
    return batch.rows().isEmpty()
        ? lanes.map(batch.leaves(), leaf -> read(leaf.id()))
        : batch.rows().stream().map(Optional::of).toList();
  }

  private static List<List<Step>> transactions(List<Step> steps) {
    List<List<Step>> transactions = new ArrayList<>();
    List<Step> open = new ArrayList<>();
    int writes = 0;
    for (Step step : steps) {
      if (writes + step.most() > MOST) {
        transactions.add(open);
        open = new ArrayList<>();
        writes = 0;
      }
      open.add(step);
      writes += step.most();
    }
    if (!open.isEmpty()) {
      transactions.add(open);
    }
    return transactions;
  }

  /// The first rows together with the checkpoint's, which is done with them where they are all.
  private CheckpointRow begin(CheckpointRow checkpoint, List<Step> steps, boolean only) {
    CheckpointRow row =
        new CheckpointRow(checkpoint.size(), checkpoint.root(), checkpoint.checkpoint(), only, 1);
    List<Write> writes = new ArrayList<>();
    writes.add(row.write());
    steps.forEach(step -> writes.addAll(step.writes(items)));
    if (items.write(writes) instanceof WriteResult.Written) {
      return row;
    }
    CheckpointRow there = ensure(checkpoint);
    all(steps);
    return there;
  }

  private CheckpointRow ensure(CheckpointRow checkpoint) {
    for (int i = 0; i < TRIES; i++) {
      Optional<CheckpointRow> there = CheckpointRow.read(items, checkpoint.size());
      if (there.isPresent()) {
        return there.get();
      }
      if (items.write(List.of(checkpoint.write())) instanceof WriteResult.Written) {
        return checkpoint;
      }
    }
    throw new StoreUnavailable("the checkpoint's row is written by others all the time");
  }

  /// Answers true, so that it can be a call among others.
  private boolean all(List<Step> steps) {
    List<Write> writes = new ArrayList<>();
    steps.forEach(step -> writes.addAll(step.writes(items)));
    if (!writes.isEmpty() && !(items.write(writes) instanceof WriteResult.Written)) {
      steps.forEach(this::one);
    }
    return true;
  }

  /// One row by itself: somebody else may have written it, or be about to.
  private void one(Step step) {
    for (int i = 0; i < TRIES; i++) {
      Optional<EntryRow> row = read(step.id());
      if (row.isEmpty() || isFinal(row.get())) {
        return;
      }
      if (items.write(step.with(row.get()).writes(items)) instanceof WriteResult.Written) {
        return;
      }
    }
    throw new StoreUnavailable("an entry's row is written by others all the time");
  }

  private void finish(CheckpointRow checkpoint) {
    // A conflict says that somebody else finished it.
    items.write(List.of(checkpoint.finished().write()));
  }

  private Optional<EntryRow> read(EntryId id) {
    return items.get(EntryRow.key(id), Read.CONSISTENT).map(item -> EntryRow.from(id, item));
  }

  /// The rows that one entry changes.
  private record Step(TreeExtension tree, long index, LogEntry entry, EntryRow row) {
    Step with(EntryRow read) {
      return new Step(tree, index, entry, read);
    }

    EntryId id() {
      return row.id();
    }

    /// Most writes that it takes.
    int most() {
      return isUrgent(entry) ? 2 : 1;
    }

    List<Write> writes(ItemStore items) {
      EntryRow logged = row.logged(index, tree.size(), tree.inclusion(index));
      Optional<KeyRow> key = KeyRow.after(items, entry, index);
      return key.isPresent()
          ? List.of(logged.update(), key.get().write())
          : List.of(logged.update());
    }
  }
}
