package dev.laurel.credentials.did;

import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.Multikey;
import java.util.Optional;

/// A key in a DID document (Controlled Identifiers 2.2). Texts that a foreign document lacks are
/// empty.
///
/// @param publicKeyJwk the JSON of the key where it is given as a JWK
public record VerificationMethod(
    String id, String type, String controller, String publicKeyMultibase, String publicKeyJwk) {
  public static final String MULTIKEY = "Multikey";
  public static final String JSON_WEB_KEY = "JsonWebKey";

  /// The older name of the same type, as many issuers still write it.
  private static final String JSON_WEB_KEY_2020 = "JsonWebKey2020";

  /// A method without a JWK.
  public VerificationMethod(String id, String type, String controller, String publicKeyMultibase) {
    this(id, type, controller, publicKeyMultibase, "");
  }

  /// A method that gives its key as a Multikey.
  static VerificationMethod multikey(Did did, NamedKey key) {
    return new VerificationMethod(
        did.withFragment(key.fragment()).text(), MULTIKEY, did.text(), key.key().text());
  }

  /// A method that gives its key as a JWK.
  static VerificationMethod jsonWebKey(Did did, String fragment, PublicJwk jwk) {
    return new VerificationMethod(
        did.withFragment(fragment).text(), JSON_WEB_KEY, did.text(), "", jwk.text());
  }

  /// The key as a JWK, or empty where it is none of a kind that we know. A Multikey is turned into
  /// one where that kind of key has one.
  public Optional<PublicJwk> jwk() {
    return switch (type) {
      case MULTIKEY -> Multikey.parse(publicKeyMultibase).flatMap(PublicJwk::of);
      case JSON_WEB_KEY, JSON_WEB_KEY_2020 -> PublicJwk.parse(publicKeyJwk);
      default -> Optional.empty();
    };
  }

  /// The key as a Multikey, from either form, or empty where it is none of a kind that we know.
  public Optional<Multikey> key() {
    return type.equals(MULTIKEY)
        ? Multikey.parse(publicKeyMultibase)
        : jwk().flatMap(PublicJwk::multikey);
  }
}
