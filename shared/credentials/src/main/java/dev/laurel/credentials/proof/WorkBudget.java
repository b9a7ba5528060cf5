package dev.laurel.credentials.proof;

/// What is spent on all documents of one verification together: documents lie in documents, each
/// with several proofs, so a limit for each alone would allow a hundred times as much. Not
/// thread-safe; lives for one verification.
public final class WorkBudget {
  /// Most signatures of single statements (`ecdsa-sd-2023`), each a check on P-256: a badge has
  /// about 100 statements.
  static final int MAX_STATEMENTS = 600;

  private int statements;
  private boolean exhausted;

  /// Something took as much work as is spent on one document; no other canonical form is begun.
  public void exhaust() {
    exhausted = true;
  }

  /// Whether nothing more is begun.
  public boolean isExhausted() {
    return exhausted;
  }

  /// Whether so many signatures of statements may be looked at; counts them where they may.
  boolean takeStatements(int count) {
    if (count > MAX_STATEMENTS - statements) {
      return false;
    }
    statements += count;
    return true;
  }
}
