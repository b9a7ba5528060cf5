package dev.laurel.credentials.proof;

import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;

/// The way out of the depth of a document at the first refusal. It never leaves [Canonicalizer],
/// and has no stack trace because it is an outcome, not a failure.
final class Objection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refused refused;

  Objection(Reason reason, String detail, String pointer) {
    super(detail, null, false, false);
    refused = new Refused(reason, detail, pointer);
  }

  Refused refused() {
    return refused;
  }
}
