package dev.laurel.tlog.sequencing;

import dev.laurel.credentials.Sha256;
import dev.laurel.tlog.EntryBundle;
import dev.laurel.tlog.entry.Abandon;
import dev.laurel.tlog.entry.Issue;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.entry.StatusList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of the waiting entries enter the log next, in the order in which they were added.
///
/// Of a DID one key entry enters at a time, because each is judged by what the log holds of the
/// ones before; while one may enter, the others are not judged. Of a status list one version enters
/// at a time, the lowest, because their numbers rise along the log.
final class Judgement {
  private final KeyGuard guard;
  private final List<EntryRow> rows;
  private final List<Batch.Leaf> leaves;
  private final Set<String> entered = new HashSet<>();
  private final Map<String, Integer> lists = new HashMap<>();
  private final Map<String, List<EntryRow>> objected = new HashMap<>();
  private final List<EntryRow> damaged = new ArrayList<>();
  private boolean later;

  Judgement(KeyGuard guard, int most) {
    this.guard = guard;
    this.rows = new ArrayList<>(most);
    this.leaves = new ArrayList<>(most);
  }

  void add(EntryRow row) {
    byte[] bytes = row.entry();
    Optional<LogEntry> entry =
        bytes.length <= EntryBundle.MAX_ENTRY
                && HexFormat.of().formatHex(Sha256.of(bytes)).equals(row.id().hex())
            ? LogEntry.parse(bytes)
            : Optional.empty();
    if (entry.isEmpty()) {
      damaged.add(row.refused("the row holds no entry"));
    } else {
      add(row, entry.get());
    }
  }

  private void add(EntryRow row, LogEntry entry) {
    switch (entry) {
      case KeyAdd add when entered.contains(add.did()) -> later = true;
      case KeyAdd add -> add(row, entry, add.did(), guard.refusal(add));
      case KeyRetire retire when entered.contains(retire.did()) -> later = true;
      case KeyRetire retire -> add(row, entry, retire.did(), guard.refusal(retire));
      case StatusList list -> add(row, list);
      case Issue _, Abandon _ -> enter(row, entry);
    }
  }

  private void add(EntryRow row, LogEntry entry, String did, Optional<String> refusal) {
    if (refusal.isPresent()) {
      objected.computeIfAbsent(did, any -> new ArrayList<>()).add(row.refused(refusal.get()));
    } else {
      entered.add(did);
      enter(row, entry);
    }
  }

  private void add(EntryRow row, StatusList list) {
    Integer place = lists.putIfAbsent(list.list(), leaves.size());
    if (place == null) {
      enter(row, list);
      return;
    }
    later = true;
    if (leaves.get(place).entry() instanceof StatusList other && list.n() < other.n()) {
      rows.set(place, row);
      leaves.set(place, new Batch.Leaf(row.id(), list));
    }
  }

  private void enter(EntryRow row, LogEntry entry) {
    rows.add(row);
    leaves.add(new Batch.Leaf(row.id(), entry));
  }

  /// The rows of the entries that enter.
  List<EntryRow> rows() {
    return rows;
  }

  /// The same entries, read.
  List<Batch.Leaf> leaves() {
    return leaves;
  }

  /// The next version of each row that never enters.
  List<EntryRow> refused() {
    List<EntryRow> refused = new ArrayList<>(damaged);
    objected.forEach((did, rowsOfIt) -> {
      if (!entered.contains(did)) {
        refused.addAll(rowsOfIt);
      }
    });
    return refused;
  }

  /// Whether a key entry waits for another one of its DID, or a version of a list for another one.
  boolean later() {
    return later || objected.keySet().stream().anyMatch(entered::contains);
  }
}
