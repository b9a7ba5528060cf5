package dev.laurel.functions.verification;

import java.util.Optional;

/// The badge images among the public objects of this deployment, which everyone may read. Names
/// hold a digest, so what is read once is right for ever.
@FunctionalInterface
public interface PublicImages {
  /// The bytes of an image by its name below the public objects (`images/<sha-256>.png`), or empty
  /// where there is none. Throws [dev.laurel.storage.StoreUnavailable] where nobody answers.
  Optional<byte[]> read(String name);

  /// No images at all.
  static PublicImages none() {
    return name -> Optional.empty();
  }
}
