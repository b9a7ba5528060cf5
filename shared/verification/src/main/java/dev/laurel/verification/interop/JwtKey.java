package dev.laurel.verification.interop;

import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.verification.reading.Wrapper;
import java.util.ArrayList;
import java.util.List;

/// The key of a JWT must be found as a JWK: by the header's `jwk`, by a `kid` that is a URL, or by
/// a did:web `kid` whose method has `publicKeyJwk`. A did:key fails: 1EdTech validator 1.11.0.
final class JwtKey implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    for (Wrapper wrapper : patient.around()) {
      String kid = wrapper.jws().kid();
      boolean shown = wrapper.jws().header().has("jwk") || kid.startsWith("http");
      boolean listed =
          kid.startsWith("did:web:")
              && patient.issuerDocument().stream()
                  .flatMap(document -> document.verificationMethod(kid).stream())
                  .map(VerificationMethod::publicKeyJwk)
                  .noneMatch(String::isEmpty);
      if (!shown && !listed) {
        advice.add(advice());
      }
    }
    return advice;
  }

  private static Advice advice() {
    return new Advice(
        Reader.ONE_EDTECH,
        "jwt-key",
        "",
        "Show the key in the header (jwk), or name it by a URL or by a did:web method that has a"
            + " publicKeyJwk.");
  }
}
