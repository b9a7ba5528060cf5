package dev.laurel.issuance;

import dev.laurel.issuance.rules.Finding;
import java.util.List;

/// What the lint says to a document.
public sealed interface Preparation {
  /// It may be signed, in these forms and in their order.
  record Ready(List<PreparedCredential> forms) implements Preparation {
    public Ready {
      forms = List.copyOf(forms);
    }
  }

  /// It may not, with everything that is wrong.
  record Refused(List<Finding> findings) implements Preparation {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
