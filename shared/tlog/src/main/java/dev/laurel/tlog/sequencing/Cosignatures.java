package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.SubtreeHashes;
import dev.laurel.tlog.witness.AddCheckpoint;
import dev.laurel.tlog.witness.WitnessAnswer;
import java.util.List;
import java.util.Optional;

/// Asks witnesses to cosign a checkpoint that the log signed. What they answer is added where it
/// verifies; what they fail to answer holds nothing up: the next checkpoint asks again.
final class Cosignatures {
  /// Most witnesses asked: with the log's own two, readers that stop at the 16 signatures of
  /// signed-note read them all.
  static final int MAX_WITNESSES = 14;

  private final List<KnownWitness> witnesses;
  private final Lanes lanes;

  Cosignatures(List<KnownWitness> witnesses, Lanes lanes) {
    if (witnesses.size() > MAX_WITNESSES) {
      throw new IllegalArgumentException("at most " + MAX_WITNESSES + " witnesses are asked");
    }
    this.witnesses = List.copyOf(witnesses);
    this.lanes = lanes;
  }

  /// The note with what the witnesses added.
  ///
  /// @param before size of the checkpoint that was published before
  /// @param hashes of the new tree
  Note added(Note note, CommittedHead head, long before, SubtreeHashes hashes) {
    if (witnesses.isEmpty()) {
      return note;
    }
    List<NoteSignature> lines =
        lanes.map(witnesses, witness -> ask(witness, note, head, before, hashes)).stream()
            .flatMap(Optional::stream)
            .toList();
    return note.with(lines.toArray(NoteSignature[]::new));
  }

  private static Optional<NoteSignature> ask(
      KnownWitness known, Note note, CommittedHead head, long before, SubtreeHashes hashes) {
    try {
      WitnessAnswer answer = known.witness().add(message(note, head, before, hashes));
      if (answer instanceof WitnessAnswer.Conflict(long size) && size >= 0 && size <= head.size()) {
        answer = known.witness().add(message(note, head, size, hashes));
      }
      return answer instanceof WitnessAnswer.Cosigned cosigned
          ? known.verified(cosigned, note, head.checkpoint())
          : Optional.empty();
    } catch (RuntimeException e) {
      // Whatever a witness does, and whatever an adapter makes of it, the log goes on.
      return Optional.empty();
    }
  }

  private static AddCheckpoint message(
      Note note, CommittedHead head, long from, SubtreeHashes hashes) {
    synchronized (hashes) {
      return new AddCheckpoint(
          from, MerkleTree.consistency(from, head.size(), hashes), note.bytes());
    }
  }
}
