package dev.laurel.credentials.did;

import dev.laurel.credentials.jose.Base64Url;
import dev.laurel.credentials.jose.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The method did:jwk: the identifier is the base64url of a JWK, so the document follows from it.
/// The key signs assertions and authenticates; one for encryption is no key here.
public final class DidJwk {
  /// The fragment of the one key (did:jwk method, section 3).
  private static final String FRAGMENT = "0";

  private DidJwk() {}

  /// The DID of a key.
  public static Did of(PublicJwk jwk) {
    byte[] json = jwk.text().getBytes(StandardCharsets.UTF_8);
    return new Did("did:jwk:" + Base64Url.encode(json));
  }

  /// The document of a did:jwk, or empty where it is another method or a key that we do not know.
  public static Optional<DidDocument> resolve(Did did) {
    return did.method().equals("jwk")
        ? Base64Url.decode(did.identifier(), Did.MAX_LENGTH)
            .flatMap(PublicJwk::parse)
            .map(jwk -> document(did, jwk))
        : Optional.empty();
  }

  private static DidDocument document(Did did, PublicJwk jwk) {
    VerificationMethod method = VerificationMethod.jsonWebKey(did, FRAGMENT, jwk);
    List<String> ids = List.of(method.id());
    return new DidDocument(did, List.of(method), ids, ids);
  }
}
