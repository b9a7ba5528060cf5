package dev.laurel.issuance;

import dev.laurel.issuance.rules.Finding;
import java.util.List;

/// What the lint says to a document.
public sealed interface Preparation {
  /// It may be signed.
  record Ready(PreparedCredential prepared) implements Preparation {}

  /// It may not, with everything that is wrong.
  record Refused(List<Finding> findings) implements Preparation {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
