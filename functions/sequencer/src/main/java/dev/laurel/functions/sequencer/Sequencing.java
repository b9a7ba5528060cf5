package dev.laurel.functions.sequencer;

import dev.laurel.runtime.Log;
import dev.laurel.storage.ItemKey;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.Integrated;
import dev.laurel.tlog.sequencing.LogStopped;
import dev.laurel.tlog.sequencing.Recovery;
import dev.laurel.tlog.sequencing.Restored;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs the sequencer for events, and writes down what it did. That it stopped is an event of its
/// own, on which the alarm hangs.
final class Sequencing {
  /// Rows whose insertion brings them here.
  static final String ENTRIES = EntryRow.PARTITION_PREFIX;

  private final Wiring.Ports ports;
  private final String origin;
  private final Log log;
  private volatile Optional<Sequencer> made = Optional.empty();

  Sequencing(Wiring.Ports ports, String origin, Log log) {
    this.ports = ports;
    this.origin = origin;
    this.log = log;
  }

  /// Takes new entries up at once.
  void entries(List<ItemKey> keys) {
    run(keys.stream().map(Sequencing::id).flatMap(Optional::stream).toList());
  }

  /// Takes up what stands still.
  void sweep() {
    run(List.of());
  }

  private void run(List<EntryId> hints) {
    Integrated done = watched(() -> sequencer().run(hints));
    if (done.logged() > 0 || done.refused() > 0 || done.more()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("size", done.size());
      fields.put("logged", done.logged());
      fields.put("refused", done.refused());
      fields.put("more", done.more());
      log.event("integrated", fields);
    }
  }

  /// Brings the rows back up to the files, after a restore of the table: so many in one invocation,
  /// whose line says whether another one must follow.
  void restore() {
    Restored done = watched(() -> new Recovery(sequencer()).run());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("size", done.size());
    fields.put("heads", done.heads());
    fields.put("logged", done.logged());
    fields.put("ended", done.ended());
    fields.put("abandoned", done.abandoned());
    fields.put("left", done.left());
    fields.put("more", done.more());
    log.event("log-restored", fields);
  }

  private <T> T watched(Supplier<T> work) {
    try {
      return work.get();
    } catch (LogStopped e) {
      // Its words are the sequencer's own and name sizes and hashes only.
      log.event("log-stopped", Map.of("reason", String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /// Made with the first event, because asking for the root key needs the network. Two at once make
  /// two, which do no harm.
  private Sequencer sequencer() {
    if (made.isEmpty()) {
      SequencerSettings settings =
          SequencerSettings.of(origin, ports.parallel(), ports.rootKey().get());
      made =
          Optional.of(
              new Sequencer(
                  ports.items(),
                  ports.log(),
                  ports.signer(),
                  ports.witnesses(),
                  ports.clock(),
                  ports.random(),
                  settings));
    }
    return made.get();
  }

  /// The id in a row's key; empty where somebody else wrote the row.
  private static Optional<EntryId> id(ItemKey key) {
    String hex = key.partition().substring(ENTRIES.length());
    return hex.matches("[0-9a-f]{64}") ? Optional.of(new EntryId(hex)) : Optional.empty();
  }
}
