package dev.laurel.verification;

import java.util.List;

/// What somebody hands along with a document to have it compared: files that should be its
/// evidence, the e-mail address of the person to whom it should have been issued, and for which
/// domain and in answer to which challenge its holder should show it ("" for each that is not
/// asked). Compared and forgotten; no report repeats the address.
public record Beside(List<EvidenceFile> evidence, String email, String domain, String challenge) {
  /// Most files that are compared: a credential seldom names more than ten.
  public static final int MAX_FILES = 64;

  public Beside {
    evidence = List.copyOf(evidence);
  }

  /// Files and an address alone.
  public Beside(List<EvidenceFile> evidence, String email) {
    this(evidence, email, "", "");
  }

  /// For whom the holder should show it.
  public static Beside audience(String domain, String challenge) {
    return new Beside(List.of(), "", domain, challenge);
  }

  /// Nothing to compare.
  public static Beside nothing() {
    return audience("", "");
  }

  /// Whether no credential is compared with anything.
  public boolean isNothing() {
    return evidence.isEmpty() && email.isBlank();
  }

  /// Whether somebody asks that its holder shows it to them.
  public boolean asksForHolder() {
    return !domain.isEmpty() || !challenge.isEmpty();
  }

  /// Without the address.
  @Override
  public String toString() {
    return "Beside[" + evidence.size() + " files]";
  }
}
