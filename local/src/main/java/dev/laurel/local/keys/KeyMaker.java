package dev.laurel.local.keys;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.embedded.OwnFileKeys;
import dev.laurel.storage.IssuerId;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Makes a key of an issuer's own where keys lie. Making one that is there already changes nothing,
/// so that a command which died may be repeated.
public interface KeyMaker {
  /// `fragment` is the key's name (`own-1`); `didKey` makes it findable as a DID of its own too.
  /// Throws an unchecked exception in words for a person where it cannot be made.
  void make(IssuerId issuer, String fragment, KeyAlgorithm algorithm, boolean didKey);

  /// In files beside the deployment keys of a data folder, where a running server finds them.
  static KeyMaker files(Path data, SecureRandom random) {
    return (issuer, fragment, algorithm, didKey) ->
        OwnFileKeys.make(data.resolve("keys"), "local", issuer, fragment, algorithm, random);
  }
}
