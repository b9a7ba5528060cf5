package dev.laurel.credentials.jose;

import java.util.Optional;

/// A signature algorithm of JWTs that we verify (RFC 7518 section 3, RFC 8037). We sign with
/// [#ES256] alone, which 1EdTech's validator takes beside [#RS256].
public enum JwsAlgorithm {
  RS256("RS256", "RSA", ""),
  ES256("ES256", "EC", "P-256"),
  ES384("ES384", "EC", "P-384"),
  EDDSA("EdDSA", "OKP", "Ed25519");

  private final String text;
  private final String kty;
  private final String crv;

  JwsAlgorithm(String text, String kty, String crv) {
    this.text = text;
    this.kty = kty;
    this.crv = crv;
  }

  /// The algorithm of that exact name, or empty where it is not one that we verify: never `none`,
  /// and nothing with a shared secret.
  public static Optional<JwsAlgorithm> parse(String text) {
    for (JwsAlgorithm algorithm : values()) {
      if (algorithm.text.equals(text)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /// The name in a header.
  public String text() {
    return text;
  }

  /// Whether a key is of the kind that the algorithm takes.
  public boolean fits(PublicJwk key) {
    return key.kty().equals(kty) && key.crv().equals(crv);
  }
}
