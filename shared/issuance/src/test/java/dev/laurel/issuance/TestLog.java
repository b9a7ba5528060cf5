package dev.laurel.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Table;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.check.EntryListener;
import dev.laurel.tlog.check.LogCheck;
import dev.laurel.tlog.check.Report;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogSigner;
import dev.laurel.tlog.sequencing.Recovery;
import dev.laurel.tlog.sequencing.Sequencer;
import dev.laurel.tlog.sequencing.SequencerSettings;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.random.RandomGenerator;

/// A transparency log over the world's items: the real sequencer with keys made for the test.
final class TestLog implements RootKey {
  static final String ORIGIN = "laurel.example/log";

  private static final KeyPair LOG = pair();
  private static final KeyPair ROOT = pair();

  final MemoryObjectStore objects;
  private final MemoryItemStore memory;
  private final FixedClock clock;
  private final RandomGenerator random;

  TestLog(MemoryItemStore memory, FixedClock clock, RandomGenerator random) {
    this.memory = memory;
    this.clock = clock;
    this.random = random;
    this.objects = new MemoryObjectStore(clock);
  }

  static KeyPair pair() {
    try {
      // By name: pairs of other makers may repeat.
      return KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Multikey key(KeyPair pair) {
    return Multikey.fromSpki(pair.getPublic().getEncoded());
  }

  LogSigner signer() {
    return signer(LOG, ORIGIN);
  }

  static LogSigner signer(KeyPair pair, String origin) {
    return new LogSigner() {
      @Override
      public List<VerifierKey> keys() {
        return List.of(VerifierKey.ed25519(origin, key(pair).raw()));
      }

      @Override
      public byte[] sign(VerifierKey key, CommittedHead head) {
        return SignatureEngine.sign(KeyAlgorithm.ED25519, pair.getPrivate(), head.message(key));
      }
    };
  }

  /// The same keys under another log's name.
  static LogSigner named(String origin) {
    return signer(LOG, origin);
  }

  @Override
  public Multikey publicKey() {
    return key(ROOT);
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    return SignatureEngine.sign(KeyAlgorithm.ED25519, ROOT.getPrivate(), unsigned.statement());
  }

  /// Integrates everything that waits; answers what that was.
  List<EntryId> integrate() {
    return integrate(memory);
  }

  List<EntryId> integrate(ItemStore items) {
    List<EntryId> waiting =
        rows().stream()
            .filter(row -> row.state() == EntryRow.State.PENDING)
            .map(EntryRow::id)
            .toList();
    if (!waiting.isEmpty()) {
      sequencer(items).run(waiting);
    }
    assertThat(rows()).noneMatch(row -> row.state() == EntryRow.State.PENDING);
    return waiting;
  }

  private Sequencer sequencer(ItemStore items) {
    return new Sequencer(
        items,
        objects,
        signer(),
        List.of(),
        clock,
        random,
        SequencerSettings.of(ORIGIN, 1, publicKey().text()));
  }

  /// Brings the log's table, come back from a backup, up to the log's files.
  void recover() {
    Recovery recovery = new Recovery(sequencer(memory));
    for (boolean more = true; more; ) {
      more = recovery.run().more();
    }
  }

  /// The report on the whole log from its public files; the listener sees each entry.
  Report check(EntryListener listener) {
    return LogCheck.of(ORIGIN, signer().keys())
        .withRootKey(publicKey())
        .check(path -> objects.bytes(new ObjectName(path)), listener);
  }

  List<EntryRow> rows() {
    return memory.all(Table.LOG).stream()
        .filter(item -> item.key().partition().startsWith(EntryRow.PARTITION_PREFIX))
        .map(EntryRow::from)
        .toList();
  }

  /// Rows whose cause begins so.
  List<EntryRow> rows(String cause) {
    return rows().stream().filter(row -> row.cause().startsWith(cause)).toList();
  }

  EntryRow row(EntryId id) {
    return rows().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }
}
