package dev.laurel.functions.issuance;

import dev.laurel.issuance.Issuance;
import dev.laurel.runtime.Log;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The changed rows of entries, as the log's stream names them: whoever waits for one goes on. One
/// that cannot go on holds up no other: the sweep comes back to it.
final class LogSignals implements Consumer<List<ItemKey>> {
  private final Issuance issuance;
  private final Log log;

  LogSignals(Issuance issuance, Log log) {
    this.issuance = issuance;
    this.log = log;
  }

  @Override
  public void accept(List<ItemKey> rows) {
    for (ItemKey row : rows) {
      EntryId.parse(row.partition().substring(EntryRow.PARTITION_PREFIX.length()))
          .ifPresent(this::logged);
    }
  }

  private void logged(EntryId id) {
    try {
      issuance.logged(id);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      // The outermost frame of one record: what is wrong with it is no other record's fault.
      log.event(
          "logged-entry-failed",
          Map.of("entry", id.hex(), "failure", e.getClass().getSimpleName()));
    }
  }
}
