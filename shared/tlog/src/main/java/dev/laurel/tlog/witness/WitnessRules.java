package dev.laurel.tlog.witness;

import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.MerkleTree;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.VerifierKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How a witness decides on a checkpoint (C2SP tlog-witness). Pure: whoever calls stores the new
/// checkpoint, on the condition that what it recorded is still what it passed in, before it signs.
public final class WitnessRules {
  /// What the witness has recorded of a log; size 0 and the empty root before anything.
  public record Recorded(long size, Hash root) {
    /// Nothing yet.
    public static final Recorded NOTHING = new Recorded(0, Hash.EMPTY_ROOT);
  }

  /// The outcome: [Accept], or an answer to send.
  public sealed interface Decision {
    /// Record this checkpoint, then cosign its note.
    record Accept(SignedCheckpoint checkpoint) implements Decision {}

    /// Send this.
    record Answer(WitnessAnswer answer) implements Decision {}
  }

  private final Map<String, List<VerifierKey>> logs;

  /// @param logs the keys of each origin that the witness knows
  public WitnessRules(Map<String, List<VerifierKey>> logs) {
    this.logs = Map.copyOf(logs);
  }

  /// The decision on a request's body.
  ///
  /// @param recorded what is stored of an origin; asked only for known ones
  public Decision decide(byte[] body, Function<String, Recorded> recorded) {
    Optional<AddCheckpoint> message = AddCheckpoint.parse(body);
    Optional<Checkpoint> claimed =
        message
            .flatMap(m -> Note.parse(m.checkpoint()))
            .flatMap(note -> Checkpoint.parse(note.text()));
    if (message.isEmpty() || claimed.isEmpty()) {
      return refuse(400, "not an add-checkpoint message");
    }
    String origin = claimed.get().origin();
    List<VerifierKey> keys = logs.get(origin);
    if (keys == null) {
      return refuse(404, "the origin is not known here");
    }
    return switch (SignedCheckpoint.open(message.get().checkpoint(), origin, keys)) {
      case SignedCheckpoint.Opened.Refused refused -> refuse(403, refused.why());
      case SignedCheckpoint.Opened.Valid valid ->
          judge(message.get(), valid.checkpoint(), recorded.apply(origin));
    };
  }

  private static Decision judge(AddCheckpoint message, SignedCheckpoint claimed, Recorded has) {
    if (message.oldSize() > claimed.size()) {
      return refuse(400, "the old size is larger than the checkpoint's");
    }
    if (message.oldSize() != has.size()) {
      return new Decision.Answer(new WitnessAnswer.Conflict(has.size()));
    }
    return MerkleTree.verifyConsistency(
            has.size(), has.root(), claimed.size(), claimed.root(), message.proof())
        ? new Decision.Accept(claimed)
        : refuse(422, "the proof does not lead from the recorded tree to this one");
  }

  private static Decision refuse(int status, String why) {
    return new Decision.Answer(new WitnessAnswer.Refused(status, why));
  }
}
