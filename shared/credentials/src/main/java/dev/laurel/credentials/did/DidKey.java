package dev.laurel.credentials.did;

import dev.laurel.credentials.proof.Multikey;
import java.util.List;
import java.util.Optional;

/// The method did:key: the identifier is the key, so the document follows from it.
public final class DidKey {
  private DidKey() {}

  /// The DID of a key.
  public static Did of(Multikey key) {
    return new Did("did:key:" + key.text());
  }

  /// The document of a did:key, or empty where it is another method or a key that we do not know.
  public static Optional<DidDocument> resolve(Did did) {
    return did.method().equals("key")
        ? Multikey.parse(did.identifier())
            .map(key -> DidDocument.issuer(did, List.of(new NamedKey(key.text(), key))))
        : Optional.empty();
  }
}
