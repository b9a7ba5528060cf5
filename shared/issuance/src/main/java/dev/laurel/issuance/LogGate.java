package dev.laurel.issuance;

import dev.laurel.storage.ItemReader;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.entry.LogEntry;
import dev.laurel.tlog.sequencing.EntryRow;
import dev.laurel.tlog.sequencing.LogKeys;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.LogEvidence;
import java.util.List;
import java.util.Optional;

/// The gate between the log and the signer: says of an entry whether it is in the log, and believes
/// no row. An entry is in when its own bytes are, at their index, under a checkpoint that the log's
/// key signed; the key comes from the key service, so that whoever can write rows still cannot have
/// anything signed.
final class LogGate {
  /// What is known of an entry.
  sealed interface Look {
    /// It is in the log; the proof has been verified by these keys of the log.
    record Proven(TlogProof proof, List<VerifierKey> keys) implements Look {
      public Proven {
        keys = List.copyOf(keys);
      }

      /// The proof for our own verifier, opened by the salt.
      LogEvidence.Evidence.Found opened(byte[] salt) {
        TlogProof salted = new TlogProof(salt, proof.index(), proof.path(), proof.checkpoint());
        return new LogEvidence.Evidence.Found(salted, origin(keys), keys);
      }
    }

    /// Not yet.
    record NotYet() implements Look {}

    /// It was never queued, or its row was lost when the tables were restored; then it is not in
    /// the log either, because every entry of the log got its row back.
    record Missing() implements Look {}

    /// An issue entry that an `abandon` entry ended, of which the rows know no more since they were
    /// restored: nothing may be signed or published for it, for ever.
    record Ended(String why) implements Look {}

    /// Never, or with a proof that does not hold: somebody must look.
    record Refused(String why) implements Look {}
  }

  private final LogLookup lookup;
  private final LogKeys keys;

  LogGate(ItemReader items, LogKeys keys) {
    this.lookup = new LogLookup(items);
    this.keys = keys;
  }

  /// The look at an entry that was computed anew from what is to be signed.
  Look look(LogEntry entry) {
    byte[] bytes = entry.bytes();
    return lookup.entry(entry.id()).map(row -> look(row, bytes)).orElseGet(Look.Missing::new);
  }

  /// The look at an entry that is known by its id alone.
  Look look(EntryId id) {
    return lookup.entry(id).map(row -> look(id, row)).orElseGet(Look.Missing::new);
  }

  /// Whether it is in the log.
  boolean has(EntryId id) {
    return look(id) instanceof Look.Proven;
  }

  /// Whether it is queued, or further.
  boolean knows(EntryId id) {
    return lookup.entry(id).isPresent();
  }

  /// Why the intent's entry is over by the log's own word; empty where it is not.
  Optional<String> end(Intent intent) {
    return EntryId.parse(intent.entry())
        .flatMap(lookup::entry)
        .filter(LogGate::isEnded)
        .map(EntryRow::reason);
  }

  private static boolean isEnded(EntryRow row) {
    return row.state() == EntryRow.State.REFUSED && row.reason().startsWith(EntryRow.ENDED);
  }

  private Look look(EntryId id, EntryRow row) {
    return EntryId.of(row.entry()).equals(id) ? look(row, row.entry()) : unsound();
  }

  private Look look(EntryRow row, byte[] bytes) {
    return switch (row.state()) {
      case PENDING -> new Look.NotYet();
      case REFUSED ->
          isEnded(row)
              ? new Look.Ended(row.reason())
              : new Look.Refused("the log refused the entry: " + row.reason());
      case LOGGED -> prove(row, bytes);
    };
  }

  private Look prove(EntryRow row, byte[] bytes) {
    Optional<byte[]> checkpoint = lookup.checkpoint(row.size());
    if (checkpoint.isEmpty()) {
      return new Look.NotYet();
    }
    List<VerifierKey> known = keys.keys();
    TlogProof proof = new TlogProof(new byte[0], row.index(), row.path(), checkpoint.get());
    return switch (SignedCheckpoint.open(checkpoint.get(), origin(known), known)) {
      case SignedCheckpoint.Opened.Valid(SignedCheckpoint opened) ->
          proof.proves(bytes, opened) ? new Look.Proven(proof, known) : unsound();
      case SignedCheckpoint.Opened.Refused refused -> unsound();
    };
  }

  /// The log's keys are named as the log is.
  private static String origin(List<VerifierKey> keys) {
    return keys.getFirst().name();
  }

  private static Look unsound() {
    return new Look.Refused("the log's proof of the entry does not hold");
  }
}
