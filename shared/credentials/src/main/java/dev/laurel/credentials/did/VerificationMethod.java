package dev.laurel.credentials.did;

import dev.laurel.credentials.proof.Multikey;
import java.util.Optional;

/// A key in a DID document (Controlled Identifiers 2.2). Texts that a foreign document lacks are
/// empty.
public record VerificationMethod(
    String id, String type, String controller, String publicKeyMultibase) {
  public static final String MULTIKEY = "Multikey";

  /// The key, or empty where it is not a Multikey of an algorithm that we know.
  public Optional<Multikey> key() {
    return type.equals(MULTIKEY) ? Multikey.parse(publicKeyMultibase) : Optional.empty();
  }
}
