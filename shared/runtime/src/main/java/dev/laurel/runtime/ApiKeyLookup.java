package dev.laurel.runtime;

import java.util.Optional;

/// Finds stored API keys by one consistent read, so that a deleted key is refused at once. Absent
/// is empty; throws [dev.laurel.storage.StoreUnavailable].
@FunctionalInterface
public interface ApiKeyLookup {
  /// The key with this id (32 lower-case hexadecimal digits).
  Optional<StoredKey> find(String keyId);

  /// A look-up without keys, for functions whose routes are all open.
  static ApiKeyLookup none() {
    return keyId -> Optional.empty();
  }
}
