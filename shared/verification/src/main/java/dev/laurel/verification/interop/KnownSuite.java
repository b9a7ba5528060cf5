package dev.laurel.verification.interop;

import java.util.List;
import java.util.Set;

/// One proof must be of a suite on the reader's list: 1EdTech validator 1.11.0 and its
/// certification guide 1.2.
final class KnownSuite implements Rule {
  private static final Set<String> KNOWN = Set.of("eddsa-rdfc-2022", "eddsa-2022", "ecdsa-sd-2023");

  @Override
  public List<Advice> look(Patient patient) {
    boolean known =
        patient.proofs().stream()
            .map(Patient.Place::node)
            .anyMatch(proof -> KNOWN.contains(Patient.text(proof, "cryptosuite").orElse("")));
    return patient.proofs().isEmpty() || known
        ? List.of()
        : List.of(
            new Advice(
                Reader.ONE_EDTECH,
                "known-suite",
                "/proof",
                "Add a proof of the suite eddsa-rdfc-2022; other suites may stand after it."));
  }
}
