package dev.laurel.credentials.did;

import dev.laurel.credentials.proof.Multikey;
import java.util.List;
import java.util.Optional;

/// The method did:key: the identifier is the key, so the document follows from it. The key signs
/// assertions and authenticates.
public final class DidKey {
  private DidKey() {}

  /// The DID of a key.
  public static Did of(Multikey key) {
    return new Did("did:key:" + key.text());
  }

  /// The document of a did:key, or empty where it is another method or a key that we do not know.
  public static Optional<DidDocument> resolve(Did did) {
    return did.method().equals("key")
        ? Multikey.parse(did.identifier()).map(key -> document(did, key))
        : Optional.empty();
  }

  private static DidDocument document(Did did, Multikey key) {
    VerificationMethod method = VerificationMethod.multikey(did, new NamedKey(key.text(), key));
    List<String> ids = List.of(method.id());
    return new DidDocument(did, List.of(method), ids, ids);
  }
}
