package dev.laurel.functions.issuance;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.runtime.OutboxEvent;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Table;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogSigner;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import java.security.KeyPair;
import java.util.List;
import java.util.random.RandomGenerator;

/// A transparency log over items in memory: the real sequencer with a key made for the test.
final class TestLog implements LogSigner {
  static final String ORIGIN = "laurel.example/log";

  private final MemoryItemStore items;
  private final ItemStore through;
  private final MemoryObjectStore objects;
  private final KeyPair pair;
  private final FixedClock clock;
  private final RandomGenerator random;

  /// `through` is what the sequencer calls, `items` what lies under it.
  TestLog(
      MemoryItemStore items,
      ItemStore through,
      KeyPair pair,
      FixedClock clock,
      RandomGenerator random) {
    this.items = items;
    this.through = through;
    this.objects = new MemoryObjectStore(clock);
    this.pair = pair;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<VerifierKey> keys() {
    byte[] raw = Multikey.fromSpki(pair.getPublic().getEncoded()).raw();
    return List.of(VerifierKey.ed25519(ORIGIN, raw));
  }

  @Override
  public byte[] sign(VerifierKey key, CommittedHead head) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), head.message(key));
  }

  /// Integrates everything that waits; answers the event that the log's stream then brings.
  byte[] integrate() {
    List<EntryId> waiting =
        items.all(Table.LOG).stream()
            .filter(item -> item.key().partition().startsWith(EntryRow.PARTITION_PREFIX))
            .map(EntryRow::from)
            .filter(row -> row.state() == EntryRow.State.PENDING)
            .map(EntryRow::id)
            .toList();
    new Sequencer(
            through, objects, this, List.of(), clock, random, SequencerSettings.of(ORIGIN, 1, ""))
        .run(waiting);
    List<ItemKey> rows = waiting.stream().map(EntryRow::key).toList();
    return OutboxEvent.changes("MODIFY", rows);
  }
}
