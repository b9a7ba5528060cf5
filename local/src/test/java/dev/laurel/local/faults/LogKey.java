package dev.laurel.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.CommittedHead;
import dev.laurel.tlog.sequencing.LogSigner;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The log's key and the platform's root key, real ones. The log's refuses a head that the lock row
/// never held, and remembers all checkpoints that it signed.
public final class LogKey implements LogSigner, RootKey {
  private static final ItemKey HEAD = ItemKey.log("log", "HEAD");
  private static final KeyPair LOG = RecordingSigner.ed25519();
  private static final KeyPair ROOT = RecordingSigner.ed25519();

  private final VerifierKey key;
  private final MemoryItemStore items;
  private final Faults faults;
  private final List<byte[]> signed = new ArrayList<>();
  private final Set<String> committed = ConcurrentHashMap.newKeySet();
  private volatile boolean down;

  /// The keys of a log that has not begun.
  public LogKey(String origin, MemoryItemStore items, Faults faults) {
    this.key = VerifierKey.ed25519(origin, Multikey.fromSpki(LOG.getPublic().getEncoded()).raw());
    this.items = items;
    this.faults = faults;
    items.onChange(change -> {
      if (change.key().equals(HEAD)) {
        committed.add(row());
      }
    });
  }

  /// The keys of a log with the past of another.
  public LogKey(LogKey past, MemoryItemStore items, Faults faults) {
    this(past.key.name(), items, faults);
    signed.addAll(past.signed());
    committed.addAll(past.committed);
  }

  /// All checkpoints that were signed, as notes.
  public synchronized List<byte[]> signed() {
    return List.copyOf(signed);
  }

  /// Answers nothing for as long as this is set.
  void down(boolean isDown) {
    down = isDown;
  }

  @Override
  public List<VerifierKey> keys() {
    return List.of(key);
  }

  @Override
  public byte[] sign(VerifierKey with, CommittedHead head) {
    return faults.call("sign head", () -> Scheduled.call("sign head", () -> signCommitted(head)));
  }

  private synchronized byte[] signCommitted(CommittedHead head) {
    if (down) {
      throw new StoreUnavailable("the key service is down", new IllegalStateException("down"));
    }
    assertThat(committed)
        .as("2: only a head that the lock row held is signed")
        .anyMatch(row ->
            row.contains(head.root().hex()) && row.contains("\"size\":" + head.size() + ","));
    byte[] signature =
        SignatureEngine.sign(KeyAlgorithm.ED25519, LOG.getPrivate(), head.message(key));
    NoteSignature line = new NoteSignature(key.name(), key.keyId(), signature);
    signed.add(new Note(head.checkpoint().text(), List.of(line)).bytes());
    return signature;
  }

  private String row() {
    return items.get(HEAD, Read.CONSISTENT).map(Item::body).orElse("");
  }

  @Override
  public Multikey publicKey() {
    return Multikey.fromSpki(ROOT.getPublic().getEncoded());
  }

  @Override
  public byte[] sign(KeyAdd unsigned) {
    return faults.call(
        "sign with root",
        () ->
            Scheduled.call(
                "sign with root",
                () ->
                    SignatureEngine.sign(
                        KeyAlgorithm.ED25519, ROOT.getPrivate(), unsigned.statement())));
  }
}
