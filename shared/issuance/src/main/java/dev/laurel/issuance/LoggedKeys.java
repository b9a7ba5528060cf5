package dev.laurel.issuance;

import dev.laurel.storage.ItemReader;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.tlog.sequencing.LoggedKey;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import java.util.List;

/// What the log holds of keys, for rows that do not say so: they came back from a backup, or the
/// same was said in other bytes.
final class LoggedKeys {
  private final LogLookup lookup;

  LoggedKeys(ItemReader items) {
    this.lookup = new LogLookup(items);
  }

  /// All keys that the log ever had of a DID.
  List<LoggedKey> of(String did) {
    return lookup.keys(did);
  }

  /// How many entries the log has.
  long size() {
    return lookup.size();
  }

  /// The row with what the log holds of its key: the next version, or the same where that is
  /// nothing new.
  PublishedKey takenOver(PublishedKey row) {
    return of(row.did()).stream()
        .filter(key -> key.method().equals(row.method()))
        .findFirst()
        .map(key -> takenOver(row, key))
        .orElse(row);
  }

  static PublishedKey takenOver(PublishedKey row, LoggedKey key) {
    KeyAdd add = key.add().entry();
    KeyEnd end = key.retire().map(said -> end(row.end(), said)).orElse(row.end());
    boolean same =
        row.entry().equals(add.id().hex())
            && row.addedAt() == key.add().index()
            && row.end().equals(end);
    if (same || !row.publicKeyMultibase().equals(add.publicKeyMultibase())) {
      return row;
    }
    List<PublishedKey.Signature> auth =
        add.auth().stream()
            .map(each -> new PublishedKey.Signature(each.method(), KeyWords.text(each.signature())))
            .toList();
    return row.logged(add.statementJson(), auth, add.id().hex(), key.add().index(), end);
  }

  /// An end that the log has. What the row knows beyond it stays: that others have the key, and
  /// since an earlier index.
  private static KeyEnd end(KeyEnd known, LoggedKey.Said<KeyRetire> said) {
    KeyRetire retire = said.entry();
    long below = retire.below().orElse(-1);
    boolean compromised = below >= 0 || known.state() == KeyEnd.State.COMPROMISED;
    long earliest =
        below < 0 || known.below() < 0
            ? Math.max(below, known.below())
            : Math.min(below, known.below());
    return new KeyEnd(
        compromised ? KeyEnd.State.COMPROMISED : KeyEnd.State.RETIRED,
        earliest,
        retire.statementJson(),
        retire.id().hex(),
        said.index());
  }
}
