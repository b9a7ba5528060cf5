package dev.laurel.issuers;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.storage.IssuerId;
import java.util.List;
import java.util.Optional;

/// The public halves of the keys that sign for issuers: the deployment's, which all issuers share,
/// and each issuer's own. Answers come from a cache after the first call; throws an unchecked
/// exception of the adapter when the keys cannot be read.
public interface SigningKeys {
  /// All keys of the deployment, `key-1` (Ed25519; absent where the endpoint knows no such keys)
  /// before `key-2` (P-256). Never empty.
  List<DeploymentKey> publicKeys();

  /// A key of the issuer's own, which the operator made under this name ([SigningKeyName]); empty
  /// where there is none. A key is found by its name as soon as it was made, and for ever.
  default Optional<Multikey> own(IssuerId issuer, String fragment) {
    return Optional.empty();
  }

  /// One key under the fragment that its verification methods have in every issuer's DID document.
  record DeploymentKey(String fragment, Multikey key) {}
}
