package dev.laurel.verification;

import java.util.List;

/// What somebody hands along with a document to have it compared: files that should be its
/// evidence, and the e-mail address of the person to whom it should have been issued ("" for none).
/// Compared and forgotten; no report repeats the address.
public record Beside(List<EvidenceFile> evidence, String email) {
  /// Most files that are compared: a credential seldom names more than ten.
  public static final int MAX_FILES = 64;

  public Beside {
    evidence = List.copyOf(evidence);
  }

  /// Nothing to compare.
  public static Beside nothing() {
    return new Beside(List.of(), "");
  }

  /// Whether there is nothing to compare.
  public boolean isNothing() {
    return evidence.isEmpty() && email.isBlank();
  }

  /// Without the address.
  @Override
  public String toString() {
    return "Beside[" + evidence.size() + " files]";
  }
}
