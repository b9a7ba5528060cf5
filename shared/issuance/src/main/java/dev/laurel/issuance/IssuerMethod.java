package dev.laurel.issuance;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.issuers.SigningKeys;
import java.util.List;

/// Which of the deployment's keys signs: the Ed25519 key, because readers of badges demand
/// eddsa-rdfc-2022, or the P-256 key where an emulator has no other.
record IssuerMethod(String fragment, Cryptosuite suite) {
  static IssuerMethod of(SigningKeys keys) {
    List<SigningKeys.DeploymentKey> all = keys.publicKeys();
    return all.stream()
        .filter(key -> key.key().algorithm() == KeyAlgorithm.ED25519)
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(key -> new IssuerMethod(key.fragment(), Cryptosuite.of(key.key().algorithm())))
        .orElseThrow(() -> new IllegalStateException("the deployment has no signing key"));
  }
}
