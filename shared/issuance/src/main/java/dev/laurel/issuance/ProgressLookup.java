package dev.laurel.issuance;

import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import java.util.List;
import java.util.Optional;

/// Shows an issuer's people how far awards are. Another issuer's are as unknown as none.
public final class ProgressLookup {
  private final ItemReader items;
  private final Warrants warrants;
  private final Intents intents;
  private final LogGate gate;

  ProgressLookup(ItemReader items, LogGate gate) {
    this.items = items;
    this.warrants = new Warrants(items);
    this.intents = new Intents(items);
    this.gate = gate;
  }

  /// How far the award of a submission or request is; empty where it has not passed.
  public Optional<Progress> of(IssuerId issuer, SubmissionId id) {
    return warrants.find(id, issuer).map(this::progress);
  }

  /// What stands, in no order that means anything. May miss the last seconds, and a page may be
  /// short.
  public Page<Progress> parked(IssuerId issuer, int limit, Cursor after) {
    Page<ItemKey> page =
        items.queryIndex(
            Table.ITEMS,
            Index.LIST,
            Held.parkedPartition(issuer),
            SortRange.ALL,
            ItemReader.Order.ASCENDING,
            limit,
            after);
    List<Progress> found =
        page.entries().stream()
            .map(ProgressLookup::submission)
            .distinct()
            .flatMap(id -> of(issuer, id).stream())
            .filter(each -> !each.parked().isEmpty())
            .toList();
    return new Page<>(found, page.next());
  }

  Progress progress(Warrant warrant) {
    return Progress.of(warrant, intents.of(warrant), gate);
  }

  /// The submission or request of an intent's row, or of a reason's.
  private static SubmissionId submission(ItemKey key) {
    return new SubmissionId(key.partition().substring(key.partition().indexOf('#') + 1));
  }
}
