package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A credential says what it is: `type` names VerifiableCredential, in words only, each once.
///
/// VCDM 2.0 section 4.5 (Types).
public final class CredentialType implements Rule {
  private static final String ID = "vcdm/credential-type";
  private static final String AT = "/type";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    if (!document.is("VerifiableCredential")) {
      findings.add(new Finding(ID, AT, "must hold VerifiableCredential"));
    }
    Set<String> seen = new HashSet<>();
    for (Candidate.Part type : document.parts(AT)) {
      String text = type.node().stringValue("");
      if (text.isBlank() || !seen.add(text)) {
        findings.add(
            new Finding(ID, type.pointer(), "must be a term or URL that stands there once"));
      }
    }
    return findings;
  }
}
