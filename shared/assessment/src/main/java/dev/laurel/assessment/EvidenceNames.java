package dev.laurel.assessment;

import dev.laurel.storage.ObjectName;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names of objects in the evidence store: `evidence/<submission>/<number>-<random>`, a fresh one
/// per invitation.
final class EvidenceNames {
  private static final int RANDOM_BYTES = 16;

  private EvidenceNames() {}

  static ObjectName fresh(SubmissionId id, int number, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ObjectName(
        "evidence/" + id.text() + "/" + number + "-" + HexFormat.of().formatHex(bytes));
  }
}
