package dev.laurel.issuance;

import java.util.Optional;

/// How the header of a JWS says which key signed. All three lead to the same key, and readers
/// differ in which of them they follow.
public enum KeyHint {
  /// `kid` with the DID URL of the key's JsonWebKey method; where the DID has no such methods, as a
  /// did:key, a `jwk`, and in an SD-JWT `kid` with the DID URL of its Multikey method.
  DID("did"),

  /// `jwk`, the key itself (OB 3.0: where the `kid` cannot be dereferenced).
  JWK("jwk"),

  /// `kid` with an address of this deployment that answers the key as a JWK.
  URL("url");

  private final String text;

  KeyHint(String text) {
    this.text = text;
  }

  /// The hint of that name, or empty where it is none of these.
  public static Optional<KeyHint> parse(String text) {
    for (KeyHint hint : values()) {
      if (hint.text.equals(text)) {
        return Optional.of(hint);
      }
    }
    return Optional.empty();
  }

  /// The name in requests and rows.
  public String text() {
    return text;
  }
}
