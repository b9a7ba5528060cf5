package dev.laurel.verification.interop;

import dev.laurel.credentials.did.VerificationMethod;
import java.util.ArrayList;
import java.util.List;

/// The controller of the key must be equal to the issuer's id, letter by letter: Open Badges 3.0
/// implementation guide; 1EdTech validator 1.11.0, EmbeddedProofProbe.
final class ControllerIsTheIssuer implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    for (Patient.Place proof : patient.proofs()) {
      String method = Patient.text(proof.node(), "verificationMethod").orElse("");
      boolean other =
          patient.issuerDocument().stream()
              .flatMap(document -> document.verificationMethod(method).stream())
              .map(VerificationMethod::controller)
              .anyMatch(controller -> !controller.equals(patient.issuer()));
      boolean elsewhere = method.startsWith("did:") && !method.startsWith(patient.issuer() + "#");
      if (other || elsewhere) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "controller-is-the-issuer",
                proof.pointer() + "/verificationMethod",
                "Sign with a key of the issuer's own DID, whose controller is the issuer's id."));
      }
    }
    return advice;
  }
}
