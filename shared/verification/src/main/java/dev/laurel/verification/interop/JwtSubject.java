package dev.laurel.verification.interop;

import java.util.List;

/// The claim `sub` is required: Open Badges 3.0, JSON Web Token Proof Format. A badge whose subject
/// is known by a hashed address only has no strict form as a JWT.
final class JwtSubject implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    return patient.around().stream()
        .filter(wrapper -> !wrapper.claims().has("sub"))
        .map(wrapper ->
            new Advice(
                Reader.ONE_EDTECH,
                "jwt-subject",
                "/credentialSubject/id",
                "Give the subject an id and repeat it in the claim sub, or issue JSON with a"
                    + " proof."))
        .toList();
  }
}
