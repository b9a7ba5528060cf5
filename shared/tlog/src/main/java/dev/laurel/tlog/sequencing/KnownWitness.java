package dev.laurel.tlog.sequencing;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.witness.Witness;
import dev.laurel.tlog.witness.WitnessAnswer;
import java.util.Optional;

/// A witness and the key of its cosignatures. A line that names the key and does not verify would
/// make every reader that knows the witness refuse the whole checkpoint; so it is verified before
/// it is published.
public record KnownWitness(VerifierKey key, Witness witness) {
  /// The first cosignature of the key that holds, or empty where there is none.
  Optional<NoteSignature> verified(
      WitnessAnswer.Cosigned answer, Note note, Checkpoint checkpoint) {
    return answer.signatures().stream()
        .filter(signature -> key.verify(note, checkpoint, signature))
        .findFirst();
  }
}
