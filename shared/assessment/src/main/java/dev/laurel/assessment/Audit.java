package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// One attempt to decide about a submission, also one that came too late or was not allowed.
///
/// Row `SUB#<id>` / `AUDIT#<instant>#<key>#<random>`, in the transaction of its effect where it has
/// one. Holds the id of the assessor's key, no name.
public record Audit(Instant at, String assessorKey, Result result) {
  /// Random bytes at the end of the sort key: two attempts with one key in one instant are two.
  private static final int NONCE_BYTES = 4;

  /// What became of the attempt.
  public enum Result {
    PASSED,
    NOT_YET,
    REFUSED,
    /// It was not, or no longer, to be decided.
    TOO_LATE,
    /// The assessor is the learner.
    SELF_ASSESSMENT
  }

  static Result of(Decision.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Result.PASSED;
      case NOT_YET -> Result.NOT_YET;
      case REFUSED -> Result.REFUSED;
    };
  }

  Write create(SubmissionId id, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String sort =
        SubmissionRow.AUDIT + at + "#" + assessorKey + "#" + HexFormat.of().formatHex(nonce);
    return Write.create(Item.of(SubmissionRow.key(id, sort), 1, Json.write(this)));
  }

  static Audit from(Item item) {
    return Json.read(item.body(), Audit.class);
  }
}
