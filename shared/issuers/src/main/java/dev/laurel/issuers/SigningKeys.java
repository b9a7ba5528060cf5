package dev.laurel.issuers;

import dev.laurel.credentials.proof.Multikey;
import java.util.List;

/// The public halves of the deployment's signing keys. Answers come from a cache after the first
/// call; throws an unchecked exception of the adapter when the keys cannot be read.
public interface SigningKeys {
  /// All keys, `key-1` (Ed25519; absent where the endpoint knows no such keys) before `key-2`
  /// (P-256). Never empty.
  List<DeploymentKey> publicKeys();

  /// One key under the fragment that its verification methods have in every issuer's DID document.
  record DeploymentKey(String fragment, Multikey key) {}
}
