package dev.laurel.verification.interop;

import dev.laurel.verification.reading.Wrapper;
import java.util.ArrayList;
import java.util.List;

/// A JWT must be signed with RS256 or ES256: 1EdTech validator 1.11.0 refuses EdDSA and all others;
/// Open Badges 3.0 demands RS256 as the least.
final class JwtAlgorithm implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    for (Wrapper wrapper : patient.around()) {
      if (!List.of("RS256", "ES256").contains(wrapper.jws().alg())) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "jwt-algorithm",
                "",
                "Sign the JWT with ES256 or RS256; " + wrapper.jws().alg() + " is refused."));
      }
    }
    return advice;
  }
}
