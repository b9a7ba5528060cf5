package dev.laurel.verification.interop;

import java.util.List;

/// Readers of badges take the first proof for assertionMethod: 1EdTech validator 1.11.0; DCC
/// verifier-core takes the first of all.
final class FirstProofKnown implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Patient.Place> proofs = patient.proofs();
    return proofs.size() < 2
            || Patient.text(proofs.getFirst().node(), "cryptosuite")
                .filter("eddsa-rdfc-2022"::equals)
                .isPresent()
        ? List.of()
        : List.of(
            new Advice(
                Reader.DCC,
                "first-proof-known",
                proofs.getFirst().pointer(),
                "Put the proof of eddsa-rdfc-2022 first; some readers look at no other."));
  }
}
